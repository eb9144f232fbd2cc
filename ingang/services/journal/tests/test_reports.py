"""Reporting an error from the entry: who answers, within what time, who is told, and who never knows."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st
from uuid6 import uuid7

from conftest import BJORKBACKEN, BVC, opened, representative, resident, staff
from demo.cast import person_id
from ingang.foundation.access.actions import open_operation, open_unit
from ingang.foundation.audit.models import AuditEvent
from ingang.foundation.care_units.models import CareUnit
from ingang.foundation.identity.keeping import Keeper
from ingang.foundation.outbox.models import OutboxEvent
from ingang.foundation.personal.scope import house_scope
from ingang.foundation.records.importing import import_text
from ingang.foundation.records.models import Resource
from ingang.foundation.work_items.actions import take_work
from ingang.foundation.work_items.errors import AlreadyDone, TakenByColleague
from ingang.foundation.work_items.models import WorkItem, WorkState
from ingang.kernel.errors import NotFound
from ingang.kernel.grant import OPERATION, Grant
from ingang.services.journal.rendering import shown
from ingang.services.journal.reports.actions import Written, answer, begin_reading, report_error, send_on, withdraw
from ingang.services.journal.reports.errors import EntryChanged, NotAUnitForIt, ReportClosed, ReportUnknown
from ingang.services.journal.reports.models import REPORT, ErrorReport, Finding, What
from ingang.services.journal.reports.queries import (
    ReportState,
    report,
    reports_about,
    unseen_answers,
)
from ingang.services.journal.reports.quoting import IN_SHORT, Part, parts_of
from ingang.services.journal.reports.routing import answering_unit
from ingang.services.journal.sources import Entry

pytestmark = pytest.mark.django_db

Cast = Callable[[str], UUID]
Deliver = Callable[..., int]
KINDS = ("records.clinical", REPORT)
WORK = (REPORT, "work_items.item")
GIVER, BVC_GIVER = "SE0000000020-G001", "SE0000000010-G001"
KEEPER = Keeper(log_in=uuid7(), session_key="a browser")
TEXT = Written(what=What.WRONG_FACT, text="Jag har aldrig rökt.")
COLLEAGUE = replace(staff("sara"), hsa_id="SE0000000020-S077", name="Pia Ek")


def note(owner: str, now: datetime, *, unit: str = BJORKBACKEN, care_giver: str = GIVER) -> UUID:
    """A note in the owner's record, written at the unit."""
    text = json.dumps(
        {
            "resourceType": "Condition",
            "id": str(uuid7()),
            "code": {"text": "Rökning"},
            "recordedDate": "2026-05-02",
            "note": [{"text": "Röker tio om dagen."}],
        }
    )
    import_text(text=text, care_giver=care_giver, person=person_id(owner), now=now)
    with house_scope():
        row = Resource.unguarded.filter(person=person_id(owner)).order_by("-id")[0]
        row.unit = unit
        row.save(update_fields=["unit"])
    return row.id


def mine(key: str, now: datetime, *, acting_for: str | None = None) -> Grant:
    actor = representative(key, acting_for=acting_for) if acting_for else resident(key)
    return opened(actor, *KINDS, now=now)


def reported(entry: UUID, now: datetime, *, grant: Grant | None = None, **changes: Any) -> UUID:
    """Alva's report, or another grant's."""
    return report_error(
        grant=grant or mine("alva", now),
        keeper=KEEPER,
        entry=entry,
        form=changes.pop("form", uuid7()),
        written=replace(TEXT, **changes),
        now=now,
    )


def work_of(id: UUID) -> WorkItem:
    """The work that is left about a report."""
    with house_scope():
        return WorkItem.unguarded.exclude(state=WorkState.DONE).get(subject=str(id))


def at_unit(now: datetime, *, assignment: int = 0) -> Grant:
    return open_unit(actor=staff("sara", assignment=assignment), kinds=WORK, now=now)


