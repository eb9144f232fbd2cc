"""Storing, reading and destroying records, as the cast."""

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from io import StringIO
from typing import Any
from uuid import UUID

import pytest
from django.core.management import call_command
from django.utils import translation

from conftest import representative, resident, staff
from ingang.foundation.access.across import open_existence
from ingang.foundation.access.actions import open_job, open_person, open_subject
from ingang.foundation.access.errors import AccessRefused
from ingang.foundation.audit.models import AuditEvent
from ingang.foundation.consents.models import CareRelation
from ingang.foundation.people.models import GuardianAccessDecision, Person
from ingang.foundation.personal.scope import house_scope
from ingang.foundation.records import actions, queries
from ingang.foundation.records.errors import AddressTaken, NoSuchRecord, RecordChanged, RecordsReadOnly
from ingang.foundation.records.importing import Imported, import_text
from ingang.foundation.records.models import ResourceAddress, ResourceVersion, SearchValue
from ingang.foundation.records.tests.samples import bundle, observation
from ingang.kernel.actor import Actor
from ingang.kernel.grant import Grant, Purpose
from ingang.kernel.periods import local_date

pytestmark = pytest.mark.django_db

KIND = "records.clinical"
BJORKBACKEN = "SE0000000020-G001"
REGION = "SE0000000010-G001"
YOUTH_CLINIC = "SE0000000010-U003"
Cast = Callable[[str], UUID]


@pytest.fixture(autouse=True)
def _in_english() -> Iterator[None]:
    with translation.override("en"):
        yield


def about(unit: str = "", **changes: Any) -> dict[str, Any]:
    """An observation that a unit made."""
    by = {"performer": [{"identifier": {"system": "urn:oid:1.2.752.29.4.19", "value": unit}, "display": "Enheten"}]}
    return {**observation(subject={"display": "-"}), **(by if unit else {}), **changes}


def load(person: UUID, *resources: dict[str, Any], now: datetime, care_giver: str = BJORKBACKEN) -> Imported:
    return import_text(text=bundle(*resources), care_giver=care_giver, person=person, now=now)


def opened(actor: Any, now: datetime) -> Grant:
    return open_subject(actor=actor, kinds=(KIND,), now=now)


def job(person: UUID, now: datetime) -> Grant:
    return open_job(name="test", kinds=(KIND,), persons=(person,), now=now)


def titles(grant: Grant, care_giver: str = BJORKBACKEN) -> list[str]:
    return [one.title for one in queries.headings(grant=grant, care_giver=care_giver, types=("Observation",))]


def care_givers(grant: Grant) -> set[str]:
    return {one.care_giver for one in queries.headings(grant=grant, types=("Condition", "Observation"))}


def test_what_is_stored_is_read_to_the_letter(cast: Cast, now: datetime) -> None:
    resource = (
        '{"resourceType": "Observation", "id": "1",  "code": {"text": "Längd"}, "valueQuantity": {"value": 1.50}}'
    )
    import_text(text=resource, care_giver=BJORKBACKEN, person=cast("alva"), now=now)
    grant = opened(resident("alva"), now)

    (heading,) = queries.headings(grant=grant, care_giver=BJORKBACKEN, types=("Observation",))
    found = queries.record(grant=grant, id=heading.id)

    assert found is not None
    meta = '"meta":{"versionId":"1","lastUpdated":"2026-11-26T11:00:00.000+00:00"}'
    assert found.text == resource.replace('"1",', f'"{found.heading.logical_id}",{meta},', 1)


def test_the_same_bundle_twice_changes_nothing(cast: Cast, now: datetime) -> None:
    load(cast("alva"), about(), about(id="o2"), now=now)

    again = load(cast("alva"), about(), about(id="o2"), now=now + timedelta(days=1))

    assert (again.stored.new, again.stored.changed, again.stored.unchanged) == (0, 0, 2)
    assert len(titles(opened(resident("alva"), now))) == 2


