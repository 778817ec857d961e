"""What goes round the gate appears only where it has to, and each place says why."""

import ast
import re
from dataclasses import dataclass, field

import pytest

from tests.architecture.sources import Offence, code, files, line_of, name, say, tree

SERVERS = "pocplan/dev/"  # throw-away servers and their superuser, never part of a serving process


@dataclass(frozen=True)
class Rule:
    """A way round the gate: what it looks like, which files need it and why, and what others do instead."""

    topic: str
    pattern: str
    door: str
    allowed: dict[str, str] = field(default_factory=dict)


RULES = (
    Rule(
        "SQL by hand",
        r"\.cursor\(|\.raw\(|\.extra\(|\bRawSQL\b|\.execute\(",
        "Ask X.objects.visible_to(actor); what only the database can do is a function in pocplan/access.",
        {
            SERVERS: "servers and databases of tests",
            "pocplan/ui/health.py": "SELECT 1, which asks whether the database lives",
            "pocplan/access/clock.py": "the database's clock",
            "pocplan/access/counters.py": "numbers per room",
            "pocplan/access/verb.py": "SET CONSTRAINTS",
            "pocplan/access/binding.py": "the binding itself",
            "pocplan/access/checks.py": "the start-up check reads the catalogue",
            "pocplan/access/operations.py": "migrations",
            "pocplan/access/immutable.py": "migrations",
            "pocplan/access/provision.py": "rights and keys, as the owner",
            "pocplan/access/domain/": "the walls' own functions",
            "pocplan/access/queries/": "the walls' own functions",
            "pocplan/journal/management/commands/verify_journal.py": "the auditor's functions, ids and digests",
            "missions/management/commands/recount_incidents.py": "the owner's functions, sums only",
            "missions/domain/seen.py": "a passing file of its own, and not our database",
        },
    ),
    Rule(
        "managers without a gate",
        r"\b_base_manager\b|\b_default_manager\b|\bbase_manager_name\b|\bdefault_manager_name\b",
        "Use X.objects.visible_to(actor).",
    ),
    Rule(
        "the gate opened by hand",
        r"\._open\(|\b_opened\b|\b_current\b",
        "visible_to(actor) opens the gate, acting_as(...) binds the actor.",
        {
            "pocplan/access/gate.py": "the gate",
            "pocplan/access/binding.py": "the binding",
            "pocplan/access/actor.py": "the binding",
        },
    ),
    Rule(
        "another login than the actor's",
        r"\.using\(|\bconnections\[|db_manager\(",
        "The router picks the login of the bound actor.",
        {
            "pocplan/access/": "the router, the binding and the walls' own functions",
            "pocplan/journal/management/commands/verify_journal.py": "the auditor's login",
            "missions/management/commands/recount_incidents.py": "the owner's login",
        },
    ),
    Rule("keys to any model", r"\bGenericForeignKey\b|\bGenericRelation\b", "Name the model: SameCompartmentKey(X)."),
    Rule(
        "memory shared between readers",
        r"\blru_cache\b|\bcache_page\b|\bcache_control\b|\bfunctools\.cache\b|@cache\b|\bcaches\b",
        "Nothing that somebody read is kept for somebody else: ask again.",
        {
            SERVERS: "paths and servers of tests",
            "pocplan/ui/health.py": "whether a worker answers, asked once in five seconds",
            "pocplan/wording/engine/shipped.py": "rules shipped with the product",
            "pocplan/wording/engine/house.py": "how phrases are read, by the room and by all that was typed there",
            "pocplan/access/choices.py": "the words of a field's codes, which are the program's own",
            "pocplan/ui/templatetags/frame.py": "what follows from a code and the language, and from nobody's rows",
        },
    ),
    Rule(
        "answers after the transaction",
        r"\bStreamingHttpResponse\b|\bFileResponse\b",
        "The body would be read after the walls are down: HttpResponse with the whole body.",
    ),
    Rule(
        "rights of users",
        r"\.has_perms?\(|\bhas_module_perms\b|\bpermission_required\b|\bget_objects_for_user\b",
        "Rights belong to posts: pocplan.access.grants.holds(actor, verb, row).",
        {"pocplan/access/grants.py": "the one checker, with a post's group"},
    ),
    Rule("signals", r"\bpost_save\b|\bpre_save\b|@receiver\b|\bSignal\(", "One verb does it, in its own transaction."),
    Rule(
        "unescaped text",
        r"\bmark_safe\b|\bSafeString\b|\|safe\b|\bcsrf_exempt\b",
        "format_html, or the cleaner of the text's own module.",
        {
            "strategies/templatetags/strategy_text.py": "cleans a strategy's text at the moment of showing it",
            "strategies/templatetags/set_text.py": "cleans it once more when it is set on paper",
        },
    ),
    Rule("rows by chance", r"\border_by\(\s*\"\?\"", "Order by what is shown, and by id at last."),
    Rule(
        "another clock",
        r"\btimezone\.now\(|\bdatetime\.now\(|\bdate\.today\(|\bdatetime\.utcnow\(|\bauto_now",
        "pocplan.access.clock.now() and today(): one clock, the database's.",
    ),
    Rule(
        "another source of ids",
        r"\buuid[14567]\b",
        "pocplan.access.ids.new_id().",
        {
            "pocplan/access/ids.py": "the factory",
            "pocplan/accounts/": "sign-in lies under the walls and their factory",
            "pocplan/access/models/": "rooms, whose ids the walls' functions make, and tokens of sign-in",
        },
    ),
)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.topic.replace(" ", "-"))
def test_ways_round_the_gate_stay_where_they_are_needed(rule: Rule) -> None:
    pattern = re.compile(rule.pattern)
    offences = [
        Offence(name(path), number, line_of(path, number))
        for path in files()
        if not any(name(path).startswith(allowed) for allowed in rule.allowed)
        for number, line in enumerate(code(path), 1)
        if pattern.search(line)
    ]
    assert not offences, say(offences, rule.door)


