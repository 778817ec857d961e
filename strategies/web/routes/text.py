"""Addresses of the text: list, outline, sections, versions."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
