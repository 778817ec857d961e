"""Words of the strategy as a text: stages, parts, labels (domain.md, "The strategy")."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from picture.enums.threats import ProtectionRisk as ProtectionRisk


class Stage(models.TextChoices):
    """Where a strategy stands in its life. The table of moves is strategies/domain/workflow.py."""

    DRAFTING = "drafting", _("Drafting")
    INTERNAL_CLEARANCE = "internal_clearance", _("Internal clearance")
    CONSULTATION = "consultation", _("Consultation")
    REVISION = "revision", _("Revision")
    APPROVAL = "approval", _("Approval")
    IN_FORCE = "in_force", _("In force")
    SUPERSEDED = "superseded", _("Superseded")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class Classification(models.TextChoices):
    UNCLASSIFIED = "unclassified", _("Unclassified")
    CONFIDENTIAL = "confidential", _("Confidential")
    STRICTLY_CONFIDENTIAL = "strictly_confidential", _("Strictly confidential")


class Sensitivity(models.TextChoices):
    """Humanitarian sensitivity, asked apart from the UN classification; the stricter wins."""

    LOW = "low", _("Low")
    MODERATE = "moderate", _("Moderate")
    HIGH = "high", pgettext_lazy("sensitivity", "High")
    SEVERE = "severe", _("Severe")


class SectionState(models.TextChoices):
    """A section is made ready; only versions are approved."""

    EMPTY = "empty", _("Not begun")
    DRAFTING = "drafting", _("Being drafted")
    READY = "ready", _("Ready for clearance")


class BlockKind(models.TextChoices):
    PARAGRAPH = "paragraph", _("Paragraph")
    HEADING = "heading", _("Heading")
    LIST = "list", pgettext_lazy("kind of text", "List")
    TABLE = "table", pgettext_lazy("kind of text", "Table")


class Tier(models.IntegerChoices):
    """The code is stored; the label depends on the edition of the policy."""

    DIALOGUE = 1, _("Tier I: dialogue and engagement")
    PHYSICAL = 2, _("Tier II: provision of physical protection")
    ENVIRONMENT = 3, _("Tier III: establishment of a protective environment")


class Phase(models.TextChoices):
    """Not linear: an activity may serve several."""

    PREVENTION = "prevention", _("Prevention")
    PRE_EMPTION = "pre_emption", _("Pre-emption")
    RESPONSE = "response", pgettext_lazy("phase", "Response")
    CONSOLIDATION = "consolidation", _("Consolidation")


class ComponentKind(models.TextChoices):
    """Who in the mission carries an activity or clears a version."""

    MILITARY = "military", _("Military component")
    POLICE = "police", _("Police component")
    POC_UNIT = "poc_unit", _("PoC unit")
    HUMAN_RIGHTS = "human_rights", _("Human rights")
    CHILD_PROTECTION = "child_protection", _("Child protection")
    WOMEN_PROTECTION = "women_protection", _("Women's protection")
    CIVIL_AFFAIRS = "civil_affairs", _("Civil affairs")
    POLITICAL_AFFAIRS = "political_affairs", _("Political affairs")
    RULE_OF_LAW = "rule_of_law", _("Rule of law")
    MINE_ACTION = "mine_action", _("Mine action")
    ANALYSIS = "analysis", _("JOC and JMAC")
    FIELD_OFFICES = "field_offices", _("Field offices")
    SUPPORT = "support", _("Mission support")


class Hrddp(models.TextChoices):
    """Human rights due diligence on support to a non-UN security force."""

    NOT_NEEDED = "not_needed", _("No support to a non-UN security force")
    REQUESTED = "requested", _("Risk assessment requested")
    APPROVED = "approved", _("Approved, mitigation in place, monitoring current")
    SUSPENDED = "suspended", _("Support suspended")
    REFUSED = "refused", pgettext_lazy("due diligence", "Refused")


class ExceptionBy(models.TextChoices):
    """Whose own act an exception from the prohibition on schools, health facilities and religious sites is."""

    FORCE_COMMANDER = "force_commander", _("Force Commander")
    HEAD_OF_MISSION = "head_of_mission", _("Head of Mission")


class Raci(models.TextChoices):
    RESPONSIBLE = "responsible", pgettext_lazy("RACI", "Responsible")
    ACCOUNTABLE = "accountable", pgettext_lazy("RACI", "Accountable")
    CONSULTED = "consulted", pgettext_lazy("RACI", "Consulted")
    INFORMED = "informed", pgettext_lazy("RACI", "Informed")


class VersionState(models.TextChoices):
    FROZEN = "frozen", _("Frozen")
    APPROVED = "approved", _("Approved")
    IN_FORCE = "in_force", _("In force")
    SUPERSEDED = "superseded", _("Superseded")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class ClearanceWord(models.TextChoices):
    ASKED = "", _("Asked, no answer yet")
    CLEARED = "cleared", _("Cleared")
    REMARKS = "remarks", _("Cleared with remarks")
    DISSENT = "dissent", _("Dissent")


class ProposalWord(models.TextChoices):
    """What became of words that a component would have instead."""

    WAITING = "", _("Waits for an answer")
    ACCEPTED = "accepted", _("Accepted")
    NOT_ACCEPTED = "not_accepted", _("Not accepted")
    TAKEN_BACK = "taken_back", _("Taken back")


class ImportState(models.TextChoices):
    WAITING = "waiting", pgettext_lazy("import", "Waiting for a free moment")
    RUNNING = "running", pgettext_lazy("import", "Being read")
    DONE = "done", pgettext_lazy("import", "Done")
    REFUSED = "refused", pgettext_lazy("import", "Not taken")


class DocumentLanguage(models.TextChoices):
    ENGLISH = "en", _("English")
    FRENCH = "fr", _("French")


class Verb(models.TextChoices):
    """What can be done to a strategy, worded as the button that does it."""

    EDIT = "edit", _("Write")
    COMMENT = "comment", pgettext_lazy("verb", "Comment on the draft")
    EDIT_HEADER = "edit_header", _("Edit the header")
    SET_DATES = "set_dates", _("Set effective and review date")
    IMPORT_WORD = "import_word", _("Take in a Word file")
    WRITE_ANNEX = "write_annex", _("Write an annex")
    FREEZE_ANNEX = "freeze_annex", _("Freeze an annex into the version")
    STATE_DUE_DILIGENCE = "state_due_diligence", _("State the due diligence")
    ASK_CLEARANCE = "ask_clearance", _("Ask for internal clearance")
    GIVE_CLEARANCE = "give_clearance", _("Answer for your component")
    PROPOSE = "propose", _("Propose other words")
    ANSWER_PROPOSALS = "answer_proposals", _("Answer proposals")
    TAKE_BACK_PROPOSAL = "take_back_proposal", _("Take back a proposal of one’s own")
    TAKE_BACK = "take_back", _("Take back to drafting")
    PREPARE_SCOPING = "prepare_scoping", _("Prepare a scoping round")
    PREPARE_ROUND = "prepare_round", _("Prepare a consultation round")
    CLEAR_ROUND = "clear_round", _("Clear a round")
    CLEAR_FOR_FORCE = "clear_for_force", _("Clear what the Force knows")
    OPEN_SCOPING = "open_scoping", _("Open a scoping round")
    OPEN_ROUND = "open_round", _("Open a consultation round")
    ASK_AGAIN = "ask_again", _("Ask who is still to reply")
    CLOSE_ROUND = "close_round", _("Close the consultation")
    WITHDRAW_ROUND = "withdraw_round", _("Withdraw the consultation")
    SUBMIT = "submit", _("Submit for approval")
    SEND_BACK = "send_back", _("Send back for revision")
    APPROVE = "approve", _("Approve")
    BRING_INTO_FORCE = "bring_into_force", _("Bring into force")
    START_SUCCESSOR = "start_successor", _("Start a successor")
    SUPERSEDE = "supersede", _("Mark as superseded")
    WITHDRAW = "withdraw", _("Withdraw the strategy")


class Right(models.TextChoices):
    """What a head may give one post on one strategy, beyond what its kind may do. The codes are guardian's."""

    CHANGE = "change", _("Write in the text")
    INVITE = "invite", _("Prepare and open rounds")
    DISPOSE = "dispose", _("Answer comments and objections")


class Level(models.TextChoices):
    OUTCOME = "outcome", pgettext_lazy("indicator", "Outcome")
    OUTPUT = "output", pgettext_lazy("indicator", "Output")
