"""One line of the log as a whole sentence in the reader's language."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from babel.lists import format_list
from django.utils.translation import get_language, gettext

from ingang.foundation.audit.queries import Entry
from ingang.kernel.grant import OPERATION, Ground, Purpose
from ingang.kernel.registry import current
from ingang.kernel.words import marked
from ingang.services.access_log.elsewhere.rules import NOT_TOLD, QUALITY_REGISTER, WAY, is_elsewhere
from ingang.ui.values import SummaryRow
from ingang.ui.words import date_in_words

OPENED, SAW, FETCHED, REFUSED, DID, ELSEWHERE = "opened", "saw", "fetched", "refused", "did", "elsewhere"
SHOWN, NOT_SHOWN = "shown", "not_shown"
LIST_EVENTS = frozenset({"access.list_shown", "access.unit_list_opened"})
OPENING_EVENTS = frozenset({"access.person_opened", "access.job_opened"})
FETCHING_EVENT = "access.read_by_secret_address"
LINK_EVENT = "access.opened_by_link"

STAFF, YOU, REPRESENTATIVE, NAMED = "staff", "you", "representative", "named"
SYSTEM, AUTOMATIC = "system", "automatic"

SENTENCES: Mapping[tuple[str, str], str] = {
    (STAFF, OPENED): marked("%(role)s at %(unit)s opened %(kinds)s, %(purpose)s."),
    (STAFF, SAW): marked("%(role)s at %(unit)s saw %(kinds)s in the unit's list, %(purpose)s."),
    (STAFF, REFUSED): marked("%(role)s at %(unit)s tried to open %(kinds)s, but was refused."),
    (STAFF, DID): marked("%(role)s at %(unit)s: %(what)s."),
    (STAFF, ELSEWHERE): marked("%(role)s at %(unit)s read %(resource)s in the care giver's own system, %(purpose)s."),
    (YOU, OPENED): marked("You opened %(kinds)s."),
    (YOU, FETCHED): marked("Your calendar fetched %(kinds)s."),
    (YOU, SHOWN): marked("Somebody with your link and code opened what you showed."),
    (YOU, NOT_SHOWN): marked("Somebody with your link tried to open what you showed, but was refused."),
    (YOU, REFUSED): marked("You tried to open %(kinds)s, but were refused."),
    (YOU, DID): marked("You: %(what)s."),
    (REPRESENTATIVE, OPENED): marked("%(name)s opened %(kinds)s as representative."),
    (REPRESENTATIVE, FETCHED): marked("%(name)s fetched %(kinds)s to a calendar, as representative."),
    (REPRESENTATIVE, SHOWN): marked("Somebody with a link and a code of %(name)s's opened what was shown."),
    (REPRESENTATIVE, NOT_SHOWN): marked(
        "Somebody with a link of %(name)s's tried to open what was shown, but was refused."
    ),
    (REPRESENTATIVE, REFUSED): marked("%(name)s tried to open %(kinds)s as representative, but was refused."),
    (REPRESENTATIVE, DID): marked("%(name)s, as representative: %(what)s."),
    (NAMED, OPENED): marked("%(name)s opened %(kinds)s."),
    (NAMED, FETCHED): marked("%(name)s fetched %(kinds)s to a calendar."),
    (NAMED, SHOWN): marked("Somebody with a link and a code of %(name)s's opened what was shown."),
    (NAMED, NOT_SHOWN): marked("Somebody with a link of %(name)s's tried to open what was shown, but was refused."),
    (NAMED, REFUSED): marked("%(name)s tried to open %(kinds)s, but was refused."),
    (NAMED, DID): marked("%(name)s: %(what)s."),
    (SYSTEM, OPENED): marked("Another system opened %(kinds)s, %(purpose)s."),
    (SYSTEM, REFUSED): marked("Another system tried to open %(kinds)s, but was refused."),
    (SYSTEM, DID): marked("Another system: %(what)s."),
    (AUTOMATIC, OPENED): marked("The service itself used %(kinds)s, to do its work."),
    (AUTOMATIC, REFUSED): marked("The service itself was refused %(kinds)s."),
    (AUTOMATIC, DID): marked("The service itself: %(what)s."),
}

PURPOSES: Mapping[str, str] = {
    Purpose.CARE: marked("for care"),
    Purpose.ADMINISTRATION: marked("for administration"),
    Purpose.OTHER_DOCUMENTATION: marked("for other documentation"),
    Purpose.QUALITY: marked("for quality work"),
    Purpose.STATISTICS: marked("for statistics"),
    Purpose.OPERATION: marked("for running the service"),
    Purpose.OWN_ACCESS: marked("for own reading"),
    QUALITY_REGISTER: marked("for a quality register"),
    NOT_TOLD: marked("for a purpose that the log does not tell"),
}

GROUNDS: Mapping[str, str] = {
    Ground.OWN_DATA: marked("Reason: own data"),
    Ground.GUARDIAN: marked("Reason: guardian of a child"),
    Ground.UNIT_DECISION: marked("Reason: guardian, by decision of the unit"),
    Ground.LEGAL_REPRESENTATIVE: marked("Reason: representative by a court's decision"),
    Ground.OMBUD: marked("Reason: power of attorney"),
    Ground.ASSIGNMENT: marked("Reason: works at the unit that gives care"),
    Ground.CONSENT: marked("Reason: consent"),
    Ground.CHILD_WITHOUT_CONSENT: marked("Reason: care of a child who can not consent"),
    Ground.EMERGENCY: marked("Reason: emergency"),
    Ground.LASTING_INCAPACITY: marked("Reason: care of somebody who lastingly can not consent"),
    Ground.MANIFEST: marked("Reason: a task of the service"),
    Ground.AGREEMENT: marked("Reason: agreement with the care giver"),
}

WAYS: Mapping[str, str] = {
    "page": marked("Way: these pages"),
    "interface": marked("Way: another system"),
    "secret_address": marked("Way: a calendar that follows a secret address"),
    "secret_link": marked("Way: a link and a code that were shown"),
    "job": marked("Way: automatic"),
    WAY: marked("Way: the care giver's own system"),
}

BY_REPRESENTATIVE = marked("As representative")
UNUSUAL_READING = marked("Unusual reading")
STAFF_NAME = marked("Name: %(name)s")
SYSTEM_NAME = marked("System: %(name)s")
NAME_FROM_CARE_GIVER = marked("The care giver tells the name on request")


WHO: Mapping[str, str] = {
    STAFF: marked("Staff in care"),
    "resident": marked("The person herself or himself"),
    REPRESENTATIVE: marked("Guardians and other representatives"),
    SYSTEM: marked("Other systems"),
    "job": marked("Automatic work of this service"),
}

STATES: Mapping[str, str] = {
    "waiting": marked("You have asked about this. The answer is on its way"),
    "late": marked("You have asked about this. The answer is late"),
    "answered": marked("You have an answer about this"),
    "withdrawn": marked("You have taken the question back"),
}


@dataclass(frozen=True, kw_only=True)
class Names:
    """What to call those who stand in the log: people by id, units by HSA-id, and care givers that are public."""

    people: Mapping[str, str]
    units: Mapping[str, str]
    public_care_givers: frozenset[str]


def sentence(*, entry: Entry, reader: str, names: Names) -> str:
    """Who did what with which kinds of data, and for what purpose."""
    template = gettext(SENTENCES[_who(entry, reader), _what(entry)])
    return template % {
        "role": entry.actor_role or gettext("Care staff"),
        "unit": unit_in_words(entry=entry, names=names) or gettext("a unit that no longer exists"),
        "resource": _lowered(entry.details.get("resource", "")) or gettext("personal data"),
        "name": names.people.get(entry.actor) or gettext("Somebody else"),
        "kinds": _kinds(entry),
        "purpose": gettext(PURPOSES.get(entry.purpose, PURPOSES[Purpose.CARE])),
        "what": _lowered(gettext(current().audit_words.get(entry.event, entry.event))),
    }


def is_own_reading(*, entry: Entry, reader: str) -> bool:
    """Whether the reader of the log did it herself, and was let to."""
    return _who(entry, reader) == YOU and entry.outcome != "refused"


def detail(*, entry: Entry, names: Names) -> str:
    """The reason, the way, and for staff the name where the care giver's log is a public document (P6)."""
    return " · ".join(part for part in (reason(entry=entry), way(entry=entry), _name(entry, names)) if part)


