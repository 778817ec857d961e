"""Addresses of threats, armed actors and ratings."""

from django.urls import path

from picture.web.views import actors, ratings, releases, sharing, sources, threat_life, threats

app_name = "threats"
urlpatterns = [
    path("", threats.threats, name="list"),
    path("new/", threats.new, name="new"),
    path("groups/new/", sharing.new_group, name="group-new"),
    path("actors/", actors.actors, name="actors"),
    path("actors/new/", actors.new, name="actor-new"),
    path("actors/<uuid:armed_actor_id>/", actors.detail, name="actor"),
    path("actors/<uuid:armed_actor_id>/change/", actors.change, name="actor-change"),
    path("actors/<uuid:armed_actor_id>/end/", actors.end, name="actor-end"),
    path("releases/<uuid:rating_release_id>/", releases.release, name="release"),
    path("releases/<uuid:rating_release_id>/drop/", releases.drop, name="release-drop"),
    path("releases/<uuid:rating_release_id>/withdraw/", releases.withdraw, name="release-withdraw"),
    path("sources/<uuid:source_id>/take-back/", sources.take_back, name="source-take-back"),
    path("<uuid:threat_id>/", threats.detail, name="detail"),
    path("<uuid:threat_id>/change/", threats.change, name="change"),
    path("<uuid:threat_id>/life/<slug:step>/", threat_life.step, name="step"),
    path("<uuid:threat_id>/rate/", ratings.rate, name="rate"),
    path("<uuid:threat_id>/release/", releases.prepare, name="prepare"),
    path("<uuid:threat_id>/share/", sharing.share, name="share"),
    path("<uuid:threat_id>/sources/new/", sources.new_source, name="source-new"),
    path("<uuid:threat_id>/judge/", sources.judge, name="judge"),
]
