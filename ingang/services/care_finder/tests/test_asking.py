"""Importing from the directory by its contracts: step by step, killed and gone on with, and every way to fail."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client

from conftest import BJORKBACKEN, BVC, staff
from ingang.connectors.directory.fake import FakeDirectory
from ingang.connectors.directory.records import Function, Hours, Unit
from ingang.connectors.rivta import errors
from ingang.foundation.access.actions import open_job
from ingang.foundation.audit.models import AuditEvent
from ingang.foundation.care_units.errors import CatalogueAdminNeeded
from ingang.foundation.care_units.keeping import directory_fields
from ingang.foundation.care_units.models import CareUnit, UnitPage
from ingang.foundation.care_units.queries import all_care_givers
from ingang.kernel.actor import Job
from ingang.services.care_finder import jobs
from ingang.services.care_finder.actions import asking
from ingang.services.care_finder.actions.asking import ask_on, begin_asking
from ingang.services.care_finder.actions.importing import import_directory, undo_import
from ingang.services.care_finder.actions.running import ANOTHER_RUNS, HOLDS, release_run
from ingang.services.care_finder.contracts.answering import told_unit
from ingang.services.care_finder.directory.comparing import OTHER_KIND
from ingang.services.care_finder.directory.reading import MISSING, NOT_RIGHT, UNTOLD
from ingang.services.care_finder.models import AskedUnit, ImportChange, ImportRun
from ingang.services.care_finder.the_directory import running

pytestmark = pytest.mark.django_db

ROBOT = Job(name="test")
NEW = "SE0000000020-U900"
GIVER = "SE0000000020-G001"
SPAN = Hours(from_day="1", from_time="08:00", to_day="5", to_time="12:00")


def directory(now: datetime) -> FakeDirectory:
    """A directory that says what the catalogue has."""
    units: dict[str, list[Unit]] = {one.hsa_id: [] for one in all_care_givers()}
    for row in CareUnit.objects.order_by("hsa_id"):
        if told := told_unit(hsa_id=row.hsa_id, base="", now=now):
            units[row.care_giver].append(told)
    return FakeDirectory(units=units)


@pytest.fixture
def known(cast: object, now: datetime) -> FakeDirectory:
    """The directory, once asked: from then on only what differs changes anything."""
    found = directory(now)
    assert run(found, now - timedelta(days=1)).state == "ok"
    return found


def run(asked: FakeDirectory, now: datetime, *givers: str) -> ImportRun:
    """All the steps of one run."""
    row = begin_asking(actor=ROBOT, directory="SE-DIRECTORY", care_givers=givers, now=now)
    while row.state == "running":
        assert ask_on(run=row, actor=ROBOT, directory=asked, now=now)
        row.refresh_from_db()
    return row


def changes(row: ImportRun) -> set[tuple[str, str]]:
    return set(ImportChange.objects.filter(run=row.id).values_list("what", "unit"))


def changed(known: FakeDirectory, hsa_id: str, **fields: Any) -> None:
    for giver, units in known.units.items():
        known.units[giver] = [replace(one, **fields) if one.hsa_id == hsa_id else one for one in units]


def test_what_has_not_changed_changes_nothing_and_what_has_is_told(known: FakeDirectory, now: datetime) -> None:
    assert run(known, now).counts == {}
    functions = (
        Function(name="Rehabkoordinator", phones=("0846500405",), hours=(SPAN,)),
        Function(name="Anna Andersson", phones=("0846500406",)),
    )
    changed(known, BJORKBACKEN, public_name="Björkbackens hälsocentral", functions=functions, phones=("08-46500400",))
    changed(known, BVC, street="Nya gatan 2")
    new = replace(known.units[GIVER][0], hsa_id=NEW, public_name="Lövängens vårdcentral", street="Lövvägen 1")
    known.units[GIVER].append(new)
    known.belongs[NEW] = BJORKBACKEN
    gone = known.units["SE0000000040-G001"].pop()

    one = run(known, now + timedelta(days=1))

    assert changes(one) == {("changed", BJORKBACKEN), ("moved", BVC), ("new", NEW), ("vanished", gone.hsa_id)}
    assert (one.state, one.lines, one.units) == ("ok", one.units, one.lines)
    kept = directory_fields(units=[BJORKBACKEN, NEW])
    assert kept[BJORKBACKEN]["functions"] == [
        ["rehab_coordinator", "0846500405", [f"{day} 08:00 12:00" for day in range(5)]]
    ]
    assert kept[BJORKBACKEN]["phone"] == "08-465 004 00"
    assert (kept[NEW]["part_of"], kept[BJORKBACKEN]["part_of"]) == (BJORKBACKEN, "")
    assert AskedUnit.objects.count() == 0
    assert undo_import(actor=staff("vera"), run=one.id, now=now + timedelta(days=1)) == 0
    assert directory_fields(units=[BVC])[BVC]["street"] != "Nya gatan 2"
    assert UnitPage.objects.get(unit=gone.hsa_id).vanished_on is None


@pytest.mark.parametrize(
    "error",
    [
        errors.Unreachable(), errors.TimedOut(), errors.SourceFailed(), errors.SourceRefused(),
        errors.AnswerGarbled(reason="element"),
    ],
    ids=lambda error: type(error).__name__,
)  # fmt: skip
@pytest.mark.parametrize("after", [0, 9])
def test_a_directory_that_fails_ends_the_run_and_changes_nothing(
    known: FakeDirectory, now: datetime, error: errors.RivtaError, after: int
) -> None:
    changed(known, BJORKBACKEN, public_name="Nytt namn")
    known.break_with(error, after=after)

    one = run(known, now)

    assert (one.state, one.counts) == ("failed", {})
    assert one.reason in dict(asking.WHY).values()
    assert CareUnit.objects.get(hsa_id=BJORKBACKEN).name == "Björkbackens vårdcentral"
    assert AskedUnit.objects.count() == 0
    assert AuditEvent.objects.filter(event="care_finder.imported").count() == 2


def test_half_a_directory_stops_the_run_and_a_care_giver_that_it_does_not_know_is_left(
    known: FakeDirectory, now: datetime
) -> None:
    units = known.units.pop(GIVER)
    one = run(known, now)
    told = ImportChange.objects.get(run=one.id)

    assert (one.state, told.what, told.unit, told.reason) == ("partial", "refused", GIVER, asking.NOT_KNOWN)
    assert not UnitPage.objects.exclude(vanished_on=None).exists()

    known.units[GIVER] = units
    many = [replace(units[0], hsa_id=f"SE0000000020-Z{number:03}", street=f"{number}") for number in range(30)]
    known.units[GIVER] = [*units, *many]
    run(known, now)
    known.units[GIVER] = units
    half = run(known, now)
    assert (half.state, bool(half.reason)) == ("failed", True)
    assert not UnitPage.objects.exclude(vanished_on=None).exists()


def test_a_directory_with_no_unit_at_all_stops_the_run(known: FakeDirectory, now: datetime) -> None:
    known.units = {giver: [] for giver in known.units}
    assert run(known, now).reason == asking.NOBODY


def test_only_the_care_givers_that_were_asked_about_are_touched(known: FakeDirectory, now: datetime) -> None:
    changed(known, BVC, public_name="Nytt namn")
    one = run(known, now, GIVER)

    assert (one.state, one.counts) == ("ok", {})


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"municipality_code": "9999"}, NOT_RIGHT),
        ({"public_name": "", "name": ""}, MISSING),
        ({"ends_on": "0001-01-01"}, NOT_RIGHT),
        ({"north": "670000", "east": "6585000"}, NOT_RIGHT),
        ({"surgery_hours": (replace(SPAN, from_day="måndag"),)}, NOT_RIGHT),
        ({"functions": (Function(name="Bokning", phones=("ring oss",)),)}, NOT_RIGHT),
        ({"web": "javascript:alert(1)"}, NOT_RIGHT),
    ],
)
def test_what_can_not_be_used_of_a_unit_leaves_it_as_it_was(
    known: FakeDirectory, now: datetime, fields: dict[str, Any], reason: str
) -> None:
    changed(known, BJORKBACKEN, **fields)
    one = run(known, now)

    assert ImportChange.objects.get(run=one.id).reason == reason
    assert one.state == "partial"


def test_a_unit_that_is_named_and_not_told_and_an_id_of_another_kind_are_refused(
    known: FakeDirectory, now: datetime
) -> None:
    known.belongs = {"SE0000000020-U777": BJORKBACKEN, "SE0000000040-G001": BJORKBACKEN}
    known.units[GIVER].append(replace(known.units[GIVER][0], hsa_id="SE0000000040-G001"))
    one = run(known, now)

    told = dict(ImportChange.objects.filter(run=one.id, what="refused").values_list("unit", "reason"))
    assert told == {"SE0000000020-U777": UNTOLD, "SE0000000040-G001": OTHER_KIND}


def test_a_run_that_was_killed_is_gone_on_with_and_asks_nothing_twice(
    known: FakeDirectory, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(asking, "AT_ONCE", 5)
    changed(known, BJORKBACKEN, public_name="Nytt namn")
    known.asked.clear()
    row = begin_asking(actor=ROBOT, directory="SE-DIRECTORY", care_givers=(), now=now)
    ask_on(run=row, actor=ROBOT, directory=known, now=now)
    monkeypatch.setattr(asking, "release_run", lambda **_row: None)
    ask_on(run=row, actor=ROBOT, directory=known, now=now)

    row = running() or row
    assert (row.lines, row.units) == (5, CareUnit.objects.count())
    assert not ask_on(run=row, actor=ROBOT, directory=known, now=now + timedelta(minutes=1))
    other = import_directory(actor=ROBOT, content=b"x", file_name="x.csv", region="", now=now)
    assert other.reason == ANOTHER_RUNS
    monkeypatch.setattr(asking, "release_run", release_run)
    later = now + HOLDS + timedelta(minutes=1)
    while row.state == "running":
        assert ask_on(run=row, actor=ROBOT, directory=known, now=later)
        row.refresh_from_db()

    assert (row.state, row.counts) == ("ok", {"changed": 1})
    units = [one for one in known.asked if "-G" not in one]
    assert len(units) == 2 * CareUnit.objects.count()


@pytest.fixture
def configured(monkeypatch: pytest.MonkeyPatch, known: FakeDirectory) -> FakeDirectory:
    monkeypatch.setattr(jobs, "the_directory", lambda: known)
    monkeypatch.setattr("ingang.services.care_finder.views.keeping.the_directory", lambda: known)
    return known


def test_the_job_asks_when_it_is_due_one_step_at_a_time(configured: FakeDirectory, now: datetime) -> None:
    grant = open_job(name="care_finder.ask_directory", kinds=(), now=now)
    steps = [jobs.ask_directory(grant=grant, now=now) for _ in range(4)]

    assert steps == [1, 1, 0, 0]
    assert [one.state for one in ImportRun.objects.order_by("id")] == ["ok", "ok"]
    assert jobs.ask_directory(grant=grant, now=now + timedelta(hours=9)) == 1


def test_a_directory_that_failed_is_asked_again_within_an_hour(configured: FakeDirectory, now: datetime) -> None:
    grant = open_job(name="care_finder.ask_directory", kinds=(), now=now)
    configured.break_with(errors.Unreachable())
    assert jobs.ask_directory(grant=grant, now=now) == 1

    configured.break_with(None)
    soon = [jobs.ask_directory(grant=grant, now=now + timedelta(minutes=minutes)) for minutes in (30, 61, 62)]

    assert soon == [0, 1, 1]
    assert [one.state for one in ImportRun.objects.order_by("id")] == ["ok", "failed", "ok"]


def test_progress_is_shown_to_the_one_who_keeps_the_catalogue(
    configured: FakeDirectory, log_in_as: Callable[..., Client], now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(asking, "AT_ONCE", 2)
    vera = log_in_as("vera")
    page = vera.post("/personal/utbud/fraga/")["Location"]
    row = running()
    assert row is not None
    shown = [vera.get(page).content.decode()]
    for _ in range(2):
        ask_on(run=row, actor=ROBOT, directory=configured, now=now)
        row.refresh_from_db()
        shown.append(vera.get(page).content.decode())

    assert "vilka enheter som finns" in shown[0]
    assert f"berättat om 0 av de {row.units} enheter" in shown[1]
    assert f"berättat om 2 av de {row.units} enheter" in shown[2]
    assert "Fråga katalogen nu" in vera.get("/personal/utbud/").content.decode()


def test_nothing_is_asked_where_no_directory_is_configured(cast: object, now: datetime) -> None:
    grant = open_job(name="care_finder.ask_directory", kinds=(), now=now)
    assert jobs.ask_directory(grant=grant, now=now) == 0


def test_only_those_who_keep_the_catalogue_ask(cast: object, now: datetime) -> None:
    with pytest.raises(CatalogueAdminNeeded):
        begin_asking(actor=staff("sara"), directory="x", care_givers=(), now=now)


def test_two_that_begin_at_once_are_one_run(cast: object, now: datetime) -> None:
    first = begin_asking(actor=ROBOT, directory="x", care_givers=(), now=now)
    second = begin_asking(actor=staff("vera"), directory="x", care_givers=(), now=now)

    assert (first.state, second.state, second.reason) == ("running", "failed", ANOTHER_RUNS)
