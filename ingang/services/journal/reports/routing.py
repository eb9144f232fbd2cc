"""Who answers a report, and within what time."""

from datetime import date, datetime, timedelta

from ingang.foundation.care_units.models import CareUnit
from ingang.foundation.care_units.queries import care_unit, care_units
from ingang.foundation.people.queries import assignments_with_role, staff_at_unit
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
    if _takes_reports(care_unit(hsa_id=entry.unit), entry.care_giver, on):
        return entry.unit
    reviewers = assignments_with_role(care_giver=entry.care_giver, role=ANSWERS_QUESTIONS, on=on)
    units = [one.unit for one in reviewers if _takes_reports(care_unit(hsa_id=one.unit), entry.care_giver, on)]
    return units[0] if units else OPERATION


def units_to_send_on(*, report: ErrorReport, on: date) -> list[CareUnit]:
    """The care giver's other units that are open and have not had it; none from the portal's operation."""
    sender = care_unit(hsa_id=report.unit)
    if sender is None:
        return []
    had = {report.unit, *report.passed_by}
    there = care_units(on=on, region=sender.region)
    return [one for one in there if one.hsa_id not in had and _takes_reports(one, sender.care_giver, on)]


def due(*, what: What, unit: str, now: datetime) -> datetime:
    """By when the report is answered: the region's days, or a day where it is about somebody else."""
    place = care_unit(hsa_id=unit)
    days = limit(region=place.region if place else "", code=LIMIT, on=local_date(now))
    return now + (WITHIN if what is What.SOMEBODY_ELSE else timedelta(days=days))


def work_kind(*, what: str) -> str:
    """The kind of work that a report is."""
    return URGENT if what == What.SOMEBODY_ELSE else REPORT


def _takes_reports(unit: CareUnit | None, care_giver: str, on: date) -> bool:
    """Whether it is the care giver's, open, and somebody works there with this portal: the catalogue holds more."""
    if unit is None or unit.care_giver != care_giver or (unit.closed_on is not None and unit.closed_on <= on):
        return False
    return bool(staff_at_unit(unit=unit.hsa_id, on=on))
