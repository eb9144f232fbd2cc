"""Reporting an error, taking the report back, and what a unit does with it: read, send on, answer."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import msgspec
from django.db import IntegrityError, models, transaction
from django.utils.translation import gettext, override

from ingang.foundation.audit.actions import record_under
from ingang.foundation.audit.queries import HIDDEN_MARK
from ingang.foundation.identity.keeping import Keeper
from ingang.foundation.outbox.actions import announce
from ingang.foundation.personal.scope import action
from ingang.foundation.work_items.actions import close_work, create_work, finish_work
from ingang.kernel.actor import Representative, Resident
from ingang.kernel.errors import NotFound
from ingang.kernel.events import Event
from ingang.kernel.grant import Grant, Ground
from ingang.kernel.periods import local_date
from ingang.services.journal.pages import entry_page
from ingang.services.journal.queries import FoundEntry, found_entry
from ingang.services.journal.reports.errors import EntryChanged, NotAUnitForIt, ReportClosed, ReportUnknown
from ingang.services.journal.reports.models import ErrorReport, Finding, What
from ingang.services.journal.reports.queries import report_work
from ingang.services.journal.reports.quoting import Quote, parts_of
from ingang.services.journal.reports.routing import answering_unit, due, units_to_send_on, work_kind


@dataclass(frozen=True, kw_only=True)
class Written:
    """What the resident wrote. `part` is the text of the part that she chose, empty for the whole entry."""

    what: What
    text: str
    part: str = ""
    words: str = ""


@action
def report_error(*, grant: Grant, keeper: Keeper, entry: UUID, form: UUID, written: Written, now: datetime) -> UUID:
    """Report an error: it becomes work for the unit that wrote the entry, with the entry quoted (PDL 3:8, 3:14).

    The same form again gives the report that there is. Refuses with NotFound an entry that the reader may not see, and
    a part that is not in it. What a child reports herself is hidden from guardians. Records journal.error_reported and
    announces it.
    """
    found = found_entry(grant=grant, keeper=keeper, id=entry, now=now)
    actor = grant.actor
    if found is None or not isinstance(actor, Resident | Representative):
        raise NotFound()
    unit = answering_unit(entry=found.entry, on=local_date(now))
    row = ErrorReport(
        id=form,
        person=grant.person,
        entry=entry,
        care_giver=found.entry.care_giver,
        unit=unit,
        quote=msgspec.to_builtins(_quote(found, written, now)),
        what=written.what,
        text=written.text,
        reported_by=actor.person,
        reported_at=now,
        due_at=due(what=written.what, unit=unit, now=now),
        hidden_from_guardian=grant.ground is Ground.OWN_DATA,
    )
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:
        return _row(grant, form).id
    _give(grant, row, now)
    announce(name="journal.error_reported", person=row.person, fields=_fields(row), now=now)
    _record("journal.error_reported", row, grant, now)
    return row.id


@action
def withdraw(*, grant: Grant, report: UUID, now: datetime) -> None:
    """Take a report back; the unit's work about it is closed. Records journal.report_withdrawn.

    Taking it back again changes nothing. Refuses one that is answered.
    """
    row = _row(grant, report)
    if not _open(grant, row).update(withdrawn_at=now):
        if _row(grant, report).answered_at:
            raise ReportClosed()
        return
    announce(name="journal.report_withdrawn", person=row.person, fields={"report": str(row.id)}, now=now)
    _record("journal.report_withdrawn", row, grant, now)


def report_withdrawn(*, event: Event, grant: Grant, now: datetime) -> None:
    """Close the unit's work about a report that was taken back, in whosever hands it is."""
    with override("sv"):
        outcome = gettext("The report was taken back.")
    for kind in {work_kind(what=what) for what in What}:
        close_work(grant=grant, kind=kind, subject=event.fields["report"], outcome=outcome, now=now)


@action
def see_answer(*, grant: Grant, report: UUID, now: datetime) -> None:
    """Note that the answer has been opened, the first time. Records journal.report_answer_opened."""
    row = _row(grant, report)
    if ErrorReport.under(grant).filter(id=row.id, seen_at=None, answered_at__isnull=False).update(seen_at=now):
        _record("journal.report_answer_opened", row, grant, now)


