"""Sample arguments for every address. A new address is swept when its arguments have names that stand here.

KEYS names the model whose id an argument is; VALUES gives other arguments, by namespace and argument.
"""

from dataclasses import dataclass
from functools import cache
from typing import Any

from django.apps import apps
from django.urls import URLPattern, URLResolver, get_resolver

KEYS: dict[str, str] = {
    # people
    "post_id": "access.Post",
    "person_id": "access.Person",
    "incumbency_id": "access.Incumbency",
    "owner_id": "access.Owner",
    "public_id": "access.Compartment",
    "group_id": "people.AddresseeGroup",
    # missions and clusters
    "mission_id": "missions.Mission",
    "mandate_id": "missions.Mandate",
    "paragraph_id": "missions.MandateParagraph",
    "office_id": "missions.Office",
    "place_id": "missions.Locality",
    "name_id": "missions.PlaceName",
    "incident_id": "missions.Incident",
    "events_id": "missions.IncidentImport",
    "facility_id": "missions.Facility",
    "cluster_id": "clusters.Cluster",
    "member_id": "clusters.Membership",
    "agency_id": "clusters.Agency",
    "hotspot_id": "picture.Hotspot",
    "alert_id": "picture.Alert",
    "effort_id": "picture.LineOfEffort",
    "gap_id": "picture.ToldGap",
    "gap_release_id": "picture.GapRelease",
    # records
    "case_id": "records.SupportCase",
    "measure_id": "records.Mitigation",
    "visit_id": "records.Visit",
    "part_id": "records.Participant",
    "action_id": "records.Action",
    "incident_review_id": "records.IncidentReview",
    # the picture
    "threat_id": "picture.Threat",
    "armed_actor_id": "picture.ArmedActor",
    "rating_release_id": "picture.RatingRelease",
    "source_id": "picture.ThreatSource",
    # strategies
    "strategy_id": "strategies.Strategy",
    "import_id": "strategies.WordImport",
    "export_id": "strategies.Export",
    "section_id": "strategies.Section",
    "kept_id": "strategies.KeptWording",
    "term_id": "strategies.HouseTerm",
    "block_id": "strategies.Block",
    "lost_id": "strategies.LostEdit",
    "row_id": "strategies.Activity",
    "clearance_id": "strategies.Clearance",
    "proposal_id": "strategies.Proposal",
    "margin_id": "strategies.MarginComment",
    "version_id": "strategies.Version",
    "annex_id": "strategies.Annex",
    "rendition_id": "strategies.Rendition",
    "other_id": "strategies.Rendition",
    # notices
    "notice_id": "notices.Notice",
    "review_id": "strategies.Review",
    # consultations
    "round_id": "strategies.Round",
    "request_id": "strategies.Request",
    "position_id": "strategies.Position",
    "comment_id": "strategies.Comment",
    "text_id": "strategies.InnerText",
    "returned_id": "strategies.ReturnedFile",
    "package_id": "strategies.Package",
    "wording_id": "strategies.Wording",
    "off_system_id": "strategies.OffSystem",
    "disposition_id": "strategies.Disposition",
    "companion_id": "strategies.Companion",
    "companion_section_id": "strategies.CompanionSection",
    "companion_release_id": "strategies.CompanionRelease",
    "copy_id": "strategies.CompanionCopy",
}

# Where the same argument stands for another model, by namespace or by address.
KEYS_AT: dict[str, dict[str, str]] = {
    "missions": {"section_id": "missions.SectionUnit"},
    "bodies": {
        "body_id": "bodies.Body",
        "member_id": "bodies.Member",
        "meeting_id": "bodies.Meeting",
        "item_id": "bodies.AgendaItem",
        "decision_id": "bodies.Decision",
        "action_id": "bodies.Action",
        "handed_id": "bodies.Handed",
    },
    "api": {
        "body_id": "bodies.Body",
        "meeting_id": "bodies.Meeting",
        "decision_id": "bodies.Decision",
    },
    "consultations:inner_take_back": {"comment_id": "strategies.InnerComment"},
    "consultations:answer": {"subject_id": "strategies.Comment"},
}

# The row that is asked for; the first one everywhere else.
ROW_AT = {"people:end": 1}

