"""Each region answers for itself, a table is refused by row, and units are given each week's changes once."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from django.test import Client

from conftest import BJORKBACKEN, staff
from ingang.foundation.access.actions import open_job
from ingang.foundation.audit.models import AuditEvent
from ingang.foundation.personal.scope import house_scope
from ingang.foundation.work_items.models import WorkItem
from ingang.services.roadmap.actions.regions import answer_for_region, take_answers
from ingang.services.roadmap.actions.telling import DIGEST, give_digest
from ingang.services.roadmap.errors import ChangedMeanwhile, Missing, NotEditor
from ingang.services.roadmap.importing import MOST_ROWS, read_answers
from ingang.services.roadmap.models import Change, Following, RegionStatus
from ingang.services.roadmap.seeds import seed

pytestmark = pytest.mark.django_db

LogIn = Callable[..., Client]
HERE = "/personal/fardplan/"
LAW = f"{HERE}region/ombud-for-vuxna/"
SAID = {"state": "interest", "comment_sv": "Vi väntar.", "comment_en": "We wait.", "seen": "0"}
VALUES = {"state": "pilot", "planned_on": None, "comment_sv": "", "comment_en": ""}
SLUGS = {"ombud-for-vuxna", "utbudet-av-vard"}


@pytest.fixture
def yusuf(log_in_as: LogIn, now: datetime) -> Client:
    seed(now=now, progress=lambda _text: None)
    return log_in_as("yusuf")


def test_a_region_answers_in_its_own_column_alone(yusuf: Client, now: datetime) -> None:
    others = set(RegionStatus.objects.exclude(region="01").values_list("id", "version"))
    first = yusuf.post(LAW, SAID).content.decode()
    yusuf.post(LAW, {**SAID, "confirm": "1"})
    yusuf.post(LAW, {**SAID, "state": "decided", "seen": "1", "region": "12", "confirm": "1"})
    row = RegionStatus.objects.get(initiative__slug="ombud-for-vuxna", region="01")

    assert "Kontrollera innan du sparar" in first
    assert (row.state, row.version, row.changed_at, row.changed_by) == ("decided", 2, now, staff("yusuf").hsa_id)
    assert set(RegionStatus.objects.exclude(region="01").values_list("id", "version")) == others
    told = AuditEvent.objects.filter(event="roadmap.answered").values_list("details", flat=True)
    assert [one["region"] for one in told] == ["01", "01"]
    states = (
        Change.objects.filter(initiative=row.initiative, kind="region").order_by("id").values_list("before", "after")
    )
    assert list(states) == [("", "interest"), ("interest", "decided")]
    assert (
        "Region Stockholm: ”Har inte svarat” blev ”Intresserad”"
        in Client().get("/fardplan/ombud-for-vuxna/").content.decode()
    )


def test_of_two_administrators_the_second_sees_both_answers(yusuf: Client, now: datetime) -> None:
    answer_for_region(actor=staff("yusuf"), slug="ombud-for-vuxna", seen=0, values=VALUES, now=now)
    answer = yusuf.post(LAW, {**SAID, "confirm": "1"})

    assert answer.status_code == 409
    assert "Nu står det:" in answer.content.decode()
    assert "Prövar" in answer.content.decode()
    assert "Intresserad" in answer.content.decode()
    with pytest.raises(ChangedMeanwhile):
        answer_for_region(actor=staff("yusuf"), slug="ombud-for-vuxna", seen=0, values=VALUES, now=now)


def test_only_a_regions_administrator_answers_and_only_about_what_is_published(yusuf: Client, now: datetime) -> None:
    for actor in (staff("vera"), staff("sara"), replace(staff("yusuf"), region="")):
        with pytest.raises(NotEditor):
            answer_for_region(actor=actor, slug="ombud-for-vuxna", seen=0, values=VALUES, now=now)
    with pytest.raises(Missing):
        answer_for_region(actor=staff("yusuf"), slug="finns-inte", seen=0, values=VALUES, now=now)
    with pytest.raises(NotEditor):
        take_answers(actor=staff("yusuf"), answers=(), now=now)
    assert yusuf.get(f"{HERE}region/finns-inte/").status_code == 404


def test_the_start_page_is_the_own_column(yusuf: Client) -> None:
    shown = yusuf.get(HERE).content.decode()

    assert "Svaren från Region Stockholm" in shown
    assert "Skriv ett nytt initiativ" not in shown


@pytest.mark.parametrize(
    ("row", "why"),
    [
        ("ombud-for-vuxna;99;pilot", "Ingen region eller kommun har den koden."),
        ("ombud-for-vuxna;0180;pilot", "Det här initiativet frågar inte kommuner."),
        ("finns-inte;01;pilot", "Det finns inget publicerat initiativ med den adressen."),
        ("ombud-for-vuxna;01;flying", "Det finns inget sådant läge."),
        ("ombud-for-vuxna;01;pilot;2027-02-30", "Dagen går inte att läsa"),
        (f"ombud-for-vuxna;01;pilot;;{'x' * 501}", "Kommentaren är för lång."),
        ("ombud-for-vuxna;01;pilot;;;;;", "fler kolumner"),
        ("ombud-for-vuxna;01;pilot;;19900101-2389;", "Skriv aldrig om en person."),
        ("ombud-for-vuxna", "Ingen region eller kommun har den koden."),
    ],
)
def test_a_row_that_can_not_be_read_is_refused_by_its_number(row: str, why: str) -> None:
    taken = read_answers(
        text=f"initiative;region;status\n{row}\nutbudet-av-vard;03;in_use;2027-03-31;Ja;Yes", slugs=SLUGS, asking=()
    )

    assert [(one.row, why in one.why) for one in taken.refusals] == [(2, True)]
    assert [(one.slug, one.place, str(one.planned_on)) for one in taken.answers] == [
        ("utbudet-av-vard", "03", "2027-03-31")
    ]


def test_a_double_row_and_a_table_without_end_are_refused() -> None:
    double = read_answers(text="ombud-for-vuxna;01;pilot\n" * 2, slugs=SLUGS, asking=SLUGS)
    long = read_answers(text="\n" * MOST_ROWS + "ombud-for-vuxna;01;pilot", slugs=SLUGS, asking=SLUGS)

    assert (len(double.answers), [one.row for one in double.refusals]) == (1, [2])
    assert (long.answers, [one.row for one in long.refusals]) == ((), [MOST_ROWS + 1])


def test_a_table_is_checked_and_its_good_rows_are_taken(yusuf: Client, log_in_as: LogIn) -> None:
    vera = log_in_as("vera")
    text = "ombud-for-vuxna;99;pilot\nombud-for-vuxna;12;pilot;;Prov;Trial\n"
    check = vera.post(f"{HERE}tabell/", {"text": text}).content.decode()
    before = RegionStatus.objects.filter(initiative__slug="ombud-for-vuxna").count()
    done = vera.post(f"{HERE}tabell/", {"text": text, "confirm": "1"})
    row = RegionStatus.objects.get(initiative__slug="ombud-for-vuxna")

    assert "Rad 1: Ingen region eller kommun har den koden." in check
    assert "1 svar kan tas in" in check
    assert (before, done.status_code, row.region, row.comment_en) == (0, 302, "12", "Trial")
    assert AuditEvent.objects.get(event="roadmap.answers_taken").details == {"count": "1"}
    assert vera.post(f"{HERE}tabell/", {"text": ""}).status_code == 400


def digest(now: datetime) -> int:
    grant = open_job(name="roadmap.digest", kinds=("work_items.item",), now=now)
    return give_digest(grant=grant, now=now)


def test_a_unit_that_follows_is_given_a_weeks_changes_once(yusuf: Client, log_in_as: LogIn, now: datetime) -> None:
    sara = log_in_as("sara")
    sara.post(f"{HERE}folj/", {"do": "follow"})
    sara.post(f"{HERE}folj/", {"do": "follow"})
    shown = sara.get(f"{HERE}folj/").content.decode()
    counts = [digest(now + timedelta(days=days)) for days in (0, 3, 4, 5, 11)]

    # What the seeds changed is of this week and of long ago: it is told on the Monday that follows, and never again.
    assert counts == [0, 0, 1, 0, 0]
    assert "Region Stockholm: ”Intresserad” blev ”Har beslutat”" in shown
    with house_scope():
        work = WorkItem.unguarded.get(kind=DIGEST)
        assert (work.unit, work.subject, work.person) == (BJORKBACKEN, "2026-11-23", None)
    assert AuditEvent.objects.filter(event="roadmap.followed").count() == 1


def test_an_assignment_without_a_desk_does_not_follow(yusuf: Client, log_in_as: LogIn) -> None:
    shown = yusuf.get(f"{HERE}folj/").content.decode()
    answer = yusuf.post(f"{HERE}folj/", {"do": "follow"})

    assert "Följ för mottagningen" not in shown
    assert answer.status_code == 403
    assert not Following.objects.exists()


def test_a_unit_that_stops_is_given_no_more(yusuf: Client, log_in_as: LogIn, now: datetime) -> None:
    sara = log_in_as("sara")
    for do in ("follow", "stop", "stop"):
        sara.post(f"{HERE}folj/", {"do": do})

    assert digest(now + timedelta(days=4)) == 0
    assert not Following.objects.exists()
    assert AuditEvent.objects.filter(event="roadmap.unfollowed").count() == 1
