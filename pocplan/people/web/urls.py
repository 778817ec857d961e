"""Addresses of people, posts, appointments, rooms and groups of addressees."""

from django.urls import path

from pocplan.people.web.views import accept, appointments, groups, posts, rooms

app_name = "people"
urlpatterns = [
    path("", posts.posts, name="list"),
    path("bodies/<uuid:owner_id>/posts/new/", posts.new, name="post-new"),
    path("posts/<uuid:post_id>/", posts.post, name="post"),
    path("posts/<uuid:post_id>/edit/", posts.edit, name="post-edit"),
    path("posts/<uuid:post_id>/close/", posts.close, name="post-close"),
    path("posts/<uuid:post_id>/brief/", posts.takeover, name="takeover"),
    path("posts/<uuid:post_id>/propose/", appointments.propose, name="propose"),
    path("posts/<uuid:post_id>/invite/", appointments.invite, name="invite"),
    path("appointments/", appointments.proposals, name="proposals"),
    path("appointments/<uuid:incumbency_id>/confirm/", appointments.confirm, name="confirm"),
    path("appointments/<uuid:incumbency_id>/confirm-first/", appointments.confirm_first, name="confirm-first"),
    path("appointments/<uuid:incumbency_id>/end/", appointments.end, name="end"),
    path("appointments/<uuid:incumbency_id>/withdraw/", appointments.withdraw, name="withdraw"),
    path("rooms/", rooms.rooms, name="rooms"),
    path("rooms/<uuid:public_id>/", rooms.room, name="room"),
    path("rooms/<uuid:public_id>/exception/", rooms.make, name="exception"),
    path("rooms/<uuid:public_id>/exception/<uuid:seat_id>/end/", rooms.end, name="exception-end"),
    path("groups/", groups.groups, name="groups"),
    path("groups/new/", groups.new, name="group-new"),
    path("groups/<uuid:group_id>/", groups.edit, name="group"),
    path("groups/<uuid:group_id>/withdraw/", groups.withdraw, name="group-withdraw"),
    path("groups/<uuid:group_id>/back/", groups.back, name="group-back"),
    path("invitation/<str:token>/", accept.accept_invitation, name="accept"),
    path("secure/", accept.secure, name="secure"),
]