NOBODYS = "5d1b7a52-1c51-4b0e-9d2b-0d6f2a0c77aa"
VALUES: dict[str, list[str]] = {
    ":token_id": [NOBODYS],
    "admin:app_label": ["accounts"],
    "admin:object_id": [NOBODYS],
    "people:seat_id": [NOBODYS],
    "people:token": ["nothing"],
    "ui:secret": ["nothing"],
    "consultations:verb": ["clear", "open", "ask", "close", "withdraw"],
    "provider_id": ["organisation"],
    "leadership:kind": ["worse", "places", "coverage", "differ", "alerts", "changes", "owed", "requested", "consulted"],
    "consultations:kind": ["comment"],
    "hotspots:step": [
        "priority",
        "people",
        "review",
        "verify",
        "reference",
        "no-access",
        "alert",
        "propose-delisting",
        "delist",
        "relist",
    ],
    "alerts:step": ["relay", "decide", "answer", "unanswered", "feedback"],
    "records:step:step": ["part", "hold", "call-off", "finding", "action"],
    "records:review-step:step": ["time", "gap", "action", "close"],
    "records:case-step:step": ["decide", "look", "measure"],
    "hotspots:act": ["state", "decide", "coverage", "unarmed", "accept", "clear", "settle"],
    "strategies:right": ["change"],
    "strategies:place": [NOBODYS],
    "strategies:number": ["1"],
    "threats:step": ["take-up", "close", "reopen", "anew"],
    "strategies:kind": ["threat", "activity", "body", "responsibility", "indicator"],
    "strategies:cell": ["title", "name", "task"],
    "strategies:verb": ["submit", "freeze", "approve", "withdraw"],
}

# Pages of signing in: an account's own, without a guarded row behind them.
OF_SIGN_IN = ("account_", "mfa_", "openid_connect_")

WATCHDOGS = ("healthz", "readyz")

# Addresses that anybody may ask for, without signing in, and why.
FOR_ANYBODY = {
    "healthz": "whether the process lives",
    "readyz": "whether it can work",
    "ui:calendar": "a calendar program signs in by the secret in its address: tests/ui/test_calendar.py",
    "ui:language": "the sign-in page has two languages",
    "ui:theme": "the sign-in page is light or dark",
    "account_login": "signing in",
    "account_logout": "signing out sends to the start",
    "account_signup": "says that accounts come by invitation",
    "account_inactive": "says that an account is closed",
    "account_reset_password": "a forgotten password",
    "account_reset_password_done": "a forgotten password",
    "account_reset_password_from_key": "a forgotten password",
    "account_reset_password_from_key_done": "a forgotten password",
    "account_confirm_login_code": "signing in",
    "account_confirm_email": "a link from a mail",
    "account_email_verification_sent": "a link from a mail",
    "people:accept": "an invitation, before there is an account",
    "mfa_authenticate": "the second step of signing in",
    "mfa_login_webauthn": "signing in with a passkey",
    "openid_connect_login": "signing in with an organisation's own sign-in; off here",
    "openid_connect_callback": "signing in with an organisation's own sign-in; off here",
}

# Pages on which nobody finds a planted word, and why that is right.
WITHOUT_WORDS = {
    "ui:hat": "changes the hat and sends back",
    "ui:language": "changes the language and sends back",
    "ui:theme": "changes the light and sends back",
    "tokens": "an account's own tokens",
    "clusters:member-new": "an empty form",
    "clusters:agency-new": "an empty form",
    "consultations:off_system": "an empty form",
    "consultations:companion_start": "an empty form",
    "missions:known": "missions as they are published",
    "missions:new": "an empty form",
    "missions:mandate-new": "an empty form",
    "missions:mandate-file": "an empty form",
    "missions:section-new": "an empty form",
    "missions:sector-new": "an empty form",
    "places:take-in": "an empty form",
    "incidents:source-new": "an empty form",
    "incidents:template": "the same for everybody",
    "hotspots:paste": "an empty form",
    "records:new": "an empty form",
    "records:review-step": "an empty form",
    "leadership:brief": "asks how it is marked; the words are in the PDF: tests/leadership/test_brief.py",
    "hotspots:file": "asks as what; the words are in the file: tests/picture/test_matrix_files.py",
    "consultations:round_file": "asks as what; the words are in the file: tests/consultations/test_reply_tables.py",
    "consultations:reply_file": "asks as what; the words are in the file: tests/consultations/test_reply_tables.py",
    "threats:group-new": "an empty form",
    "threats:actor-new": "an empty form",
    "threats:actor-end": "an empty form",
    "strategies:new": "an empty form",
    "strategies:term_new": "an empty form",
    "strategies:style_away": "asks first; names nothing of the template",
    "admin:index": "settings of accounts",
    "admin:logout": "settings of accounts",
    "admin:password_change": "settings of accounts",
    "admin:jsi18n": "settings of accounts",
    "admin:app_list": "settings of accounts",
    "admin:accounts_user_changelist": "settings of accounts",
    "admin:accounts_user_change": "settings of accounts",
    "api:schema": "the same for everybody",
    "people:secure": "says how to sign in more safely",
    "people:accept": "a link from a mail; this one was never sent",
    "consultations:response_form": "a PDF, its words packed: tests/consultations/test_response_form.py",
    "ui:draft-key": "the key to an account's own drafts",
    "ui:search": "asks for words; what they find: tests/ui/test_search.py",
    "ui:keyboard": "the same for everybody",
    "ui:styleguide": "the same for everybody",
    "people:rooms": "rooms, by their own labels",
    "journal:list": "codes, and names of posts: tests/journal",
    "api:rooms": "rooms, by their own labels",
    "api:reviews": "of strategies in force, and the planted ones are drafts: tests/api/test_reviews",
    "reviews:new": "an empty form",
    "reviews:close": "an empty form",
    "reviews:request": "an empty form",
    "notices:inbox": "sentences that are the same for everybody: tests/notices",
    "notices:settings": "an account's own settings",
}