def reason(*, entry: Entry) -> str:
    """On what the access rested, as a sentence; empty where nothing had to be weighed."""
    return gettext(GROUNDS[entry.ground]) if entry.ground in GROUNDS else ""


def way(*, entry: Entry) -> str:
    """By which way the access came."""
    return gettext(WAYS[entry.way]) if entry.way in WAYS else ""


def _name(entry: Entry, names: Names) -> str:
    if entry.actor_kind == SYSTEM:
        return gettext(SYSTEM_NAME) % {"name": entry.actor}
    if entry.actor_kind != STAFF:
        return ""
    is_public = entry.care_giver in names.public_care_givers or is_elsewhere(entry=entry)
    is_told = is_public and entry.actor_name
    return gettext(STAFF_NAME) % {"name": entry.actor_name} if is_told else gettext(NAME_FROM_CARE_GIVER)


def unit_in_words(*, entry: Entry, names: Names) -> str:
    """What the unit is called here, or what the care giver's own log calls it."""
    return names.units.get(entry.unit) or entry.details.get("unit_name", "")


def mark(*, entry: Entry) -> str:
    """A word beside what somebody did for another; empty for the rest."""
    return gettext(BY_REPRESENTATIVE) if entry.actor_kind == "representative" else ""


def kind_title(code: str) -> str:
    """What the log calls a kind of data."""
    known = current().data_kinds.get(code)
    return gettext(known.title) if known else code


