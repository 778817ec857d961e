"""Addresses of the API for clusters."""

from django.urls import path

from clusters.api import views

urlpatterns = [
    path("clusters/", views.Clusters.as_view(), name="clusters"),
    path("clusters/<uuid:cluster_id>/", views.OneCluster.as_view(), name="cluster"),
]
