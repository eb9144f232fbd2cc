"""A prepared question answers as Django's own does, each time with its own values."""

from datetime import UTC, date, datetime, timedelta
from uuid import UUID, uuid4

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.models import Case, F, Value, When
from django.db.transaction import TransactionManagementError
from django.test.utils import CaptureQueriesContext

from ingang.foundation.audit.models import AuditEvent
from ingang.foundation.care_units.models import CareGiver
from ingang.foundation.people.models import Guardianship, Person
from ingang.foundation.personal.prepared import Prepared, PreparedChange, PreparedUnder, insert
from ingang.foundation.personal.scope import scope
from ingang.foundation.personal.tests.conftest import ROWS
from ingang.foundation.personal.tests.notes import ELLA, OTHER, Note, grant
from ingang.foundation.regions.models import RegionDecision
from ingang.kernel.grant import Ground

NOW = datetime(2026, 11, 26, 11, tzinfo=UTC)
BORN = Prepared(lambda first, last: Person.objects.filter(birth_date__range=(first, last)).order_by("given_name"))
AT_UNIT = PreparedUnder(Note, lambda rows, unit: rows.filter(unit=unit))


def person(name: str, *, born: date) -> Person:
    return Person.objects.create(given_name=name, family_name="Prov", birth_date=born)


def test_each_asking_has_its_own_values(db: None) -> None:
    anna, bo = person("Anna", born=date(1990, 1, 1)), person("Bo", born=date(2000, 1, 1))

    assert BORN.all(first=date(1980, 1, 1), last=date(2010, 1, 1)) == [anna, bo]
    assert BORN.all(first=date(1995, 1, 1), last=date(2010, 1, 1)) == [bo]
    assert BORN.first(first=date(1980, 1, 1), last=date(2010, 1, 1)) == anna
    assert BORN.first(first=date(2001, 1, 1), last=date(2010, 1, 1)) is None


def test_rows_come_back_as_django_reads_them(db: None) -> None:
    decided = RegionDecision(
        region="01", code="x", number=1, value={"sv": "Å"}, valid_from=date(2026, 1, 1), decided_by="S", decided_at=NOW
    )
    insert(decided)
    by_region = Prepared(lambda region, now: RegionDecision.objects.filter(region=region, decided_at__lte=now))

    row = by_region.first(region="01", now=NOW)

    assert row is not None
    assert vars(row) | {"_state": None} == vars(RegionDecision.objects.get()) | {"_state": None}
    assert (row._state.adding, row._state.db) == (False, "default")


def test_what_is_worked_out_beside_the_columns_comes_along(db: None) -> None:
    anna = person("Anna", born=date(1990, 1, 1))
    told = Prepared(
        lambda id_, day: Person.objects.filter(id=id_).annotate(
            is_old=Case(When(birth_date__lt=day, then=Value("yes")), default=Value("no"))
        )
    )

    rows = [told.first(id_=anna.id, day=date(year, 1, 1)) for year in (1990, 1991)]

    assert [vars(row)["is_old"] for row in rows] == ["no", "yes"]


def test_a_question_is_made_into_sql_once_and_asked_by_one_statement(db: None) -> None:
    made = []
    question = Prepared(lambda name: made.append(name) or CareGiver.objects.filter(name=name))  # type: ignore[func-returns-value]

    with CaptureQueriesContext(connection) as captured:
        assert [question.first(name="A"), question.all(name="B")] == [None, []]

    assert (len(made), len(captured)) == (1, 2)


def test_a_change_and_a_deletion_tell_how_many_rows_they_met(db: None) -> None:
    for name in ("A", "A", "B"):
        CareGiver.objects.create(hsa_id=f"SE-{uuid4().hex[:8]}", name=name, region="01")
    moved = PreparedChange(lambda name: CareGiver.objects.filter(name=name), region="14", name=F("region"))
    gone = Prepared(lambda region: CareGiver.objects.filter(region=region))

    assert [moved.run(name="A"), moved.run(name="A")] == [2, 0]
    assert sorted(CareGiver.objects.values_list("region", "name")) == [("01", "B"), ("14", "01"), ("14", "01")]
    assert [gone.delete(region="14"), gone.delete(region="14")] == [2, 0]
    assert CareGiver.objects.get().name == "B"


