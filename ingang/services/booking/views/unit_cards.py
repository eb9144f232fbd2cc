"""What a reader sees of a unit that was found: what, where and when, and why it is shown."""

from dataclasses import dataclass

from ingang.foundation.care_units.kinds import kind_title
from ingang.foundation.care_units.models import CareUnit
from ingang.foundation.search.ranking import Reason
from ingang.foundation.search.unit_words import why_shown
from ingang.services.booking.finding import UnitForHer
from ingang.services.booking.models import TimeType
from ingang.services.booking.queries.finding import FreeTimes
from ingang.services.booking.views.addresses import EVERY_KIND, Choice
from ingang.services.booking.views.staff.parts import sentence
from ingang.services.booking.words import title_of


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
        where=unit.address,
        kinds=found.kinds,
        others=found.others,
        refused=[(title_of(one), sentence(error)) for one, error in found.refused],
        free=found.free,
        is_for_others=found.is_for_others,
        times=choice.calendar() if found.kinds else "",
        first=choice.week_of(found.free.first) if found.free else "",
        why=[
            why_shown(reason=reason, text=_in_her_language(reason, found))
            for reason in found.hit.reasons
            if not reason.term.is_optional
        ],
    )


def _in_her_language(reason: Reason, found: UnitForHer) -> str:
    """The passage in the reader's language, in whichever language the word was found."""
    if reason.label == "type":
        return kind_title(found.unit.kind)
    kinds = (*found.kinds, *(kind for kind, _ in found.refused))
    return next((title_of(one) for one in kinds if reason.text in {one.title_sv, one.title_en}), reason.text)
