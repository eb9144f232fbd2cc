"""What somebody who looks for a unit is told of the answer: how many, how it was understood, and why each is shown."""

from collections.abc import Collection

from django.utils.translation import gettext, ngettext

from ingang.foundation.search.queries import Found
from ingang.foundation.search.ranking import Reason
from ingang.foundation.search.reading import How
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


def understood(*, found: Found, among: Collection[str] | None = None) -> list[str]:
    """In other words what colloquial words were understood as, or those `among` these, for those who wonder."""
    words = gettext("For “%(said)s” we looked for: %(meant)s")
    terms = [term for term in found.reading.terms if term.how is How.MEANS and (among is None or term.said in among)]
    return [words % {"said": term.said, "meant": ", ".join(term.meant)} for term in terms]


def unknown_words(*, found: Found) -> list[str]:
    """The words that no unit answers to."""
    return [term.said for term in found.reading.terms if term.how is How.UNKNOWN]


def why_shown(*, reason: Reason, text: str) -> str:
    """Why a unit is among the answers; `text` is the passage in the reader's language."""
    if reason.term.how is How.MEANS and reason.alternative:
        meant = reason.term.meant[reason.alternative - 1]
        return gettext("“%(said)s” is understood as %(meant)s") % {"said": reason.term.said, "meant": meant}
    return gettext(WHY[reason.label]) % {"said": reason.term.said, "text": text}
