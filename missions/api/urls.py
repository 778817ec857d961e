"""Addresses of the API for missions, places and incidents."""

from django.urls import path

from missions.api import event_views, incident_views, views

urlpatterns = [
    path("missions/", views.Missions.as_view(), name="missions"),
    path("missions/<uuid:mission_id>/", views.OneMission.as_view(), name="mission"),
    path("places/", incident_views.Places.as_view(), name="places"),
    path("places/<uuid:place_id>/", incident_views.OnePlace.as_view(), name="place"),
    path("incidents/", incident_views.Incidents.as_view(), name="incidents"),
    path("incidents/by-reference/", event_views.EventsByReference.as_view(), name="incidents-by-reference"),
    path("incidents/<uuid:incident_id>/", incident_views.OneIncident.as_view(), name="incident"),
]