def test_a_changed_text_becomes_the_next_version_and_keeps_the_former(cast: Cast, now: datetime) -> None:
    load(cast("alva"), about(), now=now)

    later = load(cast("alva"), about(code={"text": "Ny"}), now=now)

    grant = opened(resident("alva"), now)
    (heading,) = queries.headings(grant=grant, care_giver=BJORKBACKEN, types=("Observation",))
    found = queries.record(grant=grant, id=heading.id)
    assert found is not None
    former = queries.former_texts(
        grant=grant, care_giver=BJORKBACKEN, type="Observation", logical_id=found.heading.logical_id
    )
    assert later.stored.changed == 1
    assert (found.version, heading.title) == (2, "Ny")
    assert [version for version, _ in former] == [1]
    assert json.loads(former[0][1])["code"] == {"text": "B-Hemoglobin"}


def test_what_was_stored_before_there_was_an_index_is_indexed_by_the_command(cast: Cast, now: datetime) -> None:
    load(cast("alva"), about(), about(id="o2"), now=now)
    with house_scope():
        before = list(SearchValue.unguarded.order_by("resource", "place").values_list("resource", "parameter", "value"))
        SearchValue.unguarded.all().delete()
    addresses = set(ResourceAddress.objects.values_list("logical_id", "person"))
    ResourceAddress.objects.all().delete()

    call_command("index_records", stdout=StringIO())
    call_command("index_records", stdout=StringIO())

    with house_scope():
        after = list(SearchValue.unguarded.order_by("resource", "place").values_list("resource", "parameter", "value"))
    assert len(before) > 0
    assert after == before
    assert set(ResourceAddress.objects.values_list("logical_id", "person")) == addresses


def test_a_destroyed_resource_leaves_no_address_and_no_search_value(cast: Cast, now: datetime) -> None:
    made = load(cast("alva"), about(), now=now)
    name = {"care_giver": BJORKBACKEN, "type": "Observation", "logical_id": made.plan.resources[0].logical_id}

    actions.purge(grant=job(cast("alva"), now), **name, decision="IVO 1", now=now)

    with house_scope():
        assert SearchValue.unguarded.count() == 0
    assert ResourceAddress.objects.count() == 0


def test_an_id_is_given_once_in_a_care_givers_records(cast: Cast, now: datetime) -> None:
    made = load(cast("alva"), about(), now=now).plan.resources

    with pytest.raises(AddressTaken):
        actions.store(grant=job(cast("bo"), now), person=cast("bo"), care_giver=BJORKBACKEN, resources=made, now=now)
    elsewhere = actions.store(grant=job(cast("bo"), now), person=cast("bo"), care_giver=REGION, resources=made, now=now)
    assert elsewhere.new == 1


def test_another_version_than_expected_is_refused(cast: Cast, now: datetime) -> None:
    (made,) = load(cast("alva"), about(), now=now).plan.resources
    changed = replace(made, text=made.text.replace("final", "amended"), digest="")
    same: dict[str, Any] = {"grant": job(cast("alva"), now), "person": cast("alva"), "care_giver": BJORKBACKEN}

    for expected in (0, 2):
        with pytest.raises(RecordChanged):
            actions.store(**same, resources=[replace(changed, expected_version=expected)], now=now)
    stored = actions.store(**same, resources=[replace(changed, expected_version=1)], now=now)

    assert [one.version for one in stored.written] == [2]


def test_a_deleted_resource_leaves_the_list_and_returns_as_a_new_version(cast: Cast, now: datetime) -> None:
    made = load(cast("alva"), about(), now=now)
    name: dict[str, Any] = {
        "care_giver": BJORKBACKEN,
        "type": "Observation",
        "logical_id": made.plan.resources[0].logical_id,
    }

    actions.delete(grant=job(cast("alva"), now), **name, now=now)
    gone = titles(opened(resident("alva"), now))
    with pytest.raises(NoSuchRecord):
        actions.delete(grant=job(cast("alva"), now), **name, now=now)
    back = load(cast("alva"), about(), now=now)

    assert gone == []
    assert back.stored.changed == 1
    assert titles(opened(resident("alva"), now)) == ["B-Hemoglobin"]
    assert AuditEvent.objects.filter(event="records.deleted", person=cast("alva")).count() == 1


