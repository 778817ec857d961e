"""Addresses of the frame."""

from django.urls import path

from pocplan.ui.views import calendar, frame, search, switches, today

app_name = "ui"
urlpatterns = [
    path("", today.today, name="today"),
    path("hat/", switches.change_hat, name="hat"),
    path("language/", switches.change_language, name="language"),
    path("theme/", switches.change_theme, name="theme"),
    path("calendar/<str:secret>.ics", calendar.feed, name="calendar"),
    path("draft-key/", frame.key_for_drafts, name="draft-key"),
    path("search/", search.search, name="search"),
    path("keyboard/", frame.keyboard, name="keyboard"),
    path("styleguide/", frame.styleguide, name="styleguide"),
]
