"""How right the catalogue is, measured; and one report of an error, by its reference or as a unit's work."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Q

from ingang.foundation.care_units.catalogue import listed, open_still
from ingang.foundation.care_units.models import CareUnit
from ingang.kernel.periods import local_date
from ingang.services.care_finder.errors import ReportUnknown
from ingang.services.care_finder.models import ErrorReport, ImportRun, LinkProbe, ReportState, RunState
from ingang.services.care_finder.rules import is_right_number

CHECKED_WITHIN = timedelta(days=365)
DEAD = 3
"""So many times in a row a link must fail before it is counted as dead: one bad night is no dead link."""

LATELY = timedelta(days=90)


@dataclass(frozen=True, kw_only=True)
class Share:
    """So many of so many."""

    count: int
    of: int

    @property
    def percent(self) -> int | None:
        """Whole per cent, rounded down: nothing is called perfect that is not. None where there is nothing."""
        return 100 * self.count // self.of if self.of else None


@dataclass(frozen=True, kw_only=True)
class Correctness:
    """What was measured, of the units that are shown."""

    units: int
    with_owner: Share
    checked: Share
    right_numbers: Share
    working_links: Share
    tried_links: int
    answered_reports: Share
    vanished: int
    imported_at: datetime | None


def correctness(*, now: datetime) -> Correctness:
    """Measure it now. Nothing of it is about a person."""
    today = local_date(now)
    rows = listed(units=CareUnit.objects.filter(open_still(on=today)).order_by("hsa_id"), on=today)
    pages = [(row.unit, row.page) for row in rows if row.is_shown and row.page]
    names = {unit.hsa_id for unit, _ in pages}
    probes = [one for one in LinkProbe.objects.all() if one.unit in names]
    phones = [unit.phone for unit, _ in pages if unit.phone]
    due = ErrorReport.objects.filter(sent_at__gt=now - LATELY).filter(
        ~Q(state=ReportState.OPEN) | Q(sent_at__lt=now - timedelta(days=14))
    )
    latest = ImportRun.objects.filter(state__in=[RunState.OK, RunState.PARTIAL]).order_by("-id").first()
    return Correctness(
        units=len(pages),
        with_owner=Share(count=sum(bool(page.owner) for _, page in pages), of=len(pages)),
        checked=Share(
            count=sum(bool(page.checked_on and today - page.checked_on <= CHECKED_WITHIN) for _, page in pages),
            of=len(pages),
        ),
        right_numbers=Share(count=sum(is_right_number(one) for one in phones), of=len(phones)),
        working_links=Share(count=sum(one.failures < DEAD for one in probes), of=len(probes)),
        tried_links=len(probes),
        answered_reports=Share(count=due.exclude(state=ReportState.OPEN).count(), of=due.count()),
        vanished=sum(page.vanished_on is not None for _, page in pages),
        imported_at=latest.ended_at if latest else None,
    )


def report_by_reference(*, reference: str) -> ErrorReport:
    """The report that somebody follows. Refuses a reference that none has."""
    row = ErrorReport.objects.filter(reference=reference.strip().upper()[:16]).first()
    if row is None:
        raise ReportUnknown()
    return row


def open_report(*, unit: str, reference: str) -> ErrorReport:
    """A report at the unit that waits for its answer. Refuses another unit's, and one that has been answered."""
    row = ErrorReport.objects.filter(unit=unit, reference=reference, state=ReportState.OPEN).first()
    if row is None:
        raise ReportUnknown()
    return row
