"""Addresses of alerts."""

from django.urls import path

from picture.web.views import alerts

app_name = "alerts"
urlpatterns = [
    path("", alerts.alerts, name="list"),
    path("new/", alerts.new, name="new"),
    path("<uuid:alert_id>/", alerts.detail, name="detail"),
    path("<uuid:alert_id>/life/<slug:step>/", alerts.step, name="step"),
]
