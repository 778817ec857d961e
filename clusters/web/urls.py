"""Addresses of clusters and their members."""

from django.urls import path

from clusters.web.views import clusters, members

app_name = "clusters"
urlpatterns = [
    path("", clusters.clusters, name="list"),
    path("new/", clusters.new, name="new"),
    path("members/new/", members.new_member, name="member-new"),
    path("members/<uuid:member_id>/", members.edit_member, name="member"),
    path("members/<uuid:member_id>/end/", members.end_member, name="member-end"),
    path("protocol/", members.protocol, name="protocol"),
    path("<uuid:cluster_id>/", clusters.detail, name="detail"),
    path("<uuid:cluster_id>/edit/", clusters.edit, name="edit"),
    path("<uuid:cluster_id>/state/", clusters.state, name="state"),
]
