"""Addresses of the API for missions."""

from django.urls import path

from missions.api import views

urlpatterns = [
    path("missions/", views.Missions.as_view(), name="missions"),
    path("missions/<uuid:mission_id>/", views.OneMission.as_view(), name="mission"),
]
