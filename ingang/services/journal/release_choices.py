"""A reader's choice of when results are shown, and the results that wait for care to speak with her."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

from django.utils.translation import gettext, override

from ingang.foundation.access.actions import open_job
from ingang.foundation.access.errors import AccessRefused
from ingang.foundation.access.foresight import foreseen
from ingang.foundation.audit.actions import record_under
from ingang.foundation.audit.queries import HIDDEN_MARK
from ingang.foundation.care_units.queries import care_unit, sensitive_units
from ingang.foundation.outbox.actions import announce
from ingang.foundation.personal.scope import action, query
from ingang.foundation.records.queries import headings_since
from ingang.foundation.regions.queries import limit
from ingang.foundation.work_items.actions import close_work, create_work, finish_work
from ingang.foundation.work_items.queries import WorkLine, work_line
from ingang.kernel.actor import Representative, Resident
from ingang.kernel.errors import NotFound
from ingang.kernel.events import Event
from ingang.kernel.grant import Grant
from ingang.kernel.periods import local_date
from ingang.kernel.words import marked
from ingang.services.journal.gate import NOTHING, gate_of, longest_wait
from ingang.services.journal.kinds import TYPES
from ingang.services.journal.models import ReleaseChoice, WaitingResult
from ingang.services.journal.release import ResultClass, When, class_of, waits_for_care
from ingang.services.journal.sources import Entry
from ingang.services.journal.sources.records import entry_of

SPEAK = "journal.speak"
"""The work of speaking with a patient before a result is shown."""
WITHIN = "journal.speak_within_days"
JOB = "journal.find_waiting"


class Why(StrEnum):
    """Why a unit lets a result be shown."""

    SPOKEN = "spoken"
    NEEDS_ACTION = "needs_action"


WHY_WORDS = {
    Why.SPOKEN: marked("We have spoken with the patient"),
    Why.NEEDS_ACTION: marked("It needs action, and must be shown now"),
}


@action
def choose(*, grant: Grant, choices: Mapping[ResultClass, When], now: datetime) -> None:
    """Keep when the grant's reader wants to see the person's results. Records journal.release_chosen.

    Each reader has choices of her own. Refuses others than the person and whoever acts for her.
    """
    later = {str(of): str(when) for of, when in choices.items() if when is not When.AT_ONCE}
    values = {"choices": later, "changed_at": now}
    ReleaseChoice.under(grant).update_or_create(person=grant.person, reader=_reader(grant), defaults=values)
    record_under(event="journal.release_chosen", grant=grant, now=now, details=later)


@query
def chosen(*, grant: Grant) -> dict[ResultClass, When]:
    """What the grant's reader has chosen, for every class."""
    row = ReleaseChoice.under(grant).filter(reader=_reader(grant)).first()
    kept = row.choices if row else {}
    return {of: When(kept.get(of, When.AT_ONCE)) for of in ResultClass}


@action
def show_now(*, grant: Grant, now: datetime) -> None:
    """Show the grant's reader everything that waits; what comes after this waits again. Records journal.waiting_shown.

    Announces journal.waiting_shown for each result that waits for care, so that the unit need not speak of it first.
    """
    ReleaseChoice.under(grant).filter(reader=_reader(grant)).update(asked_at=now)
    for row in WaitingResult.under(grant).filter(released_at=None, found_at__lte=now).order_by("id"):
        announce(name="journal.waiting_shown", person=row.person, fields={"result": str(row.id)}, now=now)
    record_under(event="journal.waiting_shown", grant=grant, now=now)


def waiting_shown(*, event: Event, grant: Grant, now: datetime) -> None:
    """Close the unit's work about a result that the person has asked to see."""
    with override("sv"):
        outcome = gettext("The person has asked to see the result now.")
    close_work(grant=grant, kind=SPEAK, subject=event.fields["result"], outcome=outcome, now=now)


@action
def note_waiting(*, grant: Grant, entries: Iterable[Entry], now: datetime) -> None:
    """Note results that wait for care, once each, and give them to the units that wrote them as work.

    A unit outside the house can be given nothing: there the longest time is what ends the waiting. Records
    journal.waiting_found for each.
    """
    waiting = {one.id: one for one in entries}
    # Asked also where nothing waits: how many questions there are must not tell.
    known = WaitingResult.under(grant).filter(entry__in=waiting.keys() or {NOTHING}).values_list("entry", flat=True)
    for new in waiting.keys() - set(known):
        _note(grant, waiting[new], grant.person, hidden=False, now=now)


