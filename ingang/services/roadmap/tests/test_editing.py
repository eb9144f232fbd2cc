"""What the editors do: checked first, refused by rule, kept with its reason, and nothing lost where two write."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from django.test import Client

from conftest import staff
from ingang.foundation.audit.models import AuditEvent
from ingang.services.roadmap.actions.documents import add_version
from ingang.services.roadmap.actions.initiatives import change_initiative
from ingang.services.roadmap.errors import ChangedMeanwhile, NotEditor
from ingang.services.roadmap.models import Change, Document, Initiative, Meeting, Milestone, News
from ingang.services.roadmap.seeds import seed

pytestmark = pytest.mark.django_db

LogIn = Callable[..., Client]
HERE = "/personal/fardplan/"
CONSENTS = f"{HERE}initiativ/invanarens-samtycken/"
START = {"starts_on_0": "1", "starts_on_1": "6", "starts_on_2": "2024"}
END = {"planned_end_0": "31", "planned_end_1": "5", "planned_end_2": "2027"}
REASONS = {"reason_sv": "Lagen dröjer.", "reason_en": "The law is late."}
SAID: dict[str, Any] = {
    "title_sv": "Invånarens samtycken",
    "title_en": "The resident's consents",
    "summary_sv": "Nytt.",
    "summary_en": "New.",
    "phase": "development",
    "state": "on_plan",
    "owner": "Inera",
    "goals": ["told_once"],
    "services": ["consents"],
    "seen": "1",
    **START,
    **END,
}


@pytest.fixture
def vera(log_in_as: LogIn, now: datetime) -> Client:
    seed(now=now - timedelta(days=100), progress=lambda _text: None)
    return log_in_as("vera")


def consents() -> Initiative:
    return Initiative.objects.get(slug="invanarens-samtycken")


def audited(event: str) -> list[dict[str, str]]:
    return list(AuditEvent.objects.filter(event=event).values_list("details", flat=True))


def test_a_change_is_checked_before_it_is_saved(vera: Client, now: datetime) -> None:
    check = vera.post(CONSENTS, {**SAID, "phase": "pilot"}).content.decode()
    before = consents()
    done = vera.post(CONSENTS, {**SAID, "phase": "pilot", "confirm": "1"})
    after = consents()

    assert "Kontrollera innan du sparar" in check
    assert "Prövas av några" in check
    assert (before.phase, before.version) == ("development", 1)
    assert done.status_code == 302
    assert (after.phase, after.version, after.said_at, after.changed_by) == ("pilot", 2, now, staff("vera").hsa_id)
    assert Change.objects.filter(initiative=after, kind="phase", before="development", after="pilot").count() == 1
    assert audited("roadmap.changed") == [{"kind": "initiative", "id": str(after.id)}]


def test_to_go_back_from_the_check_keeps_what_was_written(vera: Client) -> None:
    shown = vera.post(CONSENTS, {**SAID, "summary_sv": "Mina ord", "change": "1"}).content.decode()

    assert "Mina ord" in shown
    assert consents().version == 1


def test_saying_the_same_again_makes_it_fresh(vera: Client, now: datetime) -> None:
    old = vera.get(HERE).content.decode()
    vera.post(CONSENTS, {**SAID, "confirm": "1"})

    assert old.count("Äldre än 90 dagar") == 11
    assert vera.get(HERE).content.decode().count("Äldre än 90 dagar") == 10


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"state": "done"}, "behöver dagen då det levererades"),
        ({"state": "waiting_for_law"}, "vilken lag eller utredning"),
        ({"state": "waiting_for_law", "law_sv": "SOU"}, "vilken lag eller utredning"),
        ({"planned_end_2": "2023", **REASONS}, "före starten"),
        ({"planned_end_1": "3", **REASONS}, "före den sista milstolpen"),
        ({"planned_end_1": "8"}, "Skriv varför"),
        ({"planned_end_1": "8", "reason_sv": "Bara svenska."}, "Skriv varför"),
        ({"planned_end_2": "1926"}, "mellan 2000 och 2100"),
        ({"summary_sv": "Om 19900101-2389."}, "Ta bort personnumret"),
        ({"phase": "flying"}, "Välj"),
        ({"title_sv": ""}, "Fel:"),
    ],
)
def test_a_plan_that_breaks_a_rule_is_refused_before_it_is_checked(
    vera: Client, changed: dict[str, str], told: str
) -> None:
    answer = vera.post(CONSENTS, {**SAID, **changed})

    assert answer.status_code == 400
    assert told in answer.content.decode()
    assert (consents().version, audited("roadmap.changed")) == (1, [])


def test_a_moved_day_keeps_the_old_one_and_the_reason_for_everybody(vera: Client) -> None:
    vera.post(CONSENTS, {**SAID, "planned_end_1": "8", **REASONS, "confirm": "1"})

    shown = Client().get("/fardplan/invanarens-samtycken/").content.decode()
    assert "Planerat slut: måndag 31 maj 2027 blev tisdag 31 augusti 2027" in shown
    assert "Lagen dröjer." in shown


def test_of_two_who_write_at_once_nothing_is_lost(vera: Client, now: datetime) -> None:
    values = {name: getattr(consents(), name) for name in ("starts_on", "planned_end", "delivered_on")}
    theirs = {"state": "at_risk", "summary_sv": "Kollegans ord", "law_sv": "", "law_en": "", "phase": "development"}
    change_initiative(actor=staff("vera"), slug="invanarens-samtycken", seen=1, values={**values, **theirs}, now=now)

    mine = {**SAID, "summary_sv": "Mina ord", "confirm": "1"}
    answer = vera.post(CONSENTS, mine)
    shown = answer.content.decode()
    again = vera.post(CONSENTS, {**mine, "seen": "2"})

    assert answer.status_code == 409
    assert "Kollegans ord" in shown
    assert shown.count("Mina ord") == 2
    assert 'name="seen" value="2"' in shown
    assert again.status_code == 302
    assert (consents().summary_sv, consents().version) == ("Mina ord", 3)


def test_a_new_initiative_is_a_draft_until_it_is_published_and_then_archived(vera: Client) -> None:
    new = {**SAID, "slug": "nytt", "seen": "0", "confirm": "1"}
    added = vera.post(f"{HERE}initiativ/nytt/", new)
    again = vera.post(f"{HERE}initiativ/nytt/", new)
    hidden = Client().get("/fardplan/nytt/").status_code

    asked = vera.get(f"{HERE}initiativ/nytt/publicera/").content.decode()
    statuses = []
    for seen in ("1", "1", "2", "3"):
        place = vera.post(f"{HERE}initiativ/nytt/publicera/", {"seen": seen})["Location"]
        statuses.append((place.partition("?")[2], Client().get("/fardplan/nytt/").status_code))

    assert 'name="seen" value="1"' in asked
    assert (added.status_code, again.status_code, hidden) == (302, 400, 404)
    assert "En annan sida har redan den adressen." in again.content.decode()
    assert statuses == [("gjort=1", 200), ("for-sent=1", 200), ("gjort=1", 404), ("for-sent=1", 404)]
    assert [one["to"] for one in audited("roadmap.published")] == ["published", "archived"]


def test_a_milestone_is_added_moved_with_a_reason_and_reached(vera: Client) -> None:
    place = f"{CONSENTS}milstolpe/"
    said = {"title_sv": "Steg", "title_en": "Step", "kind": "delivery", "quarter": "2027-01-01", "seen": "0"}
    late = vera.post(place, {**said, "quarter": "2027-07-01", "confirm": "1"})
    vera.post(place, {**said, "confirm": "1"})
    row = Milestone.objects.get(title_sv="Steg")
    own = f"{HERE}milstolpe/{row.id}/"
    silent = vera.post(own, {**said, "quarter": "2027-04-01", "seen": "1", "confirm": "1"})
    vera.post(own, {**said, "quarter": "2027-04-01", "seen": "1", "confirm": "1", **REASONS})
    reached = {"reached_on_0": "5", "reached_on_1": "11", "reached_on_2": "2026"}
    vera.post(own, {**said, "quarter": "2027-04-01", "seen": "2", "confirm": "1", **reached})
    row.refresh_from_db()

    assert (late.status_code, silent.status_code) == (400, 400)
    assert (str(row.quarter), str(row.reached_on), row.version) == ("2027-04-01", "2026-11-05", 3)
    kinds = (
        Change.objects.filter(milestone=row).order_by("at", "id").values_list("kind", "before", "after", "reason_en")
    )
    assert list(kinds) == [
        ("milestone_quarter", "2027-01-01", "2027-04-01", "The law is late."),
        ("milestone_reached", "", "2026-11-05", ""),
    ]


def test_a_meeting_is_written_published_and_noted(vera: Client) -> None:
    said = {
        "title_sv": "Möte",
        "title_en": "Meeting",
        "begins_at": "2027-03-01T13:00",
        "ends_at": "2027-03-01T12:00",
        "place_sv": "Här",
        "place_en": "Here",
        "topics_sv": "Ett\nTvå",
        "topics_en": "One\nTwo",
        "initiatives": ["ombud-for-vuxna"],
        "seen": "0",
        "confirm": "1",
    }
    backwards = vera.post(f"{HERE}mote/nytt/", said)
    vera.post(f"{HERE}mote/nytt/", {**said, "ends_at": "2027-03-01T15:00"})
    row = Meeting.objects.get(title_sv="Möte")
    vera.post(f"{HERE}mote/{row.id}/publicera/", {"seen": "1"})
    noted = {**said, "ends_at": "2027-03-01T15:00", "notes_sv": "Klart <i>nu</i>", "notes_en": "Done", "seen": "2"}
    vera.post(f"{HERE}mote/{row.id}/", noted)
    shown = Client().get(f"/agenda/{row.id}/").content.decode()

    assert backwards.status_code == 400
    assert "<li>Ett</li><li>Två</li>" in shown
    assert "Klart &lt;i&gt;nu&lt;/i&gt;" in shown
    assert 'href="/fardplan/ombud-for-vuxna/"' in shown


def test_news_is_written_and_published(vera: Client) -> None:
    day = {"told_on_0": "26", "told_on_1": "11", "told_on_2": "2026"}
    said = {"slug": "nytt", "title_sv": "Nytt", "title_en": "New", "text_sv": "Text", "text_en": "Text", "seen": "0"}
    vera.post(f"{HERE}nyhet/ny/", {**said, **day, "confirm": "1"})
    hidden = Client().get("/nyheter-for-professionen/nytt/").status_code
    vera.post(f"{HERE}nyhet/nytt/publicera/", {"seen": "1"})

    assert (hidden, Client().get("/nyheter-for-professionen/nytt/").status_code) == (404, 200)
    assert News.objects.get(slug="nytt").version == 2


def test_a_new_version_of_a_document_keeps_the_earlier_ones(vera: Client, now: datetime) -> None:
    place = f"{HERE}dokument/historia/version/"
    day = {"valid_from_0": "1", "valid_from_1": "1", "valid_from_2": "2027"}
    said = {"note_sv": "Ny", "note_en": "New", "text_sv": "Ny text", "text_en": "New text", **day, "seen": "1"}
    form = vera.get(place).content.decode()
    added = vera.post(place, {**said, "confirm": "1"})
    again = vera.post(place, {**said, "text_sv": "En annan text", "confirm": "1"})
    numbers = Document.objects.get(slug="historia").versions.order_by("number").values_list("number", flat=True)

    assert "Möjligheten för en vuxen" in form
    assert (added.status_code, again.status_code, list(numbers)) == (302, 409, [1, 2])
    assert "En annan text" in again.content.decode()
    with pytest.raises(ChangedMeanwhile):
        add_version(actor=staff("vera"), slug="historia", seen=1, values={}, now=now)


@pytest.mark.parametrize(("key", "status"), [("sara", 403), ("yusuf", 403), ("alva", 404), ("cleo", 404)])
@pytest.mark.parametrize("method", ["get", "post"])
def test_nobody_else_edits(vera: Client, log_in_as: LogIn, key: str, status: int, method: str) -> None:
    client, meeting = log_in_as(key), Meeting.objects.all()[0].id
    for path in ("initiativ/nytt/", "initiativ/ombud-for-vuxna/", "nyhet/ny/", f"mote/{meeting}/", "tabell/"):
        assert getattr(client, method)(f"{HERE}{path}").status_code == status


def test_the_actions_ask_for_the_role_themselves(vera: Client, cast: Callable[[str], UUID], now: datetime) -> None:
    with pytest.raises(NotEditor):
        change_initiative(actor=staff("yusuf"), slug="ombud-for-vuxna", seen=1, values={}, now=now)
