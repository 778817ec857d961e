"""The board of a round for the mission: invitee by section, with what waits for an answer."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from pocplan.access.actor import Actor
from strategies.enums.rounds import InviteeKind
from strategies.models import Round
from strategies.queries.replies import Answered
from strategies.queries.rounds import Row, board, shared_text_of

WHOLE = ""


@dataclass(frozen=True)
class Column:
    """A section that somebody spoke of; the whole text has no number."""

    key: str
    number: int
    title: str


@dataclass(frozen=True)
class Cell:
    """What one invitee said on one section."""

    column: Column
    said: Sequence[Answered]

    @property
    def open(self) -> int:
        return sum(1 for one in self.said if one.disposition is None)

    @property
    def anchor(self) -> UUID:
        return self.said[0].comment.pk


@dataclass(frozen=True)
class Line:
    row: Row
    cells: Sequence[Cell]


@dataclass(frozen=True)
class Board:
    columns: Sequence[Column]
    outside: Sequence[Line]
    inside: Sequence[Line]

    @property
    def width(self) -> int:
        return len(self.columns) + 4

    @property
    def is_empty(self) -> bool:
        return not self.outside and not self.inside


def board_of(actor: Actor, round_: Round, rows: Sequence[Row] | None = None) -> Board:
    """Lines for invitees outside the mission and for its own sections; columns for sections spoken of."""
    rows = board(actor, round_) if rows is None else rows
    columns = _columns(actor, round_, rows)
    lines = [Line(row, [_cell(row, column) for column in columns]) for row in rows]
    inside = [line for line in lines if line.row.invitation.kind == InviteeKind.SECTION]
    return Board(columns, [line for line in lines if line not in inside], inside)


def _columns(actor: Actor, round_: Round, rows: Sequence[Row]) -> list[Column]:
    spoken = {_section(one) for row in rows if row.reply for one in row.reply.comments}
    titles = _sections(actor, round_) if spoken else []
    found = [Column(key, number, title) for number, (key, title) in enumerate(titles, start=1) if key in spoken]
    return [*found, Column(WHOLE, 0, "")] if WHOLE in spoken else found


def _sections(actor: Actor, round_: Round) -> list[tuple[str, str]]:
    text = shared_text_of(actor, round_)
    return [(one["key"], one["title"]) for one in text.body["sections"]] if text else []


def _section(one: Answered) -> str:
    return str(one.comment.anchor.get("section", WHOLE))


def _cell(row: Row, column: Column) -> Cell:
    said = [one for one in row.reply.comments if _section(one) == column.key] if row.reply else []
    return Cell(column, said)
