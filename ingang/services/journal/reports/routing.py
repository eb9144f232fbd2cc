"""Who answers a report, and within what time."""

from datetime import date, datetime, timedelta

from ingang.foundation.care_units.models import CareUnit
from ingang.foundation.care_units.queries import care_unit, care_units_of_care_giver
from ingang.foundation.people.queries import assignments_with_role, staffed_units
from ingang.foundation.regions.queries import limit
from ingang.kernel.grant import OPERATION
from ingang.kernel.periods import local_date
from ingang.services.journal.reports.models import REPORT, ErrorReport, What
from ingang.services.journal.sources import Entry

LIMIT = "journal.report_days"
URGENT = "journal.report_urgent"
WITHIN = timedelta(days=1)
"""How soon an entry in the wrong person's record is looked at: two people's care may rest on it."""
ANSWERS_QUESTIONS = "log_reviewer"
"""Where a care giver answers residents' questions: at the unit of those who review its log."""


def answering_unit(*, entry: Entry, on: date) -> str:
    """The unit that wrote the entry; else the care giver's own for questions; else the portal's operation.

    What names a unit of another care giver, one that is closed, or one where nobody works with this portal, is not
    sent there.
    """
    reviewers = assignments_with_role(care_giver=entry.care_giver, role=ANSWERS_QUESTIONS, on=on)
    takes = {one.hsa_id for one in _taking_reports(care_giver=entry.care_giver, on=on)}
    return next((unit for unit in (entry.unit, *(one.unit for one in reviewers)) if unit in takes), OPERATION)


def units_to_send_on(*, report: ErrorReport, on: date) -> list[CareUnit]:
    """The care giver's other units that are open and have not had it; none from the portal's operation."""
    sender = care_unit(hsa_id=report.unit)
    if sender is None:
        return []
    had = {report.unit, *report.passed_by}
    return [one for one in _taking_reports(care_giver=sender.care_giver, on=on) if one.hsa_id not in had]


def due(*, what: What, unit: str, now: datetime) -> datetime:
    """By when the report is answered: the region's days, or a day where it is about somebody else."""
    place = care_unit(hsa_id=unit)
    days = limit(region=place.region if place else "", code=LIMIT, on=local_date(now))
    return now + (WITHIN if what is What.SOMEBODY_ELSE else timedelta(days=days))


def work_kind(*, what: str) -> str:
    """The kind of work that a report is."""
    return URGENT if what == What.SOMEBODY_ELSE else REPORT


def _taking_reports(*, care_giver: str, on: date) -> list[CareUnit]:
    """The care giver's units that are open, and where somebody works with this portal: the catalogue holds more."""
    units = care_units_of_care_giver(care_giver=care_giver)
    open_ones = [one for one in units if one.closed_on is None or one.closed_on > on]
    staffed = staffed_units(units=[one.hsa_id for one in open_ones], on=on)
    return [one for one in open_ones if one.hsa_id in staffed]
