"""Addresses of the gazetteer."""

from django.urls import path

from missions.web.views import places, undoing

app_name = "places"
urlpatterns = [
    path("", places.places, name="list"),
    path("take-in/", places.take_in, name="take-in"),
    path("names/", places.names, name="names"),
    path("names/<uuid:name_id>/", places.decide, name="decide"),
    path("facilities/<uuid:facility_id>/close/", places.end_facility, name="facility-close"),
    path("facilities/<uuid:facility_id>/back/", undoing.facility, name="facility-back"),
    path("<uuid:place_id>/", places.detail, name="detail"),
    path("<uuid:place_id>/names/new/", places.new_alias, name="alias-new"),
    path("<uuid:place_id>/facilities/new/", places.new_facility, name="facility-new"),
]
