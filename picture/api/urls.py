"""Addresses of the API for the joint protection picture."""

from django.urls import path

from picture.api.views import alerts, hotspots, references, threats

urlpatterns = [
    path("rooms/", threats.Rooms.as_view(), name="rooms"),
    path("armed-actors/", threats.ArmedActors.as_view(), name="armed-actors"),
    path("armed-actors/<uuid:armed_actor_id>/", threats.OneArmedActor.as_view(), name="armed-actor"),
    path("threats/", threats.Threats.as_view(), name="threats"),
    path("threats/<uuid:threat_id>/", threats.OneThreat.as_view(), name="threat"),
    path("threats/<uuid:threat_id>/ratings/", threats.Ratings.as_view(), name="ratings"),
    path("hotspots/", hotspots.Hotspots.as_view(), name="hotspots"),
    path("hotspots/by-reference/", references.ByReference.as_view(), name="hotspots-by-reference"),
    path("hotspots/<uuid:hotspot_id>/", hotspots.OneHotspot.as_view(), name="hotspot"),
    path("hotspots/<uuid:hotspot_id>/steps/", hotspots.HotspotSteps.as_view(), name="hotspot-steps"),
    path("hotspots/<uuid:hotspot_id>/priority/", hotspots.StatePriority.as_view(), name="state-priority"),
    path("protection-priorities/", hotspots.Priorities.as_view(), name="protection-priorities"),
    path("alerts/", alerts.Alerts.as_view(), name="alerts"),
    path("alerts/<uuid:alert_id>/", alerts.OneAlert.as_view(), name="alert"),
    path("alerts/<uuid:alert_id>/steps/", alerts.AlertSteps.as_view(), name="alert-steps"),
    path("alerts/<uuid:alert_id>/relay/", alerts.RelayAlert.as_view(), name="relay-alert"),
]