def find_waiting(*, grant: Grant, now: datetime) -> int:
    """Look for new results in the house's records that wait for care; gives how many. Under a job's grant.

    Each person is opened for herself. Whoever may not read for her any more waits for nothing. Records
    journal.waiting_found for each result.
    """
    return sum(_find_for(row, now) for row in _waiting_for_care(grant=grant))


@query
def speak_work(*, grant: Grant, item: UUID, now: datetime) -> tuple[WorkLine, WaitingResult]:
    """The work and the result that it is about. Records whom it shows. Refuses what is not the unit's."""
    work = work_line(grant=grant, item=item, now=now)
    row = WaitingResult.under(grant).filter(id=work.item.subject).first() if work.item.kind == SPEAK else None
    if row is None:
        raise NotFound()
    return work, row


@action
def release(*, grant: Grant, item: UUID, why: Why, now: datetime) -> None:
    """Let the result be shown, and finish the work. Records and announces journal.result_released.

    Refuses what is not the unit's, and what a colleague has taken or finished.
    """
    _, row = speak_work(grant=grant, item=item, now=now)
    finish_work(grant=grant, item=item, outcome=_in_swedish(WHY_WORDS[why]), now=now)
    WaitingResult.under(grant).filter(id=row.id, released_at=None).update(
        released_at=now, released_by=grant.actor.identity, why=why
    )
    _record("journal.result_released", row, grant, now)
    announce(name="journal.result_released", person=row.person, fields={"result": str(row.id)}, now=now)


@query
def _waiting_for_care(*, grant: Grant) -> list[ReleaseChoice]:
    return [row for row in ReleaseChoice.under(grant).order_by("id") if When.SPOKEN in row.choices.values()]


def _find_for(row: ReleaseChoice, now: datetime) -> int:
    kinds = (WaitingResult.data_kind,)
    seen = foreseen(acting=row.reader, person=row.person, kinds=kinds, now=now)
    if any(isinstance(answer, AccessRefused) for answer in seen.values()):
        return 0
    grant = open_job(name=JOB, kinds=kinds, persons=(row.person,), now=now)
    return _note_new(grant=grant, row=row, now=now)


@action
def _note_new(*, grant: Grant, row: ReleaseChoice, now: datetime) -> int:
    through = gate_of(grant=grant, reader=row.reader, now=now)
    choices = through.choices
    found = headings_since(grant=grant, since=now - choices.longest, types=TYPES)
    known = set(WaitingResult.under(grant).values_list("entry", flat=True))
    new = 0
    for heading in found:
        entry = entry_of(heading=heading, care_giver_name="")
        is_hidden = heading.is_withheld or (heading.hidden_from_guardian and row.reader != row.person)
        waits = through.is_disclosed(entry) and waits_for_care(entry=entry, choices=choices, now=now)
        if waits and not is_hidden and entry.id not in known:
            _note(grant, entry, row.person, hidden=heading.hidden_from_guardian, now=now)
            new += 1
    return new


def _note(grant: Grant, entry: Entry, person: UUID, *, hidden: bool, now: datetime) -> None:
    unit = care_unit(hsa_id=entry.unit)
    row = WaitingResult(
        person=person,
        entry=entry.id,
        care_giver=entry.care_giver,
        unit=entry.unit,
        result_class=class_of(entry) or "",
        happened=entry.happened,
        found_at=now,
        until=entry.came_at + longest_wait(person=person, now=now),
        hidden_from_guardian=hidden or bool(sensitive_units(hsa_ids=frozenset({entry.unit}))),
    )
    row.save(force_insert=True)
    if unit is not None:
        days = limit(region=unit.region, code=WITHIN, on=local_date(now))
        due_at = min(row.until, now + timedelta(days=days))
        create_work(
            grant=grant, unit=unit.hsa_id, kind=SPEAK, subject=str(row.id), person=person, due_at=due_at, now=now
        )
    _record("journal.waiting_found", row, grant, now)


def _record(event: str, row: WaitingResult, grant: Grant, now: datetime) -> None:
    """No guardian is told: the work may be about what is hidden (corrections 3.2)."""
    record_under(
        event=event, grant=grant, person=row.person, details={"result": str(row.id), HIDDEN_MARK: "1"}, now=now
    )


def _reader(grant: Grant) -> UUID:
    if not isinstance(grant.actor, Resident | Representative):
        raise NotFound()
    return grant.actor.person


def _in_swedish(words: str) -> str:
    with override("sv"):
        return gettext(words)
