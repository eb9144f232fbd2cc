"""Asking about a line of the log, taking the question back, and answering it."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext, override

from ingang.foundation.audit.actions import record_under
from ingang.foundation.audit.queries import HIDDEN_MARK, Entry
from ingang.foundation.care_units.queries import care_unit
from ingang.foundation.outbox.actions import announce
from ingang.foundation.personal.scope import action
from ingang.foundation.regions.queries import limit
from ingang.foundation.work_items.actions import close_work, create_work, finish_work
from ingang.kernel.actor import Representative, Resident
from ingang.kernel.errors import NotFound
from ingang.kernel.events import Event
from ingang.kernel.grant import Grant, Ground
from ingang.kernel.periods import local_date
from ingang.services.access_log.errors import QuestionClosed, QuestionUnknown
from ingang.services.access_log.models import QUESTION, Finding, LogQuestion, Why
from ingang.services.access_log.queries.questions import (
    is_shown_to_guardian,
    line,
    question_work,
    questions_about,
    reviewing_unit,
)
from ingang.services.access_log.rules.questions import check_can_answer, check_can_question, quoted

LIMIT = "access_log.answer_days"


@action
def ask(*, grant: Grant, number: int, why: Why, text: str, now: datetime) -> UUID:
    """Question a line: it becomes work for a log reviewer, to be answered within the region's days.

    One question for a line: asking again gives the one that there is. Refuses a line that the reader may not know of,
    and one about what the person herself, a representative or the portal did. What a child asks herself, and what is
    about a line hidden from guardians, is hidden from them too. Records access_log.question_asked.
    """
    return ask_about(grant=grant, entry=line(grant=grant, number=number), why=why, text=text, now=now)


@action
def ask_about(*, grant: Grant, entry: Entry, why: Why, text: str, now: datetime) -> UUID:
    """Question a line that was found under the same grant. As `ask`; records access_log.question_asked."""
    check_can_question(entry=entry)
    row = _question(grant, entry, why, text, now)
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:
        return questions_about(grant=grant, entries=[entry.id], now=now)[entry.id].question.id
    create_work(
        grant=grant, unit=row.unit, kind=QUESTION, subject=str(row.id), person=row.person, due_at=row.due_at, now=now
    )
    _record("access_log.question_asked", row, grant, now)
    return row.id


@action
def withdraw(*, grant: Grant, question: UUID, now: datetime) -> None:
    """Take a question back; the unit's work about it is closed. Records access_log.question_withdrawn.

    Taking it back again changes nothing. Refuses one that is answered.
    """
    row = _row(grant, question)
    waiting = LogQuestion.under(grant).filter(id=row.id, answered_at=None, withdrawn_at=None)
    if not waiting.update(withdrawn_at=now):
        if _row(grant, question).answered_at:
            raise QuestionClosed()
        return
    announce(name="access_log.question_withdrawn", person=row.person, fields={"question": str(row.id)}, now=now)
    _record("access_log.question_withdrawn", row, grant, now)


def question_withdrawn(*, event: Event, grant: Grant, now: datetime) -> None:
    """Close the unit's work about a question that was taken back, in whosever hands it is."""
    with override("sv"):
        outcome = gettext("The question was taken back.")
    close_work(grant=grant, kind=QUESTION, subject=event.fields["question"], outcome=outcome, now=now)


@action
def see_answer(*, grant: Grant, question: UUID, now: datetime) -> None:
    """Note that the answer has been opened, the first time. Records access_log.answer_opened."""
    row = _row(grant, question)
    if LogQuestion.under(grant).filter(id=row.id, seen_at=None, answered_at__isnull=False).update(seen_at=now):
        _record("access_log.answer_opened", row, grant, now)


@action
def answer(*, grant: Grant, item: UUID, finding: Finding, text: str, now: datetime) -> None:
    """A log reviewer answers: the resident reads it beside the line and is told in the inbox; the work is finished.

    Refuses what is not the unit's, an assignment without the role, whoever the line is about, what a colleague has
    taken, and a question that is closed. Records access_log.question_answered.
    """
    found = question_work(grant=grant, item=item, now=now).asked
    row = found.question
    check_can_answer(actor=grant.actor, entry=found.entry)
    answered = {"answered_at": now, "answered_by": grant.actor.identity, "finding": finding, "answer": text}
    waiting = LogQuestion.under(grant).filter(id=row.id, answered_at=None, withdrawn_at=None)
    if not waiting.update(**answered):
        raise QuestionClosed()
    with override("sv"):
        finish_work(grant=grant, item=item, outcome=gettext(finding.label), now=now)
    fields = {
        "question": str(row.id),
        "unit": row.unit,
        "hidden_from_guardian": "1" if row.hidden_from_guardian else "",
    }
    announce(name="access_log.question_answered", person=row.person, fields=fields, now=now)
    _record("access_log.question_answered", row, grant, now)


def _question(grant: Grant, entry: Entry, why: Why, text: str, now: datetime) -> LogQuestion:
    actor = grant.actor
    if not isinstance(actor, Resident | Representative):
        raise NotFound()
    unit = reviewing_unit(entry=entry, on=local_date(now))
    sender = care_unit(hsa_id=unit)
    days = limit(region=sender.region if sender else "", code=LIMIT, on=local_date(now))
    return LogQuestion(
        person=grant.person,
        entry=entry.id,
        quote=quoted(entry=entry),
        unit=unit,
        why=why,
        text=text,
        asked_by=actor.person,
        asked_at=now,
        due_at=now + timedelta(days=days),
        hidden_from_guardian=grant.ground is Ground.OWN_DATA or not is_shown_to_guardian(grant=grant, entry=entry),
    )


def _row(grant: Grant, question: UUID) -> LogQuestion:
    row = LogQuestion.under(grant).filter(id=question).first()
    if row is None:
        raise QuestionUnknown()
    return row


def _record(event: str, row: LogQuestion, grant: Grant, now: datetime) -> None:
    """Ids alone; the mark lets the log leave no trace of it for a guardian."""
    details = {"question": str(row.id), "unit": row.unit}
    hidden = {HIDDEN_MARK: "1"} if row.hidden_from_guardian else {}
    record_under(event=event, grant=grant, person=row.person, details=details | hidden, now=now)
