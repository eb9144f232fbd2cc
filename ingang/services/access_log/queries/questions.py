"""Questions about lines of the log: the resident's own, and the one that a unit must answer."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from ingang.foundation.access.actions import shown
from ingang.foundation.audit.queries import Entry, events_numbered, hidden_items
from ingang.foundation.care_units.queries import sensitive_units
from ingang.foundation.people.queries import assignments_with_role
from ingang.foundation.personal.scope import query
from ingang.foundation.work_items.queries import WorkLine, work_line
from ingang.kernel.grant import OPERATION, Grant
from ingang.services.access_log.elsewhere.rules import is_elsewhere
from ingang.services.access_log.errors import LineUnknown, QuestionUnknown
from ingang.services.access_log.models import LogQuestion
from ingang.services.access_log.rules.log import may_guardian_see, units_of
from ingang.services.access_log.rules.questions import LOG_REVIEWER, unquoted

SHOWN = 100


class QuestionState(StrEnum):
    """Where a question stands."""

    WAITING = "waiting"
    LATE = "late"
    ANSWERED = "answered"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, kw_only=True)
class AskedQuestion:
    """A question, the line that it is about, and where it stands."""

    question: LogQuestion
    entry: Entry
    state: QuestionState


@dataclass(frozen=True, kw_only=True)
class QuestionWork:
    """A question as the unit's work."""

    asked: AskedQuestion
    work: WorkLine


@query
def line(*, grant: Grant, number: int) -> Entry:
    """One line of the log. Refuses one that this reader may not know of, a guardian's hidden ones among them."""
    entry = next(iter(events_numbered(grant=grant, ids=[number])), None)
    if entry is None or not may_see(grant=grant, entry=entry):
        raise LineUnknown()
    return entry


@query
def may_see(*, grant: Grant, entry: Entry) -> bool:
    """Whether the line stands in the log as this reader sees it."""
    return not grant.is_guardian or is_shown_to_guardian(grant=grant, entry=entry)


@query
def is_shown_to_guardian(*, grant: Grant, entry: Entry) -> bool:
    """Whether a guardian of the grant's person sees the line."""
    return may_guardian_see(
        entry=entry,
        guardian=grant.actor.identity,
        sensitive_units=sensitive_units(hsa_ids=units_of(entry=entry)),
        hidden=hidden_items(grant=grant),
    )


@query
def question(*, grant: Grant, id: UUID, now: datetime) -> AskedQuestion:
    """One of the person's questions. Refuses another's, and one about a line that was hidden from guardians since."""
    row = LogQuestion.under(grant).filter(id=id).first()
    if row is None:
        raise QuestionUnknown()
    found = as_asked(row=row, now=now)
    if not may_see(grant=grant, entry=found.entry):
        raise QuestionUnknown()
    return found


@query
def questions(*, grant: Grant, now: datetime) -> list[AskedQuestion]:
    """The person's latest questions, also those that were taken back, the latest first."""
    rows = LogQuestion.under(grant).order_by("-asked_at", "-id")[:SHOWN]
    found = [as_asked(row=row, now=now) for row in rows]
    if not grant.is_guardian:
        return found
    sensitive = sensitive_units(hsa_ids=frozenset[str]().union(*(units_of(entry=one.entry) for one in found)))
    hidden, guardian = hidden_items(grant=grant), grant.actor.identity
    return [
        one
        for one in found
        if may_guardian_see(entry=one.entry, guardian=guardian, sensitive_units=sensitive, hidden=hidden)
    ]


@query
def questions_about(*, grant: Grant, entries: Iterable[int], now: datetime) -> dict[int, AskedQuestion]:
    """The question about each of the lines that has one in force, by the line's number."""
    rows = LogQuestion.under(grant).filter(entry__in=list(entries), withdrawn_at=None)
    return {row.entry: as_asked(row=row, now=now) for row in rows}


@query
def unseen_answers(*, grant: Grant, now: datetime) -> list[AskedQuestion]:
    """Answers that nobody has opened, the earliest first."""
    rows = LogQuestion.under(grant).filter(seen_at=None, answered_at__isnull=False)
    return [as_asked(row=row, now=now) for row in rows.order_by("answered_at", "id")[:SHOWN]]


@query
def question_work(*, grant: Grant, item: UUID, now: datetime) -> QuestionWork:
    """A question that the grant's unit must answer. Records whom it shows. Refuses what is not the unit's."""
    work = work_line(grant=grant, item=item, now=now)
    row = (
        LogQuestion.under(grant).filter(id=work.item.subject).first()
        if work.item.kind == LogQuestion.data_kind
        else None
    )
    if row is None:
        raise QuestionUnknown()
    if grant.unit != OPERATION:
        shown(grant=grant, persons={row.person}, hidden_from_guardian=row.hidden_from_guardian, now=now)
    return QuestionWork(asked=as_asked(row=row, now=now), work=work)


def as_asked(*, row: LogQuestion, now: datetime) -> AskedQuestion:
    """The question with its line and state."""
    return AskedQuestion(question=row, entry=unquoted(row.quote), state=_state(row, now))


def reviewing_unit(*, entry: Entry, on: date) -> str:
    """Whose log reviewer answers for the line: the unit's own; another of the care giver's where the unit has none.

    The one whom the line is about is no reviewer of it. Where the care giver has none at all the unit itself has the
    work, and must find one. What another system did is the portal's own operation to explain, and so is what a care
    giver without any reviewer here has logged itself.
    """
    if entry.actor_kind != "staff" or not entry.unit:
        return OPERATION
    reviewers = assignments_with_role(care_giver=entry.care_giver, role=LOG_REVIEWER, on=on)
    units = [one.unit for one in reviewers if one.staff != entry.actor]
    if not units and is_elsewhere(entry=entry):
        return OPERATION
    return entry.unit if entry.unit in units or not units else units[0]


def _state(row: LogQuestion, now: datetime) -> QuestionState:
    if row.withdrawn_at:
        return QuestionState.WITHDRAWN
    if row.answered_at:
        return QuestionState.ANSWERED
    return QuestionState.LATE if row.due_at <= now else QuestionState.WAITING
