"""Reports: the resident's own, those of an entry, and the one that a unit must answer."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

import msgspec

from ingang.foundation.access.actions import shown
from ingang.foundation.care_units.queries import sensitive_units
from ingang.foundation.personal.scope import query
from ingang.foundation.records.queries import reached
from ingang.foundation.work_items.queries import WorkLine, work_line
from ingang.kernel.grant import OPERATION, Grant
from ingang.services.journal.gate import NOTHING, gate
from ingang.services.journal.reports.errors import ReportUnknown
from ingang.services.journal.reports.models import ErrorReport
from ingang.services.journal.reports.quoting import Quote

SHOWN = 100


class ReportState(StrEnum):
    """Where a report stands."""

    ASKED = "asked"
    BEING_READ = "being_read"
    LATE = "late"
    ANSWERED = "answered"
    WITHDRAWN = "withdrawn"

    @property
    def is_open(self) -> bool:
        """Whether an answer is still to come."""
        return self in {ReportState.ASKED, ReportState.BEING_READ, ReportState.LATE}


@dataclass(frozen=True, kw_only=True)
class Reported:
    """A report, what it quotes, and where it stands."""

    report: ErrorReport
    quote: Quote
    state: ReportState


@dataclass(frozen=True, kw_only=True)
class ReportWork:
    """A report as the unit's work."""

    reported: Reported
    work: WorkLine


@query
def report(*, grant: Grant, id: UUID, now: datetime) -> Reported:
    """One of the person's reports. Refuses another's, and one whose entry was hidden from the guardian since."""
    found = _visible(ErrorReport.under(grant).filter(id=id), grant, now)
    if not found:
        raise ReportUnknown()
    return found[0]


@query
def reports(*, grant: Grant, now: datetime) -> list[Reported]:
    """The person's latest reports, also those that were taken back, the latest first."""
    return _visible(ErrorReport.under(grant).order_by("-reported_at", "-id")[:SHOWN], grant, now)


@query
def reports_about(*, grant: Grant, entry: UUID, now: datetime) -> list[Reported]:
    """The reports about an entry that are in force, the latest first."""
    rows = ErrorReport.under(grant).filter(entry=entry, withdrawn_at=None)
    return _visible(rows.order_by("-reported_at", "-id")[:SHOWN], grant, now)


@query
def unseen_answers(*, grant: Grant, now: datetime) -> list[Reported]:
    """Answers that nobody has opened, the earliest first."""
    rows = ErrorReport.under(grant).filter(seen_at=None, answered_at__isnull=False)
    return _visible(rows.order_by("answered_at", "id")[:SHOWN], grant, now)


@query
def report_work(*, grant: Grant, item: UUID, now: datetime) -> ReportWork:
    """A report that the grant's unit must answer. Records whom it shows. Refuses what is not the unit's."""
    work = work_line(grant=grant, item=item, now=now)
    row = ErrorReport.under(grant).filter(id=work.item.subject).first() if _is_report(work) else None
    if row is None:
        raise ReportUnknown()
    if grant.unit != OPERATION:
        shown(grant=grant, persons={row.person}, hidden_from_guardian=row.hidden_from_guardian, now=now)
    return ReportWork(reported=as_reported(row=row, now=now), work=work)


def as_reported(*, row: ErrorReport, now: datetime) -> Reported:
    """The report with its quote and state."""
    return Reported(report=row, quote=msgspec.convert(row.quote, Quote), state=_state(row, now))


def _is_report(work: WorkLine) -> bool:
    return work.kind is not None and work.kind.page == "journal:answer_report"


def _visible(rows: Iterable[ErrorReport], grant: Grant, now: datetime) -> list[Reported]:
    """Without what the reader may not know of any longer.

    What she has reported herself she has seen; another's report is shown as its entry is. For a guardian what was
    hidden after the report is gone too (corrections 3.2).
    """
    found = [as_reported(row=row, now=now) for row in rows]
    through = gate(grant=grant, now=now)
    reader = grant.actor.identity
    found = [one for one in found if str(one.report.reported_by) == reader or through.passes(one.quote.entry)]
    if not grant.is_guardian:
        return found
    # Asked also where there is no report: how many questions there are must not tell of one that is hidden.
    sensitive = sensitive_units(hsa_ids=frozenset({"", *(one.quote.entry.unit for one in found)}))
    here = reached(grant=grant, ids=[NOTHING, *(one.report.entry for one in found)])
    return [
        one
        for one in found
        if one.quote.entry.unit not in sensitive and (one.quote.is_outside or one.report.entry in here)
    ]


def _state(row: ErrorReport, now: datetime) -> ReportState:
    if row.withdrawn_at:
        return ReportState.WITHDRAWN
    if row.answered_at:
        return ReportState.ANSWERED
    if row.due_at <= now:
        return ReportState.LATE
    return ReportState.BEING_READ if row.read_at else ReportState.ASKED