@action
def begin_reading(*, grant: Grant, item: UUID, now: datetime) -> None:
    """Note that the unit has opened the report, the first time: the resident sees that it is opened.

    Refuses what is not the unit's. Records journal.report_read.
    """
    row = report_work(grant=grant, item=item, now=now).reported.report
    if _open(grant, row).filter(read_at=None).update(read_at=now):
        _record("journal.report_read", row, grant, now)


@action
def send_on(*, grant: Grant, item: UUID, unit: str, now: datetime) -> None:
    """Send a report on to another unit of the same care giver, with the same time to answer.

    It is there once the event is delivered. Refuses what is not the unit's, what a colleague has taken, a report that
    is closed, and a unit of another care giver or that has had it. Records journal.report_sent_on.
    """
    row = report_work(grant=grant, item=item, now=now).reported.report
    if unit not in {one.hsa_id for one in units_to_send_on(report=row, on=local_date(now))}:
        raise NotAUnitForIt()
    if not _open(grant, row).update(passed_by=[*row.passed_by, row.unit]):
        raise ReportClosed()
    with override("sv"):
        finish_work(grant=grant, item=item, outcome=gettext("Sent on to another unit."), now=now)
    fields = {"report": str(row.id), "unit": unit}
    announce(name="journal.report_sent_on", person=row.person, fields=fields, now=now)
    _record("journal.report_sent_on", row, grant, now)


@action
def report_sent_on(*, event: Event, grant: Grant, now: datetime) -> None:
    """Give the report to the unit that it was sent to, unless it was taken back. Records journal.report_arrived."""
    row = ErrorReport.under(grant).filter(id=event.fields["report"]).first()
    if row is None or not _open(grant, row).update(unit=event.fields["unit"], read_at=None):
        return
    row.unit = event.fields["unit"]
    _give(grant, row, now)
    _record("journal.report_arrived", row, grant, now)


@action
def answer(*, grant: Grant, item: UUID, finding: Finding, text: str, now: datetime) -> None:
    """Answer a report: the resident reads it beside the entry and is told in the inbox; the work is finished.

    Refuses what is not the unit's, what a colleague has taken, and a report that is closed. Records
    journal.report_answered.
    """
    row = report_work(grant=grant, item=item, now=now).reported.report
    answered = {"answered_at": now, "answered_by": grant.actor.identity, "finding": finding, "answer": text}
    if not _open(grant, row).filter(unit=grant.unit).update(**answered):
        raise ReportClosed()
    with override("sv"):
        finish_work(grant=grant, item=item, outcome=gettext(finding.label), now=now)
    hidden = {"hidden_from_guardian": "1" if row.hidden_from_guardian else ""}
    announce(name="journal.report_answered", person=row.person, fields=_fields(row) | hidden, now=now)
    _record("journal.report_answered", row, grant, now)


def _quote(found: FoundEntry, written: Written, now: datetime) -> Quote:
    parts = parts_of(shown=entry_page(found=found, now=now)["shown"])
    if written.part and written.part not in {one.text for one in parts}:
        raise EntryChanged()
    return Quote(entry=found.entry, part=written.part, words=written.words, is_outside=found.is_outside)


def _give(grant: Grant, row: ErrorReport, now: datetime) -> None:
    create_work(
        grant=grant,
        unit=row.unit,
        kind=work_kind(what=row.what),
        subject=str(row.id),
        person=row.person,
        due_at=row.due_at,
        now=now,
    )


def _fields(row: ErrorReport) -> dict[str, str]:
    return {"report": str(row.id), "unit": row.unit}


def _open(grant: Grant, row: ErrorReport) -> "models.QuerySet[ErrorReport]":
    return ErrorReport.under(grant).filter(id=row.id, answered_at=None, withdrawn_at=None)


def _row(grant: Grant, report: UUID) -> ErrorReport:
    row = ErrorReport.under(grant).filter(id=report).first()
    if row is None:
        raise ReportUnknown()
    return row


def _record(event: str, row: ErrorReport, grant: Grant, now: datetime) -> None:
    """Ids alone; the mark lets the log leave no trace of it for a guardian."""
    details = {"report": str(row.id), "entry": str(row.entry), "unit": row.unit}
    hidden = {HIDDEN_MARK: "1"} if row.hidden_from_guardian else {}
    record_under(event=event, grant=grant, person=row.person, details=details | hidden, now=now)
