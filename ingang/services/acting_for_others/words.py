"""What the pages call roles, and what a representative did, as sentences."""

from collections.abc import Mapping

from babel.lists import format_list
from django.utils.translation import get_language, gettext

from ingang.foundation.audit.queries import Entry
from ingang.kernel.grant import Ground
from ingang.kernel.registry import current
from ingang.kernel.words import marked

GROUNDS: Mapping[Ground, str] = {
    Ground.GUARDIAN: marked("You have custody of the child."),
    Ground.UNIT_DECISION: marked("A unit has decided that you may read its part of the journal."),
    Ground.LEGAL_REPRESENTATIVE: marked("You are a representative by a court's decision."),
    Ground.OMBUD: marked("You have a power of attorney."),
}

GROUNDS_OF_OTHERS: Mapping[Ground, str] = {
    Ground.GUARDIAN: marked("Has custody of you"),
    Ground.UNIT_DECISION: marked("May read one unit's part of your journal, because the unit has decided so"),
    Ground.LEGAL_REPRESENTATIVE: marked("Represents you by a court's decision"),
    Ground.OMBUD: marked("Has a power of attorney from you"),
}

NEVER_HANDED_OVER = marked("The law lets nobody hand this over to an ombud.")

OPENED = marked("%(name)s opened %(what)s.")
REFUSED = marked("%(name)s tried to open %(what)s, but was refused.")
DID = marked("%(name)s: %(what)s.")
OPENINGS = frozenset({"access.person_opened"})


def sentence(*, entry: Entry, name: str) -> str:
    """What the representative did, in the reader's language."""
    shown = {"name": name or gettext("Somebody else")}
    if entry.outcome == "refused":
        return gettext(REFUSED) % (shown | {"what": _kinds(entry)})
    if entry.event in OPENINGS:
        return gettext(OPENED) % (shown | {"what": _kinds(entry)})
    return gettext(DID) % (shown | {"what": _lowered(gettext(current().audit_words.get(entry.event, entry.event)))})


def _kinds(entry: Entry) -> str:
    known = [current().data_kinds[code].title for code in entry.kinds if code in current().data_kinds]
    titles = [_lowered(gettext(title)) for title in known]
    return format_list(titles, locale=get_language() or "sv") if titles else gettext("personal data")


def _lowered(text: str) -> str:
    return text[:1].lower() + text[1:]
