"""The API's addresses, put together from the apps; version 1."""

from django.urls import include, path
from drf_spectacular.views import SpectacularAPIView

from pocplan.access.rest.authentication import IsActing

app_name = "api"
urlpatterns = [
    path("schema/", SpectacularAPIView.as_view(permission_classes=[IsActing]), name="schema"),
    path("", include("missions.api.urls")),
    path("", include("clusters.api.urls")),
    path("", include("picture.api.urls")),
    path("", include("records.api.urls")),
    path("", include("bodies.api.urls")),
    path("", include("strategies.api.urls")),
]
