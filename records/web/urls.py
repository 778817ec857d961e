"""Addresses of records that others refer to."""

from django.urls import path

from records.web.views import cases

app_name = "records"
urlpatterns = [
    path("due-diligence/", cases.cases, name="cases"),
    path("due-diligence/new/", cases.new, name="case-new"),
    path("due-diligence/measures/<uuid:measure_id>/", cases.measure, name="measure"),
    path("due-diligence/<uuid:case_id>/", cases.case, name="case"),
    path("due-diligence/<uuid:case_id>/life/<slug:step>/", cases.step, name="case-step"),
]
