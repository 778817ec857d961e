"""Addresses of the API for records that others refer to."""

from django.urls import path

from records.api import views

urlpatterns = [
    path("due-diligence/", views.Cases.as_view(), name="cases"),
    path("due-diligence/<uuid:case_id>/", views.OneCase.as_view(), name="case"),
    path("joint-missions/", views.Visits.as_view(), name="visits"),
    path("joint-missions/<uuid:visit_id>/", views.OneVisit.as_view(), name="visit"),
    path("incident-reviews/", views.IncidentReviews.as_view(), name="incident-reviews"),
    path("incident-reviews/<uuid:incident_review_id>/", views.OneIncidentReview.as_view(), name="incident-review"),
]
