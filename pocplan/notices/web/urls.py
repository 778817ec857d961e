"""Addresses of the inbox."""

from django.urls import path

from pocplan.notices.web.views import inbox

app_name = "notices"
urlpatterns = [
    path("", inbox.inbox, name="inbox"),
    path("read/", inbox.read_all, name="read_all"),
    path("settings/", inbox.preferences, name="settings"),
    path("<uuid:notice_id>/", inbox.open_notice, name="read"),
]
