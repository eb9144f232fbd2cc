"""A care giver decides what it shows, and its patients' pages obey from that day."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse

from ingang.foundation.audit.models import AuditEvent
from ingang.foundation.people.models import Assignment, StaffMember
from ingang.foundation.people.queries import staff_in_assignment
from ingang.foundation.personal.scope import house_scope
from ingang.foundation.records.importing import import_text
from ingang.foundation.records.models import Resource
from ingang.services.journal.disclosure import Disclosure
from ingang.services.journal.disclosure_decisions import decide
from ingang.services.journal.errors import BeginsTooEarly, JournalError, NotForThisCareGiver, UnitOfAnother
from ingang.services.journal.models import DisclosureDecision

pytestmark = pytest.mark.django_db

LogIn = Callable[..., Client]
Cast = Callable[[str], UUID]
BJORKBACKEN, UNIT = "SE0000000020-G001", "SE0000000020-U001"
RULES, START = reverse("journal:disclosure"), reverse("journal:start")
NOTE = (
    '{"resourceType":"Composition","id":"n1","status":"final","title":"Samtal","date":"2026-11-20",'
    '"author":[{"display":"Karin Ek, Kurator"}],"section":['
    '{"title":"Anamnes","text":{"status":"generated","div":"<div>Sover dåligt</div>"}},'
    '{"title":"Tredje person","text":{"status":"generated","div":"<div>Grannens namn</div>"}}]}'
)
DIAGNOSIS = '{"resourceType":"Condition","id":"d1","code":{"text":"Pollenallergi"},"recordedDate":"2019-05-02"}'


@pytest.fixture
def note(cast: Cast, now: datetime) -> UUID:
    import_text(text=NOTE, care_giver=BJORKBACKEN, person=cast("alva"), now=now)
    import_text(text=DIAGNOSIS, care_giver=BJORKBACKEN, person=cast("alva"), now=now)
    with house_scope():
        return Resource.unguarded.get(person=cast("alva"), title="Samtal").id


def sent(day: date, **changed: Any) -> dict[str, Any]:
    """The form as it is sent, with the button that checks."""
    parts = {"valid_from_0": day.day, "valid_from_1": day.month, "valid_from_2": day.year}
    return {**parts, "delay_days": "0", "hidden_terms": "", "excluded_professions": "", "diary_number": ""} | changed


def decided(log_in_as: LogIn, now: datetime, **changed: Any) -> Any:
    return log_in_as("sara").post(RULES, sent(now.date(), decide="1", **changed))


def page(client: Client, address: str = START) -> str:
    return client.get(address).content.decode()


def test_a_decision_is_checked_kept_and_recorded(log_in_as: LogIn, now: datetime) -> None:
    nurse = log_in_as("sara")
    form = sent(now.date(), signed_only="on", delay_days="14", hidden_terms="Tredje person:\nTidiga hypoteser")

    checked = nurse.post(RULES, form).content.decode()

    assert "Kontrollera innan det gäller" in checked
    assert "Det visas 14 dagar efter att det skrevs." in checked
    assert not DisclosureDecision.objects.exists()
    assert nurse.post(RULES, form | {"decide": "1", "diary_number": "VGN 2026-77"}).status_code == 302
    row = DisclosureDecision.objects.get()
    assert (row.care_giver, row.hidden_terms, row.delay_days, row.signed_only) == (
        BJORKBACKEN, ["tidiga hypoteser", "tredje person"], 14, True,
    )  # fmt: skip
    event = AuditEvent.objects.get(event="journal.disclosure_decided")
    assert event.details == {"decision": str(row.id), "care_giver": BJORKBACKEN, "valid_from": "2026-11-26"}
    assert "VGN 2026-77" in page(nurse, RULES)


@pytest.mark.parametrize(
    "changed",
    [
        {"valid_from_2": "2025"},
        {"valid_from_2": "2099"},
        {"valid_from_0": "31", "valid_from_1": "2"},
        {"delay_days": "7"},
        {"excluded_units": ["SE0000000010-U001"]},
        {"hidden_terms": "x" * 101},
        {"hidden_terms": "\n".join(f"rad {number}" for number in range(51))},
        {"shows_from_0": "1"},
    ],
)
def test_a_senseless_decision_is_refused_with_words(log_in_as: LogIn, now: datetime, changed: dict[str, Any]) -> None:
    answer = log_in_as("sara").post(RULES, sent(now.date(), decide="1") | changed)

    assert answer.status_code == 400
    assert "Fel:" in answer.content.decode()
    assert not DisclosureDecision.objects.exists()


@pytest.mark.parametrize("key", ["alva", "mona", "yusuf"])
def test_only_the_care_givers_administrator_decides(log_in_as: LogIn, now: datetime, key: str) -> None:
    client = log_in_as(key)

    assert client.get(RULES).status_code in {403, 404}
    assert client.post(RULES, sent(now.date(), decide="1")).status_code in {403, 404}


@pytest.mark.parametrize(
    ("given_name", "rules", "days", "refusal"),
    [
        ("Mona", Disclosure(), 0, NotForThisCareGiver),
        ("Sara", Disclosure(), -1, BeginsTooEarly),
        ("Sara", Disclosure(excluded_units=frozenset({"SE0000000099-U001"})), 0, UnitOfAnother),
    ],
)
def test_the_action_refuses_by_itself(
    cast: Cast, now: datetime, given_name: str, rules: Disclosure, days: int, refusal: type[JournalError]
) -> None:
    member = StaffMember.objects.get(given_name=given_name)
    actor = staff_in_assignment(member=member, assignment=Assignment.objects.filter(staff=member.hsa_id)[0])

    with pytest.raises(refusal):
        decide(actor=actor, rules=rules, valid_from=now.date() + timedelta(days=days), diary_number="", now=now)


def test_a_hidden_heading_is_gone_from_the_page_and_from_the_file(log_in_as: LogIn, now: datetime, note: UUID) -> None:
    client, places = (
        log_in_as("alva"),
        [reverse(name, kwargs={"id": note}) for name in ("journal:entry", "journal:download")],
    )
    assert all("Grannens namn" in page(client, place) for place in places)

    decided(log_in_as, now, hidden_terms="tredje person")

    for place in places:
        assert "Sover dåligt" in page(client, place)
        assert "Grannens namn" not in page(client, place)
        assert "redje person" not in page(client, place)


@pytest.mark.parametrize(
    ("changed", "left"),
    [
        ({"excluded_professions": "Kurator"}, {"Pollenallergi"}),
        ({"shows_from_0": "1", "shows_from_1": "1", "shows_from_2": "2020"}, {"Samtal"}),
        ({"delay_days": "14"}, set()),
        ({}, {"Pollenallergi", "Samtal"}),
    ],
)
def test_what_is_left_out_is_nowhere(
    log_in_as: LogIn, cast: Cast, now: datetime, note: UUID, changed: dict[str, Any], left: set[str]
) -> None:
    decided(log_in_as, now, **changed)

    shown = page(log_in_as("alva"))
    assert {title for title in ("Samtal", "Pollenallergi") if title in shown} == left
    entry = log_in_as("alva").get(reverse("journal:entry", kwargs={"id": note}))
    assert entry.status_code == (200 if "Samtal" in left else 404)


def test_a_decision_counts_from_its_day_and_the_latest_made_counts(log_in_as: LogIn, now: datetime, note: UUID) -> None:
    log_in_as("sara").post(RULES, sent(now.date() + timedelta(days=1), delay_days="14", decide="1"))
    assert "Samtal" in page(log_in_as("alva"))

    decided(log_in_as, now, delay_days="14")
    assert "Samtal" not in page(log_in_as("alva"))

    decided(log_in_as, now)
    assert "Samtal" in page(log_in_as("alva"))


def test_residents_are_told_what_differs_but_never_what_is_hidden(log_in_as: LogIn, now: datetime) -> None:
    decided(log_in_as, now, signed_only="on", hidden_terms="tredje person", excluded_units=[UNIT])

    shown = page(log_in_as("alva"), reverse("journal:shown"))

    assert "Björkbackens Vård AB" in shown
    assert "Bara det som är signerat visas." in shown
    assert "Vissa mottagningar, yrken eller delar av anteckningar visas inte." in shown
    assert "tredje person" not in shown
    assert "Björkbackens vårdcentral" not in shown
