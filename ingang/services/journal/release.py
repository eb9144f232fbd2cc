"""When a reader wants to see results: at once, after fourteen days, or when care has spoken with her. Pure.

Source: corrections 3.6 and peers 17. A choice hides nothing for ever: waiting for care ends after so many days as the
region says, the unit can show what needs action at once, and the reader can at any moment ask for what waits.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

from ingang.kernel.words import marked
from ingang.services.journal.kinds import DIAGNOSES, EXAMINATIONS, MEASUREMENTS, NOTES, RESULTS
from ingang.services.journal.sources import Entry

LATER = timedelta(days=14)
TISSUE_CODES = frozenset({"SP", "CP", "PAT", "CTH", "OTH-PAT", "pathology", "cytology"})
GENETIC_CODES = frozenset({"GE", "genetics"})
TISSUE_WORDS = ("patolog", "cytolog", "histolog", "biopsi", "cellprov", "vävnadsprov")
GENETIC_WORDS = ("genetisk", "gentest", "kromosom")


class When(StrEnum):
    """When results of a class are shown."""

    AT_ONCE = "at_once"
    LATER = "later"
    SPOKEN = "spoken"


class ResultClass(StrEnum):
    """What one chooses for, in the order of the page. Warnings, medicines and the like are never held back."""

    LABORATORY = "laboratory"
    TISSUE = "tissue"
    GENETICS = "genetics"
    EXAMINATIONS = "examinations"
    NOTES = "notes"
    DIAGNOSES = "diagnoses"


CLASS_WORDS = {
    ResultClass.LABORATORY: marked("Samples of blood, urine and the like"),
    ResultClass.TISSUE: marked("Samples of cells and tissue"),
    ResultClass.GENETICS: marked("Genetic tests"),
    ResultClass.EXAMINATIONS: marked("X-ray and other examinations"),
    ResultClass.NOTES: marked("Notes, where results are often told"),
    ResultClass.DIAGNOSES: marked("Diagnoses"),
}


@dataclass(frozen=True, kw_only=True)
class Choices:
    """What one reader has chosen. `asked_at`: she has asked for all that waited then; `spoken` are the entries that
    care has spoken with her about; `longest` is for how long waiting for care lasts."""

    when: Mapping[ResultClass, When] = field(default_factory=dict)
    asked_at: datetime | None = None
    spoken: frozenset[UUID] = frozenset()
    longest: timedelta = timedelta(days=30)

    @property
    def holds_nothing(self) -> bool:
        """Whether everything is to be shown at once."""
        return all(when is When.AT_ONCE for when in self.when.values())


def class_of(entry: Entry) -> ResultClass | None:
    """The class that a choice is made for; None for what is always shown.

    A value of which nobody has said what kind it is may be a result, and is dealt with as one.
    """
    may_be_result = entry.kind is MEASUREMENTS and not entry.category
    if may_be_result or entry.kind in {RESULTS, EXAMINATIONS}:
        return _result_class(entry)
    return {NOTES.code: ResultClass.NOTES, DIAGNOSES.code: ResultClass.DIAGNOSES}.get(entry.kind_code)


def shown_from(*, entry: Entry, choices: Choices) -> datetime:
    """From when the reader sees the entry by her choice, if nobody does anything meanwhile."""
    of = class_of(entry)
    return entry.came_at + _hold(choices.when.get(of, When.AT_ONCE) if of else When.AT_ONCE, choices)


def longest_hold(*, choices: Choices) -> timedelta:
    """For how long an entry waits at most by the reader's choice, of whatever class it is."""
    return max((_hold(when, choices) for when in choices.when.values()), default=timedelta(0))


def waits(*, entry: Entry, choices: Choices, now: datetime) -> bool:
    """Whether the entry is held back now, by the reader's own choice."""
    was_asked_for = choices.asked_at is not None and entry.came_at <= choices.asked_at
    return shown_from(entry=entry, choices=choices) > now and not was_asked_for and entry.id not in choices.spoken


def waits_for_care(*, entry: Entry, choices: Choices, now: datetime) -> bool:
    """Whether it is held back until care has spoken with the reader."""
    of = class_of(entry)
    return of is not None and choices.when.get(of) is When.SPOKEN and waits(entry=entry, choices=choices, now=now)


def _hold(when: When, choices: Choices) -> timedelta:
    return {When.AT_ONCE: timedelta(0), When.LATER: LATER, When.SPOKEN: choices.longest}[when]


def _result_class(entry: Entry) -> ResultClass:
    title = entry.title.casefold()
    if entry.category in GENETIC_CODES or any(word in title for word in GENETIC_WORDS):
        return ResultClass.GENETICS
    if entry.category in TISSUE_CODES or any(word in title for word in TISSUE_WORDS):
        return ResultClass.TISSUE
    return ResultClass.EXAMINATIONS if entry.kind is EXAMINATIONS else ResultClass.LABORATORY
