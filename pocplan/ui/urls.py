"""Addresses of the frame."""

from django.urls import path

from pocplan.ui.views import switches, today

app_name = "ui"
urlpatterns = [
    path("", today.today, name="today"),
    path("hat/", switches.change_hat, name="hat"),
    path("language/", switches.change_language, name="language"),
]
