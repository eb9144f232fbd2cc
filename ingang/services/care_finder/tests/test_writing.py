"""A run that is longer than a job: planned as a whole, written and put back in steps, whatever is killed."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils.translation import override

from conftest import BJORKBACKEN, staff
from ingang.foundation.access.actions import open_job
from ingang.foundation.audit.models import AuditEvent
from ingang.foundation.care_units.keeping import directory_fields
from ingang.foundation.care_units.models import CareUnit
from ingang.kernel.actor import Job
from ingang.services.care_finder.actions import writing
from ingang.services.care_finder.actions.importing import import_directory, undo_import
from ingang.services.care_finder.actions.running import ANOTHER_RUNS, GIVEN_UP
from ingang.services.care_finder.actions.writing import go_on
from ingang.services.care_finder.errors import RunNotUndone
from ingang.services.care_finder.jobs import write_on
from ingang.services.care_finder.models import ImportChange, ImportRun
from ingang.services.care_finder.queries.runs import changes_left
from ingang.services.care_finder.tests.test_importing import RIGHT, csv_file, everything, run
from ingang.services.care_finder.words import change_sentences

pytestmark = pytest.mark.django_db
ROBOT = Job(name="test")
NEW, STEP = 7, 3
Names = dict[str, str]


@pytest.fixture
def before(cast: object, now: datetime, monkeypatch: pytest.MonkeyPatch) -> Names:
    """The catalogue's names when the directory has been imported once; from here on steps are small."""
    run(csv_file(*everything()), now - timedelta(days=1))
    monkeypatch.setattr(writing, "AT_ONCE", STEP)
    monkeypatch.setattr("ingang.services.care_finder.jobs.SECONDS", 0)
    return names()


def names() -> Names:
    """What each unit that is shown is called."""
    units = [*CareUnit.objects.values_list("hsa_id", flat=True)]
    return {name: one["name"] for name, one in directory_fields(units=units).items() if one["is_shown"]}


def begun(now: datetime) -> ImportRun:
    """The first step of a run that makes seven units."""
    rows = [RIGHT | {"hsaIdentity": f"SE0000000010-Z{number:03}", "street": f"Väg {number}"} for number in range(NEW)]
    content = csv_file(*everything(), *rows)
    return import_directory(
        actor=ROBOT, content=content, file_name="stor.csv", region="", now=now, most_seconds=0
    )  # fmt: skip


def by_the_job(now: datetime) -> int:
    return write_on(grant=open_job(name="care_finder.write_on", kinds=(), now=now), now=now)


def test_a_long_run_is_written_step_by_step_and_ends_as_one(before: Names, now: datetime) -> None:
    one = begun(now)
    made = [len(names()) - len(before)]
    while by_the_job(now + GIVEN_UP * 2):
        made.append(len(names()) - len(before))
    one.refresh_from_db()

    assert made == [3, 6, 7]
    assert (one.state, one.counts, one.lines) == ("ok", {"new": NEW}, len(before) + NEW)
    events = AuditEvent.objects.filter(event="care_finder.imported").values_list("details__run", flat=True)
    assert list(events).count(str(one.id)) == 1


@pytest.mark.parametrize("after", range(3))
def test_a_step_that_is_killed_is_done_again_as_a_whole(
    before: Names, now: datetime, monkeypatch: pytest.MonkeyPatch, after: int
) -> None:
    def killed(**_values: Any) -> None:
        raise SystemExit

    one = begun(now)
    for _ in range(after):
        by_the_job(now)
    there = names()
    with monkeypatch.context() as within:
        within.setattr(writing, "refresh", killed)
        if after < 2:
            with pytest.raises(SystemExit):
                by_the_job(now)
    assert names() == there

    while by_the_job(now):
        pass

    one.refresh_from_db()
    assert (one.state, len(names()) - len(before)) == ("ok", NEW)


def test_nobody_else_imports_or_undoes_meanwhile(before: Names, now: datetime) -> None:
    earlier = ImportRun.objects.get()
    begun(now)

    other = run(csv_file(*everything()), now + GIVEN_UP * 2)

    assert (other.state, other.reason) == ("failed", ANOTHER_RUNS)
    with pytest.raises(RunNotUndone):
        undo_import(actor=staff("vera"), run=earlier.id, now=now + GIVEN_UP * 2)


def test_two_who_work_for_one_run_take_turns(before: Names, now: datetime) -> None:
    one = begun(now)
    other = ImportRun.objects.get(id=one.id)

    for each in (one, other, one, other):
        go_on(run=each, actor=ROBOT, now=now, most_seconds=0)

    assert (one.state, other.state) == ("ok", "ok")
    assert len(names()) - len(before) == NEW
    assert AuditEvent.objects.filter(event="care_finder.imported", details__run=str(one.id)).count() == 1


@pytest.mark.parametrize("is_whole", [True, False])
def test_it_is_put_back_as_one_also_while_it_is_written(
    before: Names, now: datetime, log_in_as: Callable[..., Client], is_whole: bool
) -> None:
    one = begun(now)
    while is_whole and by_the_job(now):
        pass
    one.refresh_from_db()
    vera, page = log_in_as("vera"), f"/personal/utbud/{one.id}/"
    written = vera.get(page).content.decode()

    undo_import(actor=staff("vera"), run=one.id, now=now, most_seconds=0)
    put_back = vera.get(page).content.decode()
    while by_the_job(now):
        pass

    one.refresh_from_db()
    assert names() == before
    assert (one.state, one.undone_at) == ("undone", now)
    assert ("3 av de 7 ändringarna är inskrivna" in written) is not is_whole
    assert ("3 av de 7 ändringarna är återställda" in put_back) is is_whole
    assert "Ångra importen" not in put_back
    assert changes_left(run=one).count() == 0
    with pytest.raises(RunNotUndone):
        undo_import(actor=staff("vera"), run=one.id, now=now)


def test_a_unit_that_readers_see_no_longer_is_told_with_what_is_missing_and_so_is_one_that_comes_back(
    before: Names, now: datetime
) -> None:
    bare = {"telephoneNumber": "", "labeledURI": ""}
    whole, barely = everything(), everything(SE0000000020_U001=bare)

    gone = run(csv_file(*barely, RIGHT | bare), now)
    same = run(csv_file(*barely, RIGHT | bare | {"street": "Nya gatan 2"}), now)
    back = run(csv_file(*whole, RIGHT), now)

    hidden = ImportChange.objects.get(run=gone.id, unit=BJORKBACKEN)
    with override("en"):
        told = change_sentences(row=hidden)
    assert told[:2] == ["Readers do not see the unit.", "There is neither a phone number nor a web address."]
    assert (hidden.seen, gone.counts["hidden"]) == ("hidden", 2)
    assert same.counts == {"moved": 1}
    again = ImportChange.objects.filter(run=back.id, seen="shown")
    assert sorted(again.values_list("unit", flat=True)) == sorted([BJORKBACKEN, RIGHT["hsaIdentity"]])
    assert back.counts["shown"] == 2