def test_a_report_is_work_for_the_unit_that_wrote_the_entry(cast: Cast, now: datetime) -> None:
    with override("sv"):
        made = reported(note("alva", now), now, part="Kommentar: Röker tio om dagen.", words="tio om dagen")

    work, found = work_of(made), report(grant=mine("alva", now), id=made, now=now)
    assert (work.unit, work.kind, work.person, work.due_at) == (
        BJORKBACKEN,
        "journal.report",
        person_id("alva"),
        now + timedelta(days=14),
    )
    assert (found.quote.entry.title, found.quote.part, found.quote.words) == (
        "Rökning",
        "Kommentar: Röker tio om dagen.",
        "tio om dagen",
    )
    assert found.state is ReportState.ASKED
    assert AuditEvent.objects.get(event="journal.error_reported").person == person_id("alva")
    assert OutboxEvent.objects.get(name="journal.error_reported").fields == {"report": str(made), "unit": BJORKBACKEN}


def test_somebody_elses_entry_is_urgent_work_within_a_day(cast: Cast, now: datetime) -> None:
    work = work_of(reported(note("alva", now), now, what=What.SOMEBODY_ELSE))

    assert (work.kind, work.due_at) == ("journal.report_urgent", now + timedelta(days=1))


def test_the_same_form_again_is_the_same_report(cast: Cast, now: datetime) -> None:
    entry, form = note("alva", now), uuid7()

    both = {reported(entry, now, form=form) for _ in range(2)}

    assert both == {form}
    assert AuditEvent.objects.filter(event="journal.error_reported").count() == 1
    with house_scope():
        assert WorkItem.unguarded.count() == 1


def test_a_form_of_anothers_report_is_nobodys(cast: Cast, now: datetime) -> None:
    made = reported(note("alva", now), now)

    with pytest.raises(ReportUnknown):
        reported(note("cleo", now), now, grant=mine("cleo", now), form=made)


def test_anothers_entry_is_no_entry(cast: Cast, now: datetime) -> None:
    with pytest.raises(NotFound):
        reported(note("alva", now), now, grant=mine("cleo", now))


def test_nothing_is_quoted_that_does_not_stand_in_the_entry(cast: Cast, now: datetime) -> None:
    with pytest.raises(EntryChanged):
        reported(note("alva", now), now, part="Är farlig.")


def entry_of(unit: str, care_giver: str) -> Entry:
    moment = datetime(2026, 11, 1, tzinfo=UTC)
    plain: dict[str, Any] = {"id": uuid7(), "care_giver_name": "X", "unit_name": "Y", "kind_code": "diagnoser"}
    plain |= {"title": "T", "status": "", "happened_at": moment, "happened": "2026-11-01", "is_signed": None}
    return Entry(unit=unit, care_giver=care_giver, stored_at=moment, **plain)


@pytest.mark.parametrize(
    ("unit", "care_giver", "expected"),
    [
        (BJORKBACKEN, GIVER, BJORKBACKEN),
        ("", GIVER, BJORKBACKEN),
        ("SE0000000020-U999", GIVER, BJORKBACKEN),
        ("SE0000000010-U002", BVC_GIVER, "SE0000000010-U002"),
        (BVC, "SE0000000099-G001", OPERATION),
        ("SE0000000099-U001", "SE0000000099-G001", OPERATION),
        ("", "", OPERATION),
    ],
)
def test_who_answers(cast: Cast, now: datetime, unit: str, care_giver: str, expected: str) -> None:
    assert answering_unit(entry=entry_of(unit, care_giver), on=now.date()) == expected


def test_a_closed_unit_is_sent_nothing(cast: Cast, now: datetime) -> None:
    CareUnit.objects.filter(hsa_id="SE0000000010-U002").update(closed_on=now.date())

    assert answering_unit(entry=entry_of("SE0000000010-U002", BVC_GIVER), on=now.date()) == BVC


