"""Addresses of missions and their parts."""

from django.urls import path

from missions.web.views import missions, parts, undoing

app_name = "missions"
urlpatterns = [
    path("", missions.missions, name="list"),
    path("new/", missions.new, name="new"),
    path("published/", missions.known, name="known"),
    path("<uuid:mission_id>/", missions.detail, name="detail"),
    path("<uuid:mission_id>/edit/", missions.edit, name="edit"),
    path("<uuid:mission_id>/mandates/new/", parts.new_mandate, name="mandate-new"),
    path("<uuid:mission_id>/mandates/file/", parts.mandate_file, name="mandate-file"),
    path("<uuid:mission_id>/offices/new/", parts.new_office, name="office-new"),
    path("<uuid:mission_id>/sectors/new/", parts.new_sector, name="sector-new"),
    path("<uuid:mission_id>/sections/new/", parts.new_section, name="section-new"),
    path("mandates/<uuid:mandate_id>/", parts.edit_mandate, name="mandate"),
    path("mandates/<uuid:mandate_id>/paragraphs/new/", parts.new_paragraph, name="paragraph-new"),
    path("mandates/<uuid:mandate_id>/withdraw/", parts.end_mandate, name="mandate-withdraw"),
    path("mandates/<uuid:mandate_id>/back/", undoing.mandate, name="mandate-back"),
    path("paragraphs/<uuid:paragraph_id>/back/", undoing.paragraph, name="paragraph-back"),
    path("paragraphs/<uuid:paragraph_id>/withdraw/", parts.end_paragraph, name="paragraph-withdraw"),
    path("offices/<uuid:office_id>/", parts.edit_office, name="office"),
    path("offices/<uuid:office_id>/close/", parts.end_office, name="office-close"),
    path("offices/<uuid:office_id>/back/", undoing.office, name="office-back"),
    path("sections/<uuid:section_id>/back/", undoing.section, name="section-back"),
    path("sections/<uuid:section_id>/close/", parts.end_section, name="section-close"),
]
