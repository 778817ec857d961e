"""Addresses of coordination bodies, their meetings, decisions and actions."""

from django.urls import path

from bodies.web.views import actions, bodies, decisions, handing, meetings, members

app_name = "bodies"
urlpatterns = [
    path("", bodies.listing, name="list"),
    path("new/", bodies.new, name="new"),
    path("decisions/", decisions.register, name="decisions"),
    path("actions/", actions.listing, name="actions"),
    path("members/<uuid:member_id>/end/", members.end, name="member-end"),
    path("meetings/<uuid:meeting_id>/", meetings.detail, name="meeting"),
    path("meetings/<uuid:meeting_id>/items/new/", meetings.new_item, name="item-new"),
    path("meetings/<uuid:meeting_id>/held/", meetings.held, name="held"),
    path("meetings/<uuid:meeting_id>/call-off/", meetings.call_off, name="call-off"),
    path("meetings/<uuid:meeting_id>/decide/", decisions.new, name="decide"),
    path("items/<uuid:item_id>/minutes/", meetings.minutes, name="minutes"),
    path("decisions/<uuid:decision_id>/", decisions.detail, name="decision"),
    path("decisions/<uuid:decision_id>/dissent/", decisions.dissent, name="dissent"),
    path("decisions/<uuid:decision_id>/end/", decisions.end, name="decision-end"),
    path("decisions/<uuid:decision_id>/supersede/", decisions.supersede, name="supersede"),
    path("decisions/<uuid:decision_id>/actions/new/", actions.new, name="action-new"),
    path("decisions/<uuid:decision_id>/hand-on/", handing.hand, name="hand-on"),
    path("actions/<uuid:action_id>/", actions.action, name="action"),
    path("handed/<uuid:handed_id>/", handing.handed, name="handed"),
    path("<uuid:body_id>/", bodies.detail, name="detail"),
    path("<uuid:body_id>/change/", bodies.change, name="change"),
    path("<uuid:body_id>/close/", bodies.close, name="close"),
    path("<uuid:body_id>/members/new/", members.new, name="member-new"),
    path("<uuid:body_id>/meetings/new/", meetings.new, name="meeting-new"),
]