def test_the_unit_reads_and_answers(cast: Cast, now: datetime, deliver: Deliver) -> None:
    entry = note("alva", now)
    made = reported(entry, now)
    item = work_of(made).id

    begin_reading(grant=at_unit(now), item=item, now=now)
    between = report(grant=mine("alva", now), id=made, now=now).state
    answer(grant=at_unit(now), item=item, finding=Finding.CORRECTED, text="Nu står det rätt.", now=now)
    deliver()

    grant = mine("alva", now)
    (found,) = reports_about(grant=grant, entry=entry, now=now)
    assert (between, found.state, found.report.answer) == (
        ReportState.BEING_READ,
        ReportState.ANSWERED,
        "Nu står det rätt.",
    )
    assert [one.report.id for one in unseen_answers(grant=grant, now=now)] == [made]
    with house_scope():
        assert WorkItem.unguarded.get(id=item).outcome == "Journalen är rättad"
    events = {"journal.report_read", "journal.report_answered"}
    assert set(AuditEvent.objects.filter(event__in=events).values_list("event", "person")) == {
        (one, person_id("alva")) for one in events
    }


def test_opening_it_again_is_no_new_reading(cast: Cast, now: datetime) -> None:
    item = work_of(reported(note("alva", now), now)).id

    for _ in range(2):
        begin_reading(grant=at_unit(now), item=item, now=now)

    assert AuditEvent.objects.filter(event="journal.report_read").count() == 1


def test_an_answer_that_does_not_come_is_late(cast: Cast, now: datetime) -> None:
    made = reported(note("alva", now), now)

    assert report(grant=mine("alva", now), id=made, now=now + timedelta(days=14)).state is ReportState.LATE


def test_what_is_taken_back_is_no_work_any_longer_and_is_not_answered(
    cast: Cast, now: datetime, deliver: Deliver
) -> None:
    made = reported(note("alva", now), now, what=What.SOMEBODY_ELSE)
    item = work_of(made).id

    for _ in range(2):
        withdraw(grant=mine("alva", now), report=made, now=now)
    with pytest.raises(ReportClosed):
        answer(grant=at_unit(now), item=item, finding=Finding.NOT_CHANGED, text="Nej.", now=now)
    deliver()

    with house_scope():
        assert WorkItem.unguarded.get(id=item).state == WorkState.DONE
    assert AuditEvent.objects.filter(event="journal.report_withdrawn").count() == 1


def test_what_is_answered_is_not_taken_back(cast: Cast, now: datetime) -> None:
    made = reported(note("alva", now), now)
    answer(grant=at_unit(now), item=work_of(made).id, finding=Finding.DISSENT_NOTED, text="Gjort.", now=now)

    with pytest.raises(ReportClosed):
        withdraw(grant=mine("alva", now), report=made, now=now)


def test_what_a_colleague_has_taken_is_hers(cast: Cast, now: datetime) -> None:
    item = work_of(reported(note("alva", now), now)).id
    take_work(grant=open_unit(actor=COLLEAGUE, kinds=WORK, now=now), item=item, now=now)

    with pytest.raises(TakenByColleague):
        answer(grant=at_unit(now), item=item, finding=Finding.CORRECTED, text="Klart.", now=now)
    with house_scope():
        assert ErrorReport.unguarded.get().answered_at is None


def test_another_unit_never_reaches_it(cast: Cast, now: datetime) -> None:
    item = work_of(reported(note("alva", now), now)).id

    with pytest.raises(NotFound):
        begin_reading(grant=at_unit(now, assignment=1), item=item, now=now)


def test_sent_on_it_is_the_other_units_work_with_the_same_time(cast: Cast, now: datetime, deliver: Deliver) -> None:
    made = reported(note("alva", now, unit=BVC, care_giver=BVC_GIVER), now)
    first, grant = work_of(made), at_unit(now, assignment=1)
    begin_reading(grant=grant, item=first.id, now=now)

    send_on(grant=grant, item=first.id, unit="SE0000000010-U002", now=now)
    deliver(at=now)

    then = work_of(made)
    assert (then.unit, then.due_at) == ("SE0000000010-U002", first.due_at)
    assert report(grant=mine("alva", now), id=made, now=now).state is ReportState.ASKED
    with pytest.raises(ReportUnknown):
        answer(grant=grant, item=first.id, finding=Finding.CORRECTED, text="Klart.", now=now)


