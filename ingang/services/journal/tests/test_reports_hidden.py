"""Reports that are hidden from a reader: from guardians, and with what their care givers no longer show."""

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

import pytest

from conftest import BJORKBACKEN
from demo.cast import person_id
from ingang.foundation.audit.models import AuditEvent
from ingang.foundation.audit.queries import HIDDEN_MARK
from ingang.foundation.care_units.models import CareUnit
from ingang.foundation.personal.scope import house_scope
from ingang.foundation.records.models import Resource
from ingang.services.journal.models import DisclosureDecision
from ingang.services.journal.reports.errors import ReportUnknown
from ingang.services.journal.reports.models import ErrorReport
from ingang.services.journal.reports.queries import report, reports, reports_about
from ingang.services.journal.tests.test_reports import GIVER, mine, note, reported

pytestmark = pytest.mark.django_db

Cast = Callable[[str], UUID]


def test_what_a_guardian_reports_she_follows_until_the_entry_is_hidden(cast: Cast, now: datetime) -> None:
    entry = note("ella", now)
    bo = mine("bo", now, acting_for="ella")
    made = reported(entry, now, grant=bo)
    before = [one.report.id for one in reports(grant=bo, now=now)]
    with house_scope():
        Resource.unguarded.filter(id=entry).update(hidden_from_guardian=True)

    assert before == [made]
    assert reports(grant=bo, now=now) == []
    assert reports_about(grant=bo, entry=entry, now=now) == []
    with pytest.raises(ReportUnknown):
        report(grant=bo, id=made, now=now)


def test_she_follows_it_although_the_entry_is_deleted(cast: Cast, now: datetime) -> None:
    entry = note("ella", now)
    bo = mine("bo", now, acting_for="ella")
    made = reported(entry, now, grant=bo)
    with house_scope():
        Resource.unguarded.filter(id=entry).update(is_deleted=True, text="")

    assert [one.report.id for one in reports(grant=bo, now=now)] == [made]


def test_what_a_sensitive_unit_wrote_is_gone_from_a_guardians_list(cast: Cast, now: datetime) -> None:
    bo = mine("bo", now, acting_for="ella")
    reported(note("ella", now), now, grant=bo)
    CareUnit.objects.filter(hsa_id=BJORKBACKEN).update(is_sensitive=True)

    assert reports(grant=bo, now=now) == []


def test_ones_own_report_is_marked_in_the_log_and_a_guardians_is_not(cast: Cast, now: datetime) -> None:
    reported(note("alva", now), now)
    reported(note("ella", now), now, grant=mine("bo", now, acting_for="ella"))

    marks = dict(AuditEvent.objects.filter(event="journal.error_reported").values_list("person", "details"))
    assert marks[person_id("alva")][HIDDEN_MARK] == "1"
    assert HIDDEN_MARK not in marks[person_id("ella")]


def test_anothers_report_is_shown_as_its_entry_is_and_ones_own_always(cast: Cast, now: datetime) -> None:
    made = reported(note("alva", now), now)
    DisclosureDecision.objects.create(
        care_giver=GIVER, valid_from=now.date(), excluded_units=[BJORKBACKEN], decided_at=now, decided_by="test"
    )
    own = [one.report.id for one in reports(grant=mine("alva", now), now=now)]
    with house_scope():
        ErrorReport.unguarded.update(reported_by=person_id("bo"))

    assert own == [made]
    assert reports(grant=mine("alva", now), now=now) == []