def _who(entry: Entry, reader: str) -> str:
    if entry.actor_kind == "staff":
        return STAFF
    if entry.actor_kind in {SYSTEM, "job"}:
        return SYSTEM if entry.actor_kind == SYSTEM else AUTOMATIC
    if entry.actor == reader:
        return YOU
    return REPRESENTATIVE if entry.actor_kind == "representative" else NAMED


def _what(entry: Entry) -> str:
    if entry.event == LINK_EVENT:
        return NOT_SHOWN if entry.outcome == "refused" else SHOWN
    if entry.outcome == "refused":
        return REFUSED
    if is_elsewhere(entry=entry):
        return ELSEWHERE
    if entry.event in LIST_EVENTS:
        return SAW
    if entry.event == FETCHING_EVENT:
        return FETCHED
    return OPENED if entry.event in OPENING_EVENTS else DID


def who_answers(*, entry: Entry, names: Names, unit: str) -> str:
    """Who answers a question about the line, where the unit, or the portal's operation, has it."""
    if entry.actor_kind == SYSTEM:
        return gettext("Those who run this service answer.")
    name = unit_in_words(entry=entry, names=names) or gettext("the care giver")
    if unit == OPERATION:
        told = gettext("%(unit)s takes no questions here yet. Those who run this service tell you where to turn.")
        return told % {"unit": name}
    return gettext("A log reviewer at %(unit)s answers, never the one who read.") % {"unit": name}


def for_reviewer(*, entry: Entry, now: datetime) -> list[SummaryRow]:
    """The line as the one who must explain it needs it: with the name of whoever read."""
    answers = (
        (gettext("Time"), date_in_words(value=entry.at, now=now)),
        (gettext("By whom"), ", ".join(filter(None, (entry.actor_name or entry.actor, entry.actor_role)))),
        (gettext("Unit"), entry.details.get("unit_name", "")),
        (gettext("What happened"), gettext(current().audit_words.get(entry.event, entry.event))),
        (gettext("Kind of data"), kinds_in_words(entry=entry) or entry.details.get("resource", "")),
        (gettext("Outcome"), gettext("Refused") if entry.outcome == "refused" else gettext("Shown or done")),
        (gettext("Reason"), reason(entry=entry)),
        (gettext("Way"), way(entry=entry)),
    )
    return [SummaryRow(question=question, answer=answer) for question, answer in answers if answer]


def kinds_in_words(*, entry: Entry) -> str:
    """The kinds of data, as one reads them in a list; empty where the event is about none."""
    return ", ".join(kind_title(code) for code in entry.kinds)


def who_in_words(*, entry: Entry) -> str:
    """By what kind of reader, as the filter says it."""
    return gettext(WHO[entry.actor_kind]) if entry.actor_kind in WHO else ""


def _kinds(entry: Entry) -> str:
    titles = [_lowered(kind_title(code)) for code in entry.kinds]
    return format_list(titles, locale=get_language() or "sv") if titles else gettext("personal data")


def _lowered(text: str) -> str:
    return text[:1].lower() + text[1:]