def test_a_purged_resource_is_gone_with_its_history(cast: Cast, now: datetime) -> None:
    load(cast("alva"), about(), now=now)
    made = load(cast("alva"), about(code={"text": "Ny"}), now=now)
    name = {"care_giver": BJORKBACKEN, "type": "Observation", "logical_id": made.plan.resources[0].logical_id}

    actions.purge(grant=job(cast("alva"), now), **name, decision="IVO 3.4-1/2026", now=now)

    event = AuditEvent.objects.get(event="records.purged")
    assert titles(opened(resident("alva"), now)) == []
    with house_scope():
        assert not ResourceVersion.unguarded.exists()
    assert event.details["decision"] == "IVO 3.4-1/2026"


def test_each_care_giver_has_its_own_records(cast: Cast, now: datetime) -> None:
    load(cast("alva"), about(), now=now)
    load(cast("alva"), about(), now=now, care_giver=REGION)

    grant = opened(resident("alva"), now)

    assert care_givers(grant) == {REGION, BJORKBACKEN}
    assert len(titles(grant, REGION)) == 1


def test_a_failed_write_leaves_nothing(cast: Cast, now: datetime, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(**_: object) -> int:
        raise RuntimeError("the audit log is away")

    monkeypatch.setattr(actions, "record_under", broken)
    with pytest.raises(RuntimeError):
        load(cast("alva"), about(), now=now)

    assert titles(opened(resident("alva"), now)) == []


def test_residents_never_write(cast: Cast, now: datetime) -> None:
    made = load(cast("alva"), about(), now=now)
    grant = opened(resident("alva"), now)

    with pytest.raises(RecordsReadOnly):
        actions.store(grant=grant, person=cast("alva"), care_giver=BJORKBACKEN, resources=made.plan.resources, now=now)


def test_a_grant_for_one_person_does_not_write_about_another(cast: Cast, now: datetime) -> None:
    made = load(cast("alva"), about(), now=now)

    with pytest.raises(RecordsReadOnly):
        actions.store(
            grant=job(cast("alva"), now),
            person=cast("bo"),
            care_giver=BJORKBACKEN,
            resources=made.plan.resources,
            now=now,
        )


def care_relation(cast: Cast, now: datetime) -> Grant:
    sara = staff("sara")
    CareRelation.unguarded.create(
        person=cast("alva"),
        unit=sara.unit,
        care_giver=sara.care_giver,
        because="test",
        valid_from=now,
        valid_until=now + timedelta(days=1),
    )
    return open_person(actor=sara, person=cast("alva"), kinds=(KIND,), purpose=Purpose.CARE, now=now)


def test_staff_read_and_write_their_own_care_givers_records_alone(cast: Cast, now: datetime) -> None:
    made = load(cast("alva"), about(), now=now)
    load(cast("alva"), about(), now=now, care_giver=REGION)

    grant = care_relation(cast, now)

    assert care_givers(grant) == {BJORKBACKEN}
    with pytest.raises(RecordsReadOnly):
        actions.store(grant=grant, person=cast("alva"), care_giver=REGION, resources=made.plan.resources, now=now)


def test_what_is_withheld_or_entered_in_error_leaves_no_trace(cast: Cast, now: datetime) -> None:
    withheld = about(id="o2", meta={"security": [{"code": "NOPAT"}]})
    load(cast("alva"), about(id="o3", status="entered-in-error"), withheld, now=now)

    grant = opened(resident("alva"), now)

    assert titles(grant) == []
    assert not care_givers(grant)
    assert queries.headings_since(grant=grant, since=now - timedelta(1), types=("Observation",)) == ()


def test_staff_read_what_is_withheld_from_the_patient(cast: Cast, now: datetime) -> None:
    load(cast("alva"), about(meta={"security": [{"code": "NOPAT"}]}), now=now)

    assert titles(care_relation(cast, now)) == ["B-Hemoglobin"]


def test_before_a_ground_only_what_the_journal_would_show_counts(cast: Cast, now: datetime) -> None:
    nurse, types = staff("sara"), ("Observation",)

    def exists() -> bool:
        grant = open_existence(actor=nurse, person=cast("alva"), kinds=[KIND], now=now)
        return queries.exists_elsewhere(grant=grant, types=types)

    load(cast("alva"), about(), now=now)
    load(cast("alva"), about(id="o2", status="entered-in-error"), now=now, care_giver=REGION)
    before = exists()
    load(cast("alva"), about(id="o3", meta={"security": [{"code": "NOPAT"}]}), now=now, care_giver=REGION)
    after, types = exists(), ("Condition",)

    assert (before, after, exists()) == (False, True, False)


def test_a_guardian_reads_but_not_what_a_sensitive_unit_wrote(cast: Cast, now: datetime) -> None:
    load(cast("ella"), about(), about(YOUTH_CLINIC, id="o2", code={"text": "Hemligt"}), now=now, care_giver=REGION)

    assert titles(opened(representative("bo", acting_for="ella"), now), REGION) == ["B-Hemoglobin"]


def test_one_entry_can_be_hidden_from_guardians(cast: Cast, now: datetime) -> None:
    made = load(cast("ella"), about(), now=now)
    actions.hide_from_guardian(
        grant=job(cast("ella"), now),
        care_giver=BJORKBACKEN,
        type="Observation",
        logical_id=made.plan.resources[0].logical_id,
        hidden=True,
        now=now,
    )

    again = load(cast("ella"), about(code={"text": "Ny"}), now=now)

    grant = opened(representative("bo", acting_for="ella"), now)
    assert again.stored.changed == 1
    assert titles(grant) == []
    assert not care_givers(grant)


@pytest.mark.parametrize(
    "actor",
    [
        representative("cleo", acting_for="alva"),
        representative("bo", acting_for="maja"),
        representative("erik", acting_for="dagny"),
        representative("freja", acting_for="gustav"),
        resident("maja"),
        resident("ella"),
        resident("linnea"),
    ],
    ids=lambda actor: f"{actor.identity[:8]}-{actor.kind}",
)
def test_nobody_else_opens_a_record(actor: Any, cast: Cast, now: datetime) -> None:
    with pytest.raises(AccessRefused):
        opened(actor, now)


@pytest.mark.parametrize(
    "actor", [resident("alva"), resident("freja"), resident("dagny"), representative("bo", acting_for="noah")]
)
def test_those_with_a_right_open_the_record(actor: Actor, cast: Cast, now: datetime) -> None:
    assert opened(actor, now).covers(KIND)


@pytest.mark.parametrize(("days_ahead", "opens"), [(0, True), (1, False)])
def test_a_child_reads_from_the_sixteenth_birthday(cast: Cast, now: datetime, days_ahead: int, opens: bool) -> None:
    born = local_date(now).replace(year=local_date(now).year - 16) + timedelta(days=days_ahead)
    Person.objects.filter(id=cast("maja")).update(birth_date=born)

    try:
        opened(resident("maja"), now)
        opened_it = True
    except AccessRefused:
        opened_it = False

    assert opened_it is opens


def test_the_guardians_access_ends_at_midnight_before_the_thirteenth_birthday(cast: Cast, now: datetime) -> None:
    midnight = now.replace(hour=23)

    with pytest.raises(AccessRefused):
        opened(representative("bo", acting_for="noah"), midnight)


def test_a_grant_that_rests_on_one_units_decision_reaches_what_that_unit_wrote_alone(cast: Cast, now: datetime) -> None:
    unit = "SE0000000020-U001"
    load(cast("maja"), about(unit, code={"text": "Här"}), about(id="o2", code={"text": "Annan"}), now=now)
    GuardianAccessDecision.unguarded.create(
        person=cast("maja"), guardian=cast("bo"), unit=unit, decided_at=now, decided_by="SE0000000020-S001"
    )

    grant = replace(opened(representative("bo", acting_for="maja"), now), units=frozenset({unit}))

    assert titles(grant) == ["Här"]


def test_blocks_of_a_grant_leave_no_trace(cast: Cast, now: datetime) -> None:
    load(cast("alva"), about(), now=now)
    load(cast("alva"), about(), now=now, care_giver=REGION)

    grant = replace(opened(resident("alva"), now), blocked_care_givers=frozenset({REGION}))

    assert care_givers(grant) == {BJORKBACKEN}
    assert titles(grant, REGION) == []
