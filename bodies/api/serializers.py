"""Fields of bodies, meetings, decisions and actions that the API shows: an allow-list, the same as on the pages."""

from rest_framework import serializers

from bodies.enums import ActionState
from bodies.models import Action, AgendaItem, Attendance, Body, Decision, DecisionEnd, Dissent, Meeting, Member
from pocplan.access.rest.listing import InRoom, RoomAsked, Shown


class BodiesAsked(RoomAsked):
    closed = serializers.BooleanField(default=False, help_text="Those that meet no more, instead.")


class DecisionsAsked(RoomAsked):
    """Decisions and proposals that have not come to an end, unless all are asked for."""

    state = serializers.ChoiceField(choices=[("all", "all")], required=False)
    body = serializers.UUIDField(required=False)


class ActionsAsked(RoomAsked):
    """Actions that are open, unless others are asked for."""

    state = serializers.ChoiceField(choices=[*ActionState.choices, ("all", "all")], required=False)
    body = serializers.UUIDField(required=False)


class BodyOut(InRoom):
    class Meta:
        model = Body
        fields = (
            "id", "room", "number", "name", "level", "parent_id", "purpose", "may_decide", "dissent_rule", "rhythm",
            "state", "closed_because", "founded_by", "founded_at",
        )  # fmt: skip
        read_only_fields = fields


class MemberOut(Shown):
    """A post, or in a shared room an organisation; never a person."""

    class Meta:
        model = Member
        fields = ("role", "name", "since")
        read_only_fields = fields


class BodyWhole(serializers.Serializer):
    body = BodyOut()
    members = MemberOut(many=True)


class MeetingOut(InRoom):
    class Meta:
        model = Meeting
        fields = (
            "id", "room", "body_id", "number", "held_on", "venue", "state", "chaired_by", "called_off_because",
            "prepared_by", "prepared_at",
        )  # fmt: skip
        read_only_fields = fields


class AgendaItemOut(Shown):
    class Meta:
        model = AgendaItem
        fields = ("id", "position", "kind", "title", "minutes")
        read_only_fields = fields


class AttendanceOut(Shown):
    class Meta:
        model = Attendance
        fields = ("name", "role", "was_present")
        read_only_fields = fields


class BodyDecisionOut(InRoom):
    class Meta:
        model = Decision
        fields = (
            "id", "room", "body_id", "meeting_id", "number", "kind", "text", "reference", "reached_by", "owner_name",
            "due_on", "decided_on", "recorded_by", "supersedes_id",
        )  # fmt: skip
        read_only_fields = fields


class MeetingWhole(serializers.Serializer):
    """A meeting with its agenda and minutes, who was there, and what was decided."""

    meeting = MeetingOut()
    agenda = AgendaItemOut(many=True)
    attendance = AttendanceOut(many=True)
    decisions = BodyDecisionOut(many=True)


class DecisionEndOut(Shown):
    class Meta:
        model = DecisionEnd
        fields = ("outcome", "words", "by", "at")
        read_only_fields = fields


class DissentOut(Shown):
    class Meta:
        model = Dissent
        fields = ("who", "words", "at")
        read_only_fields = fields


class BodyActionOut(InRoom):
    class Meta:
        model = Action
        fields = (
            "id", "room", "decision_id", "number", "what", "owner_name", "due_on", "state", "because", "given_at",
            "ended_at", "ended_by",
        )  # fmt: skip
        read_only_fields = fields


class DecisionWhole(serializers.Serializer):
    """A decision as it was recorded, who dissented, what is done about it, and how it ended."""

    decision = BodyDecisionOut()
    dissent = DissentOut(many=True)
    actions = BodyActionOut(many=True)
    end = DecisionEndOut(allow_null=True)
