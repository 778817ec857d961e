"""Titles of posts that records keep, in the reader's language: `titles` come with the frame of every page."""

from django import template

from pocplan.access.queries.titles import titled

register = template.Library()
register.filter(titled)
