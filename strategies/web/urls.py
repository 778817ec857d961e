"""Addresses of the strategies, one file of routes per topic."""

from strategies.web.routes import text

app_name = "strategies"
urlpatterns = [*text.urlpatterns]
