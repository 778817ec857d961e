"""Addresses for those who decide."""

from django.urls import path

from leadership.web.views import brief, page, rows

app_name = "leadership"
urlpatterns = [
    path("", page.leadership, name="page"),
    path("brief/", brief.brief, name="brief"),
    path("rows/<slug:kind>/", rows.rows, name="rows"),
]
