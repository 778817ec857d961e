"""Addresses of clusters and their members."""

from django.urls import path

from clusters.web.views import agencies, clusters, members

app_name = "clusters"
urlpatterns = [
    path("", clusters.clusters, name="list"),
    path("new/", clusters.new, name="new"),
    path("members/new/", members.new_member, name="member-new"),
    path("members/<uuid:member_id>/", members.edit_member, name="member"),
    path("members/<uuid:member_id>/end/", members.end_member, name="member-end"),
    path("protocol/", members.protocol, name="protocol"),
    path("agencies/", agencies.agencies, name="agencies"),
    path("agencies/new/", agencies.new, name="agency-new"),
    path("agencies/<uuid:agency_id>/", agencies.agency, name="agency"),
    path("agencies/<uuid:agency_id>/edit/", agencies.edit, name="agency-edit"),
    path("agencies/<uuid:agency_id>/state/", agencies.state, name="agency-state"),
    path("<uuid:cluster_id>/", clusters.detail, name="detail"),
    path("<uuid:cluster_id>/edit/", clusters.edit, name="edit"),
    path("<uuid:cluster_id>/state/", clusters.state, name="state"),
]
