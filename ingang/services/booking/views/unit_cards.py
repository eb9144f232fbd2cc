"""What a reader sees of a unit that was found: what, where and when, and why it is shown."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext, ngettext

from ingang.foundation.care_units.kinds import kind_title
from ingang.foundation.care_units.models import CareUnit
from ingang.foundation.search.queries import Found
from ingang.foundation.search.ranking import Reason
from ingang.foundation.search.reading import How
from ingang.kernel.words import marked
from ingang.services.booking.finding import UnitForHer
from ingang.services.booking.models import TimeType
from ingang.services.booking.queries.finding import FreeTimes
from ingang.services.booking.views.addresses import EVERY_KIND, Choice
from ingang.services.booking.views.staff.parts import sentence
from ingang.services.booking.words import title_of

WHY = {
    "name": marked("“%(said)s” is in the name"),
    "type": marked("“%(said)s” fits %(text)s"),
    "kind": marked("“%(said)s” fits the time %(text)s"),
    "place": marked("“%(said)s” is the place"),
    "street": marked("“%(said)s” is in the address"),
}
"""Why a unit is among the answers, by the passage in which a word was found."""


@dataclass(frozen=True, kw_only=True)
class UnitCard:
    """A unit as it is shown. `times` is where its free times are, empty where there are none for her."""

    unit: CareUnit
    what: str
    where: str
    kinds: list[TimeType]
    others: int
    refused: list[tuple[str, str]]
    free: FreeTimes | None
    is_for_others: bool
    times: str
    first: str
    why: list[str]


def unit_card(*, found: UnitForHer) -> UnitCard:
    """The unit as it is shown; its times lead to the one kind that was meant, or to all."""
    unit = found.unit
    choice = Choice(unit=unit.hsa_id, kind=str(found.kinds[0].id) if len(found.kinds) == 1 else EVERY_KIND)
    return UnitCard(
        unit=unit,
        what=kind_title(unit.kind),
        where=", ".join(part for part in (unit.street, f"{unit.postal_code} {unit.city}".strip()) if part),
        kinds=found.kinds,
        others=found.others,
        refused=[(title_of(one), sentence(error)) for one, error in found.refused],
        free=found.free,
        is_for_others=found.is_for_others,
        times=choice.calendar() if found.kinds else "",
        first=choice.week_of(found.free.first) if found.free else "",
        why=[_why(reason, found) for reason in found.hit.reasons if not reason.term.is_optional],
    )


def _why(reason: Reason, found: UnitForHer) -> str:
    if reason.term.how is How.MEANS and reason.alternative:
        meant = reason.term.meant[reason.alternative - 1]
        return gettext("“%(said)s” is understood as %(meant)s") % {"said": reason.term.said, "meant": meant}
    return gettext(WHY[reason.label]) % {"said": reason.term.said, "text": _in_her_language(reason, found)}


def _in_her_language(reason: Reason, found: UnitForHer) -> str:
    """The passage in the reader's language, in whichever language the word was found."""
    if reason.label == "type":
        return kind_title(found.unit.kind)
    kinds = (*found.kinds, *(kind for kind, _ in found.refused))
    return next((title_of(one) for one in kinds if reason.text in {one.title_sv, one.title_en}), reason.text)


def found_sentence(*, found: Found, count: int) -> str:
    """How many units there are, as a heading."""
    if found.are_more:
        return gettext("More than %(count)s units. Here are the likeliest.") % {"count": count}
    if found.is_partial:
        return ngettext("%(count)s unit fits some of it", "%(count)s units fit some of it", count) % {"count": count}
    return ngettext("%(count)s unit", "%(count)s units", count) % {"count": count}


def understood(*, found: Found) -> list[str]:
    """In other words what colloquial words were understood as, for those who wonder at the answer."""
    terms: Iterable[tuple[str, tuple[str, ...]]] = (
        (term.said, term.meant) for term in found.reading.terms if term.how is How.MEANS
    )
    return [
        gettext("For “%(said)s” we looked for: %(meant)s") % {"said": said, "meant": ", ".join(meant)}
        for said, meant in terms
    ]


def unknown_words(*, found: Found) -> list[str]:
    """The words that no unit answers to."""
    return [term.said for term in found.reading.terms if term.how is How.UNKNOWN]
