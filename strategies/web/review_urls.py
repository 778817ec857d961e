"""Addresses of reviews."""

from django.urls import path

from strategies.web.views import reviews

app_name = "reviews"
urlpatterns = [
    path("", reviews.listed, name="list"),
    path("<uuid:review_id>/", reviews.detail, name="detail"),
    path("<uuid:review_id>/close/", reviews.close, name="close"),
    path("strategies/<uuid:strategy_id>/new/", reviews.new, name="new"),
    path("requests/<uuid:request_id>/", reviews.ask, name="request"),
]
