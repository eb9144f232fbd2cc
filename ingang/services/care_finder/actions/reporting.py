"""Saying that something on a unit's page is wrong, without saying who one is; and the unit's answer."""

import secrets
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from ingang.foundation.audit.actions import record, record_under
from ingang.foundation.outbox.actions import announce
from ingang.foundation.personal.scope import action
from ingang.foundation.work_items.actions import create_work, finish_work
from ingang.kernel.actor import Job
from ingang.kernel.events import Event
from ingang.kernel.grant import Grant
from ingang.services.care_finder.errors import ReportUnknown, TooManyReports
from ingang.services.care_finder.models import ErrorReport, ReportState
from ingang.services.care_finder.queries.contact import contact

WORK = "care_finder.report"
EVENT = "care_finder.error_reported"
WITHIN = timedelta(days=14)
MOST, PERIOD = 20, timedelta(hours=1)
"""So many reports are taken about one unit in that time: more are no help to it."""

LETTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"


@transaction.atomic
def report_error(*, unit: str, about: str, text: str, now: datetime) -> str:
    """Report that something on the unit's page is wrong, and give the reference. Records care_finder.reported.

    Nothing of who reports is kept. It becomes the unit's work. Refuses a unit that is not shown, and more reports about
    one unit than it can read.
    """
    found = contact(unit=unit, now=now)
    if ErrorReport.objects.filter(unit=found.unit.hsa_id, sent_at__gt=now - PERIOD).count() >= MOST:
        raise TooManyReports()
    reference = "".join(secrets.choice(LETTERS) for _ in range(12))
    ErrorReport.objects.create(unit=found.unit.hsa_id, reference=reference, about=about, text=text, sent_at=now)
    record(
        event="care_finder.reported", actor=Job(name="care_finder.public"), now=now,
        details={"unit": found.unit.hsa_id, "about": about},
    )  # fmt: skip
    announce(name=EVENT, person=None, fields={"error_report": reference, "unit": found.unit.hsa_id}, now=now)
    return reference


def reported(*, event: Event, grant: Grant, now: datetime) -> None:
    """Make it the unit's work, once."""
    create_work(
        grant=grant, unit=event.fields["unit"], kind=WORK, subject=event.fields["error_report"], due_at=now + WITHIN,
        now=now,
    )  # fmt: skip


@action
def answer_report(*, grant: Grant, item: UUID, reference: str, is_corrected: bool, answer: str, now: datetime) -> None:
    """Answer a report: corrected, or looked at and left. Records care_finder.report_answered.

    What the reporter wrote is taken away: it may hold what it should not. The work is finished. Refuses what is not
    the unit's, and a report that has been answered.
    """
    row = ErrorReport.objects.select_for_update().filter(unit=grant.unit, reference=reference).first()
    if row is None or row.state != ReportState.OPEN:
        raise ReportUnknown()
    finish_work(grant=grant, item=item, outcome=answer[:400], now=now)
    row.state = ReportState.CORRECTED if is_corrected else ReportState.NOT_WRONG
    row.answer, row.text = answer, ""
    row.answered_at, row.answered_by = now, grant.actor.identity
    row.save(force_update=True)
    details = {"unit": grant.unit, "state": row.state}
    record_under(event="care_finder.report_answered", grant=grant, now=now, details=details)
