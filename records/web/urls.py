"""Addresses of records that others refer to."""

from django.urls import path

from records.web.views import cases, reviews, visits

app_name = "records"
urlpatterns = [
    path("", visits.visits, name="list"),
    path("new/", visits.new, name="new"),
    path("parts/<uuid:part_id>/", visits.part, name="part"),
    path("actions/<uuid:action_id>/", visits.action, name="action"),
    path("reviews/", reviews.reviews, name="reviews"),
    path("reviews/new/", reviews.new, name="review-new"),
    path("reviews/<uuid:incident_review_id>/", reviews.review, name="review"),
    path("reviews/<uuid:incident_review_id>/life/<slug:step>/", reviews.step, name="review-step"),
    path("<uuid:visit_id>/", visits.visit, name="visit"),
    path("<uuid:visit_id>/life/<slug:step>/", visits.step, name="step"),
    path("due-diligence/", cases.cases, name="cases"),
    path("due-diligence/new/", cases.new, name="case-new"),
    path("due-diligence/measures/<uuid:measure_id>/", cases.measure, name="measure"),
    path("due-diligence/<uuid:case_id>/", cases.case, name="case"),
    path("due-diligence/<uuid:case_id>/life/<slug:step>/", cases.step, name="case-step"),
]