def test_it_is_sent_on_once_and_within_the_care_giver_alone(cast: Cast, now: datetime, deliver: Deliver) -> None:
    made = reported(note("alva", now, unit=BVC, care_giver=BVC_GIVER), now)
    item, grant = work_of(made).id, at_unit(now, assignment=1)

    for unit in (BVC, BJORKBACKEN, "", "SE0000000099-U001"):
        with pytest.raises(NotAUnitForIt):
            send_on(grant=grant, item=item, unit=unit, now=now)
    send_on(grant=grant, item=item, unit="SE0000000010-U002", now=now)
    with pytest.raises((AlreadyDone, NotAUnitForIt)):
        send_on(grant=grant, item=item, unit="SE0000000010-U003", now=now)


def test_taken_back_on_the_way_it_arrives_nowhere(cast: Cast, now: datetime, deliver: Deliver) -> None:
    made = reported(note("alva", now, unit=BVC, care_giver=BVC_GIVER), now)
    send_on(grant=at_unit(now, assignment=1), item=work_of(made).id, unit="SE0000000010-U002", now=now)
    withdraw(grant=mine("alva", now), report=made, now=now)
    deliver()

    with house_scope():
        assert set(WorkItem.unguarded.values_list("state", flat=True)) == {WorkState.DONE}


def test_the_operation_answers_for_a_care_giver_that_is_not_here(cast: Cast, now: datetime, deliver: Deliver) -> None:
    made = reported(note("alva", now, unit="SE0000000099-U001", care_giver="SE0000000099-G001"), now)
    item = work_of(made)
    operation = open_operation(actor=staff("otto"), kinds=WORK, now=now)

    answer(grant=operation, item=item.id, finding=Finding.ELSEWHERE, text="Ring regionen.", now=now)
    deliver()

    assert item.unit == OPERATION
    assert report(grant=mine("alva", now), id=made, now=now).report.answer == "Ring regionen."


@given(st.text(max_size=3000))
def test_a_part_is_shown_in_short_and_called_by_its_text(text: str) -> None:
    part = Part(text=text)

    assert len(part.in_short) <= IN_SHORT + 2
    assert part.code == Part(text=text).code
    assert part.code != Part(text=text + "x").code


def test_the_parts_are_what_the_page_shows(now: datetime) -> None:
    resource = {
        "resourceType": "DiagnosticReport",
        "code": {"text": "Blodprov"},
        "conclusion": "Lågt Hb.",
        "text": {"div": "<div><p>Första &amp; andra<br/>raden</p><script>alert(1)</script></div>"},
    }
    result = {"resourceType": "Observation", "code": {"text": "Hb"}, "valueQuantity": {"value": 98, "unit": "g/L"}}

    parts = parts_of(shown=shown(text=json.dumps(resource), title="", results=[json.dumps(result)], now=now))

    texts = [one.text for one in parts]
    assert texts[0] == "Första & andra\nraden"
    assert "Hb: 98 g/L" in texts
    assert any(one.endswith("Lågt Hb.") for one in texts)
    assert not any("alert" in one for one in texts)


def test_a_unit_that_stands_in_the_catalogue_alone_is_sent_nothing(cast: Cast, now: datetime) -> None:
    elsewhere = CareUnit.objects.get(hsa_id=BJORKBACKEN)
    elsewhere.hsa_id, elsewhere.care_giver = "SE0000000099-U001", "SE0000000099-G001"
    elsewhere.save(force_insert=True)

    assert answering_unit(entry=entry_of("SE0000000099-U001", "SE0000000099-G001"), on=now.date()) == OPERATION