def test_a_new_row_is_what_save_would_have_written(db: None) -> None:
    values = {"at": NOW, "event": "e", "outcome": "done", "actor_kind": "job", "actor": "å", "kinds": ["b", "a"]}
    saved = AuditEvent.objects.create(**values, details={"k": "'\";--"}, person=ELLA)

    row = AuditEvent(**values, details={"k": "'\";--"}, person=ELLA)
    insert(row)

    assert row.id > saved.id
    assert (row._state.adding, row._state.db) == (False, "default")
    both = list(AuditEvent.objects.filter(id__in=[saved.id, row.id]).values().order_by("id"))
    assert both[0] | {"id": 0} == both[1] | {"id": 0}
    assert both[1]["details"] == {"k": "'\";--"}


def test_what_the_database_chooses_is_put_on_the_row(db: None) -> None:
    row = Person(given_name="Anna", family_name="Prov", birth_date=date(1990, 1, 1))
    insert(row)

    assert vars(row) | {"_state": None} == vars(Person.objects.get()) | {"_state": None}
    assert Person.objects.get() == row


@pytest.mark.parametrize("day", [date(1990, 1, 1), "1990-01-01", None])
def test_what_the_driver_would_not_take_as_it_is_goes_through_its_field(db: None, day: date | str | None) -> None:
    row = Guardianship(person=str(ELLA), guardian=OTHER, valid_from=date(2020, 1, 1), valid_until=day)
    insert(row)

    (found,) = Guardianship.unguarded.filter(person=ELLA).values("person", "guardian", "valid_until")
    assert found == {"person": ELLA, "guardian": OTHER, "valid_until": day and date(1990, 1, 1)}


def test_a_row_that_may_not_be_is_refused_and_the_transaction_with_it(db: None) -> None:
    with transaction.atomic():
        insert(CareGiver(hsa_id="SE1", name="A", region="01"))
        with pytest.raises(IntegrityError):
            insert(CareGiver(hsa_id="SE1", name="B", region="01"))
        with pytest.raises(TransactionManagementError):
            CareGiver.objects.count()
        transaction.set_rollback(True)

    assert CareGiver.objects.count() == 0


@pytest.mark.parametrize(
    ("values", "found"),
    [
        ({}, [True, True]),
        ({"ground": Ground.GUARDIAN}, [True, False]),
        ({"persons": frozenset({ELLA, UUID(int=9)}), "subject": ELLA}, [True, True]),
        ({"units": frozenset({"U2"})}, [False, True]),
    ],
)
def test_a_grant_sees_and_deletes_only_what_it_reaches(
    notes: None, values: dict[str, object], found: list[bool]
) -> None:
    one = grant(**values)
    with scope(one):
        assert [AT_UNIT.first(one, unit=unit) is not None for unit in ("U1", "U2")] == found
        assert [AT_UNIT.delete(one, unit=unit) for unit in ("U1", "U2")] == [int(each) for each in found]

    assert Note.unguarded.filter(person=OTHER).count() == len(ROWS)
    assert Note.unguarded.filter(person=ELLA).count() == len(ROWS) - sum(found)


def test_times_are_the_same_moment_on_every_database(db: None) -> None:
    started = Prepared(lambda day: Guardianship.unguarded.filter(valid_from=day))
    row = Guardianship(person=ELLA, guardian=OTHER, valid_from=NOW.date())
    insert(row)
    later = Prepared(lambda now: AuditEvent.objects.filter(at__gt=now))
    insert(AuditEvent(at=NOW, event="e", outcome="done", actor_kind="job", actor="a"))

    assert started.all(day=NOW.date()) == [row]
    assert [len(later.all(now=NOW + timedelta(seconds=shift))) for shift in (-1, 0, 1)] == [1, 0, 0]
