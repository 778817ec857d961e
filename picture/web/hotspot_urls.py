"""Addresses of the Flashpoint Matrix."""

from django.urls import path

from picture.web.views import (
    copying,
    estimates,
    exercises,
    gaps,
    hotspot_life,
    hotspot_maps,
    hotspots,
    matrix_files,
    protection,
)

app_name = "hotspots"
urlpatterns = [
    path("", hotspots.matrix, name="list"),
    path("estimate/", estimates.estimate, name="estimate"),
    path("changes/", hotspots.changes, name="changes"),
    path("map/", hotspot_maps.hotspot_map, name="map"),
    path("told/", gaps.told, name="told"),
    path("told/<uuid:gap_id>/", gaps.gap, name="gap"),
    path("gap-releases/<uuid:gap_release_id>/", gaps.release, name="gap-release"),
    path("gap-releases/<uuid:gap_release_id>/drop/", gaps.drop, name="gap-drop"),
    path("gap-releases/<uuid:gap_release_id>/withdraw/", gaps.withdraw, name="gap-withdraw"),
    path("protection/", exercises.items, name="items"),
    path("file/", matrix_files.file, name="file"),
    path("paste/", matrix_files.paste, name="paste"),
    path("new/", hotspots.new, name="new"),
    path("efforts/<uuid:effort_id>/", hotspot_life.effort, name="effort"),
    path("<uuid:hotspot_id>/", hotspots.detail, name="detail"),
    path("<uuid:hotspot_id>/share/", copying.share, name="share"),
    path("<uuid:hotspot_id>/tell/", gaps.prepare, name="gap-prepare"),
    path("<uuid:hotspot_id>/change/", hotspots.change, name="change"),
    path("<uuid:hotspot_id>/life/<slug:step>/", hotspot_life.step, name="step"),
    path("<uuid:hotspot_id>/efforts/new/", hotspot_life.new_effort, name="effort-new"),
    path("<uuid:hotspot_id>/protection/<slug:act>/", protection.act, name="act"),
]
