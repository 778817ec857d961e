"""Addresses of records that others refer to."""

from django.urls import path

from records.web.views import cases, visits

app_name = "records"
urlpatterns = [
    path("", visits.visits, name="list"),
    path("new/", visits.new, name="new"),
    path("parts/<uuid:part_id>/", visits.part, name="part"),
    path("actions/<uuid:action_id>/", visits.action, name="action"),
    path("<uuid:visit_id>/", visits.visit, name="visit"),
    path("<uuid:visit_id>/life/<slug:step>/", visits.step, name="step"),
    path("due-diligence/", cases.cases, name="cases"),
    path("due-diligence/new/", cases.new, name="case-new"),
    path("due-diligence/measures/<uuid:measure_id>/", cases.measure, name="measure"),
    path("due-diligence/<uuid:case_id>/", cases.case, name="case"),
    path("due-diligence/<uuid:case_id>/life/<slug:step>/", cases.step, name="case-step"),
]
