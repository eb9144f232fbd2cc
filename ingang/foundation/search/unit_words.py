"""What somebody who looks for a unit is told of the answer: how many, how it was understood, and why each is shown."""

from django.utils.translation import gettext, ngettext

from ingang.foundation.search.queries import Found
from ingang.foundation.search.ranking import Reason
from ingang.foundation.search.reading import How, Term
from ingang.kernel.words import marked

WHY = {
    "name": marked("“%(said)s” is in the name"),
    "type": marked("“%(said)s” fits %(text)s"),
    "kind": marked("“%(said)s” fits the time %(text)s"),
    "offer": marked("“%(said)s” fits what is offered: %(text)s"),
    "place": marked("“%(said)s” is the place"),
    "street": marked("“%(said)s” is in the address"),
}
"""Why a unit is among the answers, by the passage in which a word was found."""


def found_sentence(*, found: Found, count: int) -> str:
    """How many units there are, as a heading."""
    if found.are_more:
        return gettext("More than %(count)s units. Here are the likeliest.") % {"count": count}
    if found.is_partial:
        return ngettext("%(count)s unit fits some of it", "%(count)s units fit some of it", count) % {"count": count}
    return ngettext("%(count)s unit", "%(count)s units", count) % {"count": count}


def understood(*terms: Term) -> list[str]:
    """In other words what colloquial words were understood as, each word once, for those who wonder."""
    words = gettext("For “%(said)s” we looked for: %(meant)s")
    meant: dict[str, dict[str, None]] = {}
    for term in terms:
        if term.how is How.MEANS:
            meant.setdefault(term.said, {}).update(dict.fromkeys(term.meant))
    return [words % {"said": said, "meant": ", ".join(others)} for said, others in meant.items()]


def unknown_words(*, found: Found) -> list[str]:
    """The words that no unit answers to."""
    return [term.said for term in found.reading.terms if term.how is How.UNKNOWN]


def why_shown(*, reason: Reason, text: str) -> str:
    """Why a unit is among the answers; `text` is the passage in the reader's language."""
    if reason.term.how is How.MEANS and reason.alternative:
        meant = reason.term.meant[reason.alternative - 1]
        return gettext("“%(said)s” is understood as %(meant)s") % {"said": reason.term.said, "meant": meant}
    return gettext(WHY[reason.label]) % {"said": reason.term.said, "text": text}
