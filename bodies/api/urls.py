"""Addresses of the API for coordination bodies."""

from django.urls import path

from bodies.api import views

urlpatterns = [
    path("bodies/", views.Bodies.as_view(), name="bodies"),
    path("bodies/<uuid:body_id>/", views.OneBody.as_view(), name="body"),
    path("bodies/<uuid:body_id>/meetings/", views.Meetings.as_view(), name="meetings"),
    path("meetings/<uuid:meeting_id>/", views.OneMeeting.as_view(), name="meeting"),
    path("decisions/", views.Decisions.as_view(), name="decisions"),
    path("decisions/<uuid:decision_id>/", views.OneDecision.as_view(), name="decision"),
    path("actions/", views.Actions.as_view(), name="actions"),
]