# Pages that no planted row leads to, and where they are tried instead.
TRIED_ELSEWHERE = {
    "strategies:style_file": "asks for a template with content: tests/strategies/test_style.py",
    "strategies:right_take": "no post lies in a strategy's room: tests/strategies/test_rights.py",
    "strategies:right_back": "no post lies in a strategy's room: tests/strategies/test_rights.py",
    "incidents:judge": "asks for a human rights officer: tests/missions",
    "threats:judge": "asks for a human rights officer: tests/picture",
    "hotspots:gap-prepare": "asks for a place that troops do not cover: tests/picture/test_gaps.py",
    "strategies:download": "asks for the text that the file is of as well: tests/strategies/test_exports.py",
    "strategies:keep_words": "asks for a finding in a paragraph: tests/strategies/test_words_page.py",
    "consultations:off_system": "asks for a request to one's own body: tests/strategies",
    "people:confirm-first": "needs a body without a head: tests/people",
}


@dataclass(frozen=True)
class Address:
    """One address of the product: its name, its arguments and what each of them stands for."""

    name: str
    arguments: tuple[str, ...]

    @property
    def namespace(self) -> str:
        return self.name.rpartition(":")[0]

    def model(self, argument: str) -> Any:
        """The model whose id this argument is, or None."""
        here = {**KEYS, **KEYS_AT.get(self.namespace, {}), **KEYS_AT.get(self.name, {})}
        label = here.get(argument)
        return apps.get_model(label) if label else None

    def values(self, argument: str) -> list[str] | None:
        return VALUES.get(f"{self.namespace}:{argument}") or VALUES.get(f"{self.name}:{argument}")

    @property
    def row(self) -> int:
        return ROW_AT.get(self.name, 0)

    @property
    def strangers(self) -> list[str]:
        """Arguments that nothing here gives a sample for."""
        return [one for one in self.arguments if self.model(one) is None and self.values(one) is None]


@cache
def addresses(urlconf: str | None = None) -> tuple[Address, ...]:
    """Every address of the resolver but those of signing in and those that watchdogs ask."""
    found = {address.name: address for address in _walk(get_resolver(urlconf), "")}
    return tuple(one for one in found.values() if not one.name.startswith(OF_SIGN_IN) and one.name not in WATCHDOGS)


def _walk(resolver: URLResolver, namespace: str) -> list[Address]:
    found: list[Address] = []
    for entry in resolver.url_patterns:
        if isinstance(entry, URLResolver):
            inner = f"{namespace}{entry.namespace}:" if entry.namespace else namespace
            outer = tuple(entry.pattern.converters)
            found += [Address(one.name, (*outer, *one.arguments)) for one in _walk(entry, inner)]
        elif isinstance(entry, URLPattern):
            found.append(Address(f"{namespace}{entry.name or ''}", _arguments(entry)))
    return found


def _arguments(entry: URLPattern) -> tuple[str, ...]:
    return tuple(entry.pattern.converters) or tuple(entry.pattern.regex.groupindex)
