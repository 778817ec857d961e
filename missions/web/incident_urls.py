"""Addresses of incidents."""

from django.urls import path

from missions.web.views import importing, incident_maps, incidents

app_name = "incidents"
urlpatterns = [
    path("", incidents.incidents, name="list"),
    path("map/", incident_maps.incident_map, name="map"),
    path("imports/", importing.take_in, name="take-in"),
    path("imports/template.csv", importing.template, name="template"),
    path("imports/<uuid:events_id>/", importing.progress, name="import"),
    path("imports/<uuid:events_id>/confirm/", importing.confirm, name="confirm"),
    path("imports/<uuid:events_id>/drop/", importing.drop, name="drop"),
    path("imports/<uuid:events_id>/report.csv", importing.report, name="report"),
    path("<uuid:incident_id>/", incidents.detail, name="detail"),
    path("<uuid:incident_id>/sources/new/", incidents.new_source, name="source-new"),
    path("<uuid:incident_id>/judge/", incidents.judge, name="judge"),
    path("<uuid:incident_id>/text/", incidents.held, name="held"),
]