def test_no_exception_outlives_its_reason() -> None:
    idle = [(rule.topic, place) for rule in RULES for place in rule.allowed if not _is_used(rule.pattern, place)]
    assert not idle, say([f"{topic}: {place}" for topic, place in idle], "Strike these exceptions out of RULES.")


def _is_used(pattern: str, place: str) -> bool:
    there = (path for path in files() if name(path).startswith(place))
    return any(re.search(pattern, line) for path in there for line in code(path))


# Where the system acts without a person, and for which purpose. Each was asked for and looked at.
SYSTEM_ACTS = {
    ("demo/ceremony.py", "installation"),
    ("missions/domain/waiting.py", "events"),
    ("strategies/domain/deadlines.py", "deadline"),
    ("strategies/domain/waiting.py", "imports"),
    ("strategies/domain/waiting.py", "exports"),
    ("strategies/domain/waiting.py", "returns"),
    ("strategies/domain/reminders.py", "reviews"),
    ("bodies/domain/reminders.py", "dues"),
    ("pocplan/people/domain/handovers.py", "handovers"),
    ("pocplan/notices/domain/planning.py", "notices"),
    ("pocplan/notices/domain/planning.py", "digests"),
    ("pocplan/notices/domain/posting.py", "mail"),
    ("pocplan/journal/domain/heads.py", "audit"),
}


def test_the_system_acts_only_where_this_list_says() -> None:
    found = {
        (name(path), _purpose(call)): Offence(name(path), call.lineno, line_of(path, call.lineno))
        for path in files()
        for call in ast.walk(tree(path))
        if isinstance(call, ast.Call) and _called(call) == "as_system"
    }
    door = "A person acts: acting_as(incumbency). If nobody can, add file and purpose to SYSTEM_ACTS with the lead."
    strangers = [found[key] for key in sorted(set(found) - SYSTEM_ACTS)]
    assert not strangers, say(strangers, door)
    assert set(found) == SYSTEM_ACTS, f"Strike out: {sorted(SYSTEM_ACTS - set(found))}"


def _called(call: ast.Call) -> str:
    return getattr(call.func, "id", getattr(call.func, "attr", ""))


def _purpose(call: ast.Call) -> str:
    given = [key.value for key in call.keywords if key.arg == "purpose"]
    return ast.unparse(given[0]).strip("'\"") if given else ""


# Pages that anybody may ask for, without signing in.
OPEN_TO_ANYBODY = {
    "pocplan/accounts/oidc.py": 2,  # going to an organisation's own sign-in and coming back from it
    "pocplan/people/web/views/accept.py": 1,  # the link of an invitation, signed and short-lived
    "pocplan/ui/health.py": 2,
    "pocplan/ui/views/calendar.py": 1,  # a calendar program signs in by the secret in its address
    "pocplan/ui/views/switches.py": 2,  # language and light, which the sign-in page has too
}


def test_pages_without_sign_in_are_counted() -> None:
    found = {name(path): sum("@login_not_required" in line for line in code(path)) for path in files()}
    opened = {path: count for path, count in found.items() if count}
    assert opened == OPEN_TO_ANYBODY, "A page for anybody needs a reason: write it beside OPEN_TO_ANYBODY."
