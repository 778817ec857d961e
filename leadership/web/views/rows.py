"""The rows behind a figure of the leadership page: as many as the figure says."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from leadership.queries import alerts, picture, protection, weeks
from leadership.queries.owed import owed
from leadership.queries.record import record, requested
from leadership.queries.rows import Lot, Together
from leadership.queries.titles import named
from leadership.web.views.frame import AsOf, as_of, leader
from picture.enums.hotspots import Priority
from picture.enums.protection import Coverage, Grade
from picture.queries.ratings import told_of_open
from pocplan.access.actor import Actor
from pocplan.access.clock import now
from pocplan.ui.answers import hidden_is_absent, page
from pocplan.ui.pages import paginate

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

Asked = dict[str, str]
PART_WORDS: dict[str, "StrOrPromise"] = {
    "received": _("all"),
    "answered": _("answered"),
    "not_answered": _("not answered"),
    "waiting": _("waiting"),
}
# Words that an address may narrow a list by.
NARROWED = {
    "priority": Priority.values,
    "grade": Grade.values,
    "coverage": [*Coverage.values, "none"],
    "part": list(alerts.PARTS),
}


def _owed(actor: Actor, at: AsOf, asked: Asked) -> list[Lot]:
    lots = owed(actor, at.today, protection.owed(actor))
    return [lot for lot in lots if lot.key == asked.get("kind")] or lots


def _differ(actor: Actor, at: AsOf, asked: Asked) -> list[Lot]:
    return [picture.apart(actor, told_of_open(actor)), protection.differing(actor)]


KINDS: dict[str, tuple["StrOrPromise", Callable[[Actor, AsOf, Asked], list[Lot]]]] = {
    "worse": (_("What got worse"), lambda actor, at, asked: picture.worse(actor, at.since, told_of_open(actor))),
    "places": (
        _("Places on the matrices"),
        lambda actor, at, asked: [picture.places(actor, asked.get("priority", ""))],
    ),
    "coverage": (
        _("Places with a protection priority"),
        lambda actor, at, asked: [protection.covered(actor, asked.get("grade", ""), asked.get("coverage", ""))],
    ),
    "differ": (_("Where sides differ"), _differ),
    "alerts": (
        _("Alerts of the last 90 days"),
        lambda actor, at, asked: [alerts.alerts(actor, asked.get("part", ""))],
    ),
    "changes": (_("What changed in the last seven days"), lambda actor, at, asked: [weeks.changes(actor, now())]),
    "owed": (_("What is owed"), _owed),
    "requested": (_("Positions requested"), lambda actor, at, asked: [requested(actor)]),
    "consulted": (_("Who was consulted"), lambda actor, at, asked: record(actor)),
}


@require_safe
@hidden_is_absent
def rows(request: HttpRequest, kind: str) -> HttpResponse:
    """One kind of rows, narrowed by the words of the address that are known."""
    actor = leader(request)
    if kind not in KINDS:
        raise Http404
    heading, find = KINDS[kind]
    at, asked = as_of(actor), _asked(request)
    lots = find(actor, at, asked)
    context = {
        "kind": kind,
        "heading": lots[0].heading if "kind" in asked and len(lots) == 1 else heading,
        "narrowed": _narrowed(asked),
        "rows": paginate(request, Together(lots, partial(named, actor))),
        "query": "&" + urlencode(asked) if asked else "",
        "at": at,
    }
    return page(request, "leadership/rows.html", context)


def _asked(request: HttpRequest) -> Asked:
    found = {name: said for name, words in NARROWED.items() if (said := request.GET.get(name, "")) in words}
    kind = request.GET.get("kind", "")[:20]
    return {**found, "kind": kind} if kind.isidentifier() else found


def _narrowed(asked: Asked) -> list["StrOrPromise"]:
    labels: dict[str, StrOrPromise] = {**dict(Coverage.choices), "none": _("coverage not said yet")}
    words: dict[str, dict[str, StrOrPromise]] = {
        "priority": dict(Priority.choices), "grade": dict(Grade.choices), "coverage": labels, "part": PART_WORDS
    }  # fmt: skip
    return [words[name][said] for name, said in asked.items() if name in words]
