"""Which data a patient's blocks take away from a reader, and when a block may be lifted. Pure.

Sources: PDL 4:4-5 (inner), SVOD 2:3 and 3:5 (outer), corrections 1.3, 1.4 and 3.1.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from ingang.foundation.consents.errors import NoteTooLong, PeriodUnusable, StillWaiting
from ingang.kernel.words import marked

LONGEST_CONSENT = timedelta(days=5 * 365 + 1)
"""A consent ends at some time, so that the patient is asked again; the law sets no length, this is ours."""

LONGEST_NOTE = timedelta(days=366)
"""That somebody lastingly can not consent is found out anew within a year; the law sets no length, this is ours."""

EMERGENCY_HOURS = 24
"""For how long an emergency opens a block for one unit, and a wish for that waits; whoever needs longer asks again."""

INNER = "inner"
OUTER = "outer"


class Clarified(StrEnum):
    """How staff found out how somebody who lastingly can not consent stands to their reading."""

    SAID_BEFORE = "said_before"
    SHOWS_NOW = "shows_now"
    TOLD_BY_OTHERS = "told_by_others"


CLARIFIED_WORDS = {
    Clarified.SAID_BEFORE: marked("By what the patient has said or had written down before"),
    Clarified.SHOWS_NOW: marked("By what the patient shows and says now, as far as it can be understood"),
    Clarified.TOLD_BY_OTHERS: marked("By what others tell of the patient's wishes"),
}


class Asked(StrEnum):
    """With whom it was found out, as a role: nobody is named."""

    CLOSE_ONE = "close_one"
    REPRESENTATIVE = "representative"
    CARE_STAFF = "care_staff"
    PATIENT_ALONE = "patient_alone"


ASKED_WORDS = {
    Asked.CLOSE_ONE: marked("Somebody close to the patient"),
    Asked.REPRESENTATIVE: marked("A representative by a court's decision (god man or förvaltare)"),
    Asked.CARE_STAFF: marked("Staff who know the patient well"),
    Asked.PATIENT_ALONE: marked("The patient alone: there was nobody else to ask"),
}


class IdentityCheck(StrEnum):
    """How staff made sure who asks to have a block lifted."""

    ID_DOCUMENT = "id_document"
    KNOWN_IN_PERSON = "known_in_person"
    E_ID_ON_SITE = "e_id_on_site"


@dataclass(frozen=True, kw_only=True)
class BlockFacts:
    """One block in force: of which kind, and over whose data."""

    kind: str
    care_giver: str
    unit: str = ""


@dataclass(frozen=True, kw_only=True)
class Blocked:
    """What one reader may not see: nothing of these care givers, and nothing of these units of those that are blocked
    `partly`. `only_own_unit`: of her own care giver, nothing but her unit's.
    """

    care_givers: frozenset[str] = frozenset()
    units: frozenset[str] = frozenset()
    partly: frozenset[str] = frozenset()
    only_own_unit: bool = False


def blocked_for(*, blocks: Iterable[BlockFacts], care_giver: str, unit: str) -> Blocked:
    """What the blocks take from a reader at this unit of this care giver; her own unit's data is never among it.

    An inner block stands between units of the same care giver, an outer one between care givers.
    """
    blocks = tuple(blocks)
    inner = [block for block in blocks if block.kind == INNER and block.care_giver == care_giver]
    outer = [block for block in blocks if block.kind == OUTER and block.care_giver != care_giver]
    of_units = [block for block in inner + outer if block.unit not in {"", unit}]
    return Blocked(
        care_givers=frozenset(block.care_giver for block in outer if not block.unit),
        units=frozenset(block.unit for block in of_units),
        partly=frozenset(block.care_giver for block in of_units),
        only_own_unit=any(not block.unit for block in inner),
    )


def check_consent_period(*, until: datetime, now: datetime) -> None:
    """Refuse an end that has passed or is too far ahead."""
    if not now < until <= now + LONGEST_CONSENT:
        raise PeriodUnusable()


def check_note_period(*, until: datetime, now: datetime) -> None:
    """Refuse an end that has passed, or after which the patient should have been met anew."""
    if not now < until <= now + LONGEST_NOTE:
        raise NoteTooLong()


def earliest_lift(*, is_emergency: bool, waiting_hours: int, now: datetime) -> datetime:
    """When staff may lift the block: at once in an emergency, otherwise after the care giver's waiting time."""
    return now if is_emergency else now + timedelta(hours=waiting_hours)


def check_waited(*, earliest_at: datetime, now: datetime) -> None:
    """Refuse before the waiting time has passed."""
    if now < earliest_at:
        raise StillWaiting()
