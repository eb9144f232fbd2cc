"""Hostile and clumsy directories: what becomes of each, and that nothing else is touched."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from conftest import BJORKBACKEN, BVC, staff
from ingang.foundation.care_units.keeping import directory_fields
from ingang.foundation.care_units.models import CareUnit, UnitFunction, UnitPage
from ingang.kernel.actor import Job
from ingang.services.care_finder.actions import importing, writing
from ingang.services.care_finder.actions.functions import put_function
from ingang.services.care_finder.actions.importing import import_directory, undo_import
from ingang.services.care_finder.actions.running import ANOTHER_RUNS, BROKE_OFF, HOLDS, RunTaken, begin_run
from ingang.services.care_finder.directory.comparing import HELD_BACK, OTHER_KIND
from ingang.services.care_finder.directory.reading import ITS_OWN, MISSING, NOT_RIGHT
from ingang.services.care_finder.errors import RunNotUndone
from ingang.services.care_finder.models import ImportChange, ImportRun
from ingang.services.care_finder.tests.test_importing import RIGHT, csv_file, everything, run

pytestmark = pytest.mark.django_db
HERE = BJORKBACKEN.replace("-", "_")
DENTIST, GIVER = "SE0000000040-U001", "SE0000000040-G001"
ROBOT = Job(name="test")


@pytest.fixture
def imported(cast: object, now: datetime) -> ImportRun:
    """The catalogue as the directory has it, once imported."""
    return run(csv_file(*everything()), now - timedelta(days=1))


def told(one: ImportRun) -> set[tuple[str, str, str]]:
    return set(ImportChange.objects.filter(run=one.id).values_list("what", "unit", "reason"))


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ({"endDate": "9999-12-31"}, set()),
        ({"endDate": "0001-01-01"}, {("refused", BJORKBACKEN, NOT_RIGHT)}),
        ({"endDate": "2031-02-29"}, {("refused", BJORKBACKEN, NOT_RIGHT)}),
        ({"unitTemporaryInformation": "1066-10-14#9999-12-31#x"}, {("refused", BJORKBACKEN, NOT_RIGHT)}),
        ({"unitTemporaryInformation": "2026-11-01#9999-12-31#Bygge"}, {("changed", BJORKBACKEN, "")}),
        ({"healthCareProvider": BJORKBACKEN}, {("refused", BJORKBACKEN, ITS_OWN)}),
        ({"telephoneNumber": "0846500400"}, set()),
        ({"surgeryHours": "1-7#00:00#00:00"}, {("changed", BJORKBACKEN, "")}),
        ({"unitFunction": "Anna Andersson#08-465 004 00"}, set()),
        ({"unitFunction": "Rehabkoordinator"}, {("refused", BJORKBACKEN, NOT_RIGHT)}),
        ({"unitFunction": "rehabkoordinator#08-465 004 00#1-5#08:00#12:00"}, {("changed", BJORKBACKEN, "")}),
        ({"healthCareUnit": "nonsens"}, {("refused", BJORKBACKEN, NOT_RIGHT)}),
        ({"healthCareUnit": BJORKBACKEN.lower()}, set()),
        ({"healthCareUnit": BVC}, {("changed", BJORKBACKEN, "")}),
        ({"unitName": "<script>alert(1)</script>"}, {("changed", BJORKBACKEN, "")}),
        ({"hsaIdentity": ""}, {("refused", "", MISSING), ("refused", BJORKBACKEN, HELD_BACK)}),
        ({"hsaIdentity": "U001"}, {("refused", "U001", NOT_RIGHT), ("refused", BJORKBACKEN, HELD_BACK)}),
        ({"hsaIdentity": GIVER}, {("refused", GIVER, OTHER_KIND), ("vanished", BJORKBACKEN, "")}),
    ],
)
def test_a_clumsy_line_is_that_line_alone(
    imported: ImportRun, now: datetime, said: dict[str, str], expected: set[tuple[str, str, str]]
) -> None:
    before = directory_fields(units=[BVC, DENTIST])

    one = run(csv_file(*everything(**{HERE: said})), now)

    assert told(one) == expected
    assert directory_fields(units=[BVC, DENTIST]) == before


def test_a_file_of_nothing_but_faults_changes_nothing(imported: ImportRun, now: datetime) -> None:
    before = directory_fields(units=[BJORKBACKEN])
    wrong = [RIGHT | {"hsaIdentity": f"SE{number}"} for number in range(40)]

    one = run(csv_file(*wrong), now)

    assert (one.state, one.counts) == ("failed", {})
    assert directory_fields(units=[BJORKBACKEN]) == before
    assert not UnitPage.objects.exclude(vanished_on=None).exists()


def test_units_that_move_between_care_givers_and_regions_are_moved_and_undone(
    imported: ImportRun, now: datetime
) -> None:
    before = directory_fields(units=[BJORKBACKEN])
    moved = {"municipalityCode": "1280", "healthCareProvider": "SE0000000040-G001"}

    one = run(csv_file(*everything(**{HERE: moved})), now)

    assert told(one) == {("moved", BJORKBACKEN, "")}
    assert directory_fields(units=[BJORKBACKEN])[BJORKBACKEN]["region"] == "12"
    assert undo_import(actor=staff("vera"), run=one.id, now=now) == 0
    assert directory_fields(units=[BJORKBACKEN]) == before


def test_undoing_leaves_what_a_later_run_and_the_unit_itself_have_changed(imported: ImportRun, now: datetime) -> None:
    first = run(csv_file(*everything(**{HERE: {"unitName": "Ett", "street": "Gata 1"}})), now)
    run(csv_file(*everything(**{HERE: {"unitName": "Två", "street": "Gata 1"}})), now)
    put_function(actor=staff("sara"), code="counsellor", phone="08-465 004 09", hours=(), now=now)

    left = undo_import(actor=staff("vera"), run=first.id, now=now)

    unit = CareUnit.objects.get(hsa_id=BJORKBACKEN)
    assert (left, unit.name) == (1, "Två")
    assert unit.street != "Gata 1"
    assert UnitFunction.objects.get(unit=BJORKBACKEN).code == "counsellor"


def test_a_run_that_was_killed_is_told_as_broken_off_and_the_next_is_whole(imported: ImportRun, now: datetime) -> None:
    killed = begin_run(actor=ROBOT, name="a.csv", digest="x", now=now)
    rows = csv_file(*everything(**{HERE: {"unitName": "Nytt"}}))

    early = run(rows, now + timedelta(minutes=1))
    with pytest.raises(RunNotUndone):
        undo_import(actor=staff("vera"), run=imported.id, now=now + timedelta(minutes=1))
    late = run(rows, now + HOLDS + timedelta(minutes=1))

    killed.refresh_from_db()
    assert (early.state, early.reason) == ("failed", ANOTHER_RUNS)
    assert (killed.state, killed.reason) == ("failed", BROKE_OFF)
    assert (late.state, late.counts) == ("ok", {"changed": 1})
    with pytest.raises(RunTaken):
        importing.plan_import(run=killed, lines=[], now=now)


def test_the_database_lets_one_run_be_running(imported: ImportRun, now: datetime) -> None:
    begin_run(actor=ROBOT, name="a.csv", digest="x", now=now)
    with pytest.raises(IntegrityError), transaction.atomic():
        ImportRun(file_name="b", digest="y", state="running", started_at=now, started_by="b").save(force_insert=True)


def test_what_breaks_in_the_middle_of_writing_changes_nothing(
    imported: ImportRun, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    def break_off(**_values: Any) -> None:
        raise RuntimeError

    monkeypatch.setattr(writing, "refresh", break_off)
    with pytest.raises(RuntimeError):
        import_directory(
            actor=ROBOT, content=csv_file(*everything(**{HERE: {"unitName": "Nytt"}})), file_name="a.csv", region="",
            now=now,
        )  # fmt: skip

    assert CareUnit.objects.get(hsa_id=BJORKBACKEN).name == "Björkbackens vårdcentral"
    assert ImportRun.objects.order_by("-id")[0].state == "running"
