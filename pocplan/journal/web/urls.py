"""The journal of one's own rooms."""

from django.urls import path

from pocplan.journal.web import views

app_name = "journal"
urlpatterns = [path("", views.listed, name="list")]
