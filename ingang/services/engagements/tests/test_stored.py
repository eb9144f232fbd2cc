"""What was stored before there was an index is told to it, once and wholly; what is gone is taken back."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from io import StringIO
from uuid import UUID

import pytest
from django.core.management import CommandError, call_command
from django.test import override_settings

from conftest import number_of
from ingang.connectors.background import BACKGROUND
from ingang.connectors.engagement_index.engagements import Change, Engagement
from ingang.connectors.engagement_index.fake import FakeEngagementIndex
from ingang.connectors.rivta import errors
from ingang.foundation.access.actions import open_job
from ingang.foundation.audit.models import AuditEvent
from ingang.foundation.people.models import PersonNumber
from ingang.foundation.personal.scope import house_scope, scope
from ingang.foundation.records.models import Resource
from ingang.kernel.identifiers import IdentifierKind
from ingang.services.engagements.models import Untold, Walk
from ingang.services.engagements.taking_back import settle_gone
from ingang.services.engagements.telling import tell
from ingang.services.engagements.tests.test_telling import CARE_GIVER, TOLD, told, write

pytestmark = pytest.mark.django_db

SIBLING = "SE0000000010-G002"
Cast = Callable[[str], UUID]


@pytest.fixture
def index(monkeypatch: pytest.MonkeyPatch, cast: object) -> FakeEngagementIndex:
    fake = FakeEngagementIndex()
    for module in ("telling", "management.commands.tell_index"):
        monkeypatch.setattr(f"ingang.services.engagements.{module}.the_index", lambda: fake)
    return fake


@pytest.fixture
def stored(cast: Cast, now: datetime) -> None:
    """What three persons had before there was an index."""
    for key in ("alva", "bo", "ella"):
        write(cast(key), now)
    write(cast("alva"), now, id="e1", resourceType="Encounter", status="finished")


def run(*options: str) -> str:
    said = StringIO()
    with override_settings(ENGAGEMENT_INDEX=TOLD):
        call_command("tell_index", "--pause", "0", "--persons", "1", *options, stdout=said)
    return said.getvalue()


def known(index: FakeEngagementIndex) -> set[tuple[str, str]]:
    return {(one.resident, one.categorization) for one in told(index)}


def all_of_them() -> set[tuple[str, str]]:
    return {(number_of(key).value, "dia") for key in ("alva", "bo", "ella")} | {(number_of("alva").value, "vko")}


def test_all_that_is_stored_is_told_and_telling_again_changes_nothing(index: FakeEngagementIndex, stored: None) -> None:
    first = run()
    before = told(index)

    assert known(index) == all_of_them()
    assert "Persons with records: 3. Engagements told: 4." in first
    assert AuditEvent.objects.filter(event="engagements.told").count() == 4
    run()
    assert told(index) == before


def test_a_dry_run_counts_and_tells_nothing(index: FakeEngagementIndex, stored: None) -> None:
    said = run("--dry-run")

    assert "Persons with records: 3. Engagements would be told: 4." in said
    assert told(index) == []
    assert not Walk.objects.exists()
    assert not AuditEvent.objects.filter(event="engagements.told").exists()


def test_one_without_a_number_that_is_known_everywhere_is_counted_and_not_told(
    index: FakeEngagementIndex, stored: None, cast: Cast
) -> None:
    PersonNumber.objects.filter(person=cast("bo")).update(kind=IdentifierKind.NATIONAL_RESERVE)
    said = run()

    assert "of whom nothing is told: 1." in said
    assert number_of("bo").value not in {resident for resident, _ in known(index)}
    assert len(told(index)) == 3


def test_an_index_that_does_not_take_it_halts_the_walk_which_goes_on_where_it_was(
    index: FakeEngagementIndex, stored: None, now: datetime, time_machine: object
) -> None:
    index.break_with(errors.TimedOut())
    with pytest.raises(CommandError, match="Halted after 1 persons"):
        run()
    with pytest.raises(CommandError, match="Halted after 1 persons"):
        run()
    index.break_with(None)
    with scope(grant := open_job(name="engagements.tell", kinds=("records.clinical",), now=now)):
        Untold.under(grant).update(next_attempt_at=None)

    said = run()
    assert "Goes on after 1 persons." in said
    assert known(index) == all_of_them()


def test_from_the_first_person_when_all_shall_be_told_anew(index: FakeEngagementIndex, stored: None) -> None:
    run()
    Walk.objects.update(ended_at=None)
    index.engagements.clear()

    assert "Persons with records: 3" in run("--anew")
    assert known(index) == all_of_them()


def test_without_an_index_there_is_nothing_to_tell(cast: object) -> None:
    with pytest.raises(CommandError, match="INGANG_ENGAGEMENT_INDEX_URL"):
        call_command("tell_index")


def test_what_the_index_says_of_us_that_is_gone_is_taken_back_and_nothing_else(
    index: FakeEngagementIndex, stored: None, cast: Cast
) -> None:
    run()
    theirs = replace(told(index)[0], logical_address="SE0000000077-S001", resident=number_of("cleo").value)
    stranger = replace(told(index)[0], resident="193001029240")
    unknown_word = replace(told(index)[0], resident=number_of("cleo").value, categorization="xyz")
    index.engagements |= {("theirs",): theirs, ("word",): unknown_word}
    for one in (stranger, replace(told(index)[0], resident=number_of("cleo").value)):
        put(index, one)
    with house_scope():
        Resource.unguarded.filter(person=cast("bo")).delete()

    assert "Gone and to be taken back: 3." in run("--gone", "--dry-run")
    assert number_of("bo").value in {resident for resident, _ in known(index)}
    assert "Gone and taken back: 3." in run("--gone")
    expected = all_of_them() - {(number_of("bo").value, "dia")}
    assert known(index) == expected | {(theirs.resident, "dia"), (unknown_word.resident, "xyz")}
    assert AuditEvent.objects.filter(event="engagements.told", details__is_gone="True").count() == 3


def put(index: FakeEngagementIndex, one: Engagement) -> None:
    """As if it had been told once."""
    BACKGROUND.run(lambda http: index.update(http=http, changes=[Change(engagement=one)])).result()


def test_what_came_while_it_was_taken_back_is_told_again(
    index: FakeEngagementIndex, stored: None, cast: Cast, now: datetime
) -> None:
    run()
    grant = open_job(name="engagements.tell", kinds=("records.clinical", "work_items.item"), now=now)
    settle_gone(grant=grant, rows=[one for one in told(index) if one.resident == number_of("bo").value], now=now)

    with override_settings(ENGAGEMENT_INDEX=TOLD):
        assert tell(grant=grant, now=now) == 1


def test_an_index_that_fails_takes_nothing_back(index: FakeEngagementIndex, stored: None) -> None:
    run()
    index.break_with(errors.TimedOut())

    with pytest.raises(CommandError, match="Halted"):
        run("--gone")


def test_care_givers_of_one_organisation_number_share_a_row_until_the_last_has_nothing(
    index: FakeEngagementIndex, cast: Cast, now: datetime
) -> None:
    write(cast("alva"), now)
    with house_scope():
        Resource.unguarded.create(
            person=cast("alva"), care_giver=SIBLING, type="Condition", logical_id="s1", digest="x", stored_at=now,
            updated_at=now, is_deleted=True,
        )  # fmt: skip
    grant = open_job(name="engagements.tell", kinds=("records.clinical", "work_items.item"), now=now)
    for holder, is_there in ((CARE_GIVER, True), (None, False)):
        with house_scope():
            Resource.unguarded.exclude(care_giver=holder or "").update(is_deleted=True, text="")
        with scope(grant):
            Untold.under(grant).create(person=cast("alva"), care_giver=SIBLING, word="dia", changed_at=now)
        with override_settings(ENGAGEMENT_INDEX=TOLD):
            tell(grant=grant, now=now)
        assert bool(told(index)) is is_there
