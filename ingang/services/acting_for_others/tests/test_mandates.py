"""Powers of attorney on the pages: asked, checked, answered, narrowed, ended."""

import re
from collections.abc import Callable
from datetime import datetime
from typing import Any
from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse

from conftest import number_of
from ingang.foundation.people.models import Mandate, MandateOffer, Person

LogInAs = Callable[..., Client]
Cast = Callable[[str], UUID]
ASK, START, MINE = "acting_for_others:ask", "acting_for_others:start", "acting_for_others:mine"


def form(**fields: object) -> dict[str, object]:
    told: dict[str, object] = {
        "number": number_of("cleo").value,
        "family_name": "Åkerman",
        "kinds": ["booking.appointment"],
    }
    return told | {"valid_until_0": "1", "valid_until_1": "5", "valid_until_2": "2027"} | fields


def asked(client: Client, **fields: object) -> Any:
    return client.post(reverse(ASK), form(confirm="1", **fields))


def given(log_in_as: LogInAs, kinds: list[str] | None = None) -> Mandate:
    """Alva has asked Cleo, who has said yes."""
    asked(log_in_as("alva"), **({"kinds": kinds} if kinds else {}))
    offer = MandateOffer.unguarded.get()
    log_in_as("cleo").post(reverse("acting_for_others:answer", kwargs={"offer": offer.id}), {"yes": "1"})
    return Mandate.unguarded.get(person=offer.person)


def test_the_answers_are_checked_before_anything_is_asked(log_in_as: LogInAs) -> None:
    page = log_in_as("alva").post(reverse(ASK), form()).content.decode()

    assert "Kontrollera innan du frågar" in page
    assert "Bokade tider" in page
    assert not MandateOffer.unguarded.exists()


def test_the_check_page_carries_everything_on(log_in_as: LogInAs) -> None:
    alva = log_in_as("alva")
    kinds = ["booking.appointment", "inbox.message"]
    page = alva.post(reverse(ASK), form(kinds=kinds)).content.decode()

    carried: dict[str, list[str]] = {}
    for name, value in re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)">', page):
        carried.setdefault(name, []).append(value)
    alva.post(reverse(ASK), carried | {"confirm": ["1"]})

    assert MandateOffer.unguarded.get().kinds == kinds


def test_changing_goes_back_with_what_was_filled_in(log_in_as: LogInAs) -> None:
    answer = log_in_as("alva").post(reverse(ASK), form(change="1"))

    assert answer.status_code == 200
    assert 'value="Åkerman"' in answer.content.decode()


def test_the_whole_way_from_question_to_acting(log_in_as: LogInAs, cast: Cast) -> None:
    asked(log_in_as("alva"))
    cleo = log_in_as("cleo")
    start = cleo.get(reverse(START)).content.decode()
    offer = MandateOffer.unguarded.get().id
    question = cleo.get(reverse("acting_for_others:answer", kwargs={"offer": offer})).content.decode()

    cleo.post(reverse("acting_for_others:answer", kwargs={"offer": offer}), {"yes": "1"})
    cleo.post(reverse("acting_for_others:begin"), {"person": str(cast("alva"))})

    assert "Alva Lindqvist ber dig bli ombud" in start
    assert "Bokade tider" in question
    assert cleo.get(reverse("booking:start")).status_code == 200
    assert cleo.get(reverse("inbox:start")).status_code == 403
    assert cleo.get(reverse("journal:start")).status_code in {403, 404}
    assert "Cleo Åkerman" in log_in_as("alva").get(reverse(MINE)).content.decode()


def test_the_asker_sees_the_same_whether_the_person_exists_or_not(log_in_as: LogInAs) -> None:
    alva = log_in_as("alva")
    pages = []
    for number in (number_of("cleo").value, "200001012384", number_of("freja").value):
        asked(alva, number=number)
        pages.append(alva.get(reverse(MINE)).content.decode().count("Väntar på svar"))

    assert pages == [1, 2, 3]
    assert "Cleo" not in alva.get(reverse(MINE)).content.decode()


def test_ending_it_counts_at_the_ombuds_next_request_in_an_open_log_in(log_in_as: LogInAs) -> None:
    mandate = given(log_in_as)
    cleo = log_in_as("cleo", acting_for="alva")
    before = cleo.get(reverse("booking:start")).status_code

    log_in_as("alva").post(reverse("acting_for_others:revoke", kwargs={"mandate": mandate.id}))

    after = cleo.get(reverse("booking:start"))
    assert (before, after.status_code) == (200, 404)
    assert "Alva" not in after.content.decode() + cleo.get(reverse(START)).content.decode()


def test_narrowing_counts_at_the_next_request(log_in_as: LogInAs) -> None:
    mandate = given(log_in_as, ["booking.appointment", "inbox.message"])
    cleo = log_in_as("cleo", acting_for="alva")
    before = cleo.get(reverse("inbox:start")).status_code

    fewer = {"kinds": ["booking.appointment"], "valid_until_0": "1", "valid_until_1": "4", "valid_until_2": "2027"}
    log_in_as("alva").post(reverse("acting_for_others:narrow", kwargs={"mandate": mandate.id}), fewer)

    assert (before, cleo.get(reverse("inbox:start")).status_code) == (200, 403)
    assert cleo.get(reverse("booking:start")).status_code == 200


def test_widening_is_refused_with_words(log_in_as: LogInAs) -> None:
    mandate = given(log_in_as)
    more = {"kinds": ["inbox.message"], "valid_until_0": "1", "valid_until_1": "5", "valid_until_2": "2027"}
    longer = {"kinds": ["booking.appointment"], "valid_until_0": "1", "valid_until_1": "6", "valid_until_2": "2027"}

    address = reverse("acting_for_others:narrow", kwargs={"mandate": mandate.id})
    answers = [log_in_as("alva").post(address, fields) for fields in (more, longer)]

    assert [one.status_code for one in answers] == [400, 400]
    assert Mandate.unguarded.get(id=mandate.id).kinds == ["booking.appointment"]


@pytest.mark.parametrize(
    "fields",
    [
        {"number": ""}, {"number": "1"}, {"family_name": ""}, {"kinds": []}, {"kinds": ["records.clinical"]},
        {"valid_until_2": "2099"}, {"valid_until_0": "31", "valid_until_1": "2"}, {"number": "\0"},
    ],
)  # fmt: skip
def test_bad_answers_are_told_and_nothing_is_asked(log_in_as: LogInAs, fields: dict[str, object]) -> None:
    answer = asked(log_in_as("alva"), **fields)

    assert answer.status_code == 400
    assert not MandateOffer.unguarded.exists()


@pytest.mark.parametrize(
    ("key", "why"), [("maja", "Båda måste ha fyllt 18 år."), ("freja", "Det går inte att ge fullmakten.")]
)
def test_one_who_can_not_give_a_mandate_is_told_in_words(log_in_as: LogInAs, key: str, why: str) -> None:
    client = log_in_as(key)

    mine, answers = client.get(reverse(MINE)).content.decode(), (client.get(reverse(ASK)), asked(client))

    assert [answer.status_code for answer in answers] == [403, 403]
    assert all(why in page for page in (mine, *(answer.content.decode() for answer in answers)))
    assert reverse(ASK) not in mine
    assert not MandateOffer.unguarded.exists()


def test_a_guardian_asks_nobody_in_the_childs_name(log_in_as: LogInAs) -> None:
    assert asked(log_in_as("bo", acting_for="ella")).status_code == 404


def test_a_protected_person_is_asked_nothing(log_in_as: LogInAs, cast: Cast, now: datetime) -> None:
    asked(log_in_as("alva"))
    Person.objects.filter(id=cast("cleo")).update(protection="confidentiality")

    assert "ber dig bli ombud" not in log_in_as("cleo").get(reverse(START)).content.decode()


def test_taking_the_question_back(log_in_as: LogInAs) -> None:
    asked(log_in_as("alva"))
    offer = MandateOffer.unguarded.get().id

    log_in_as("alva").post(reverse("acting_for_others:withdraw", kwargs={"offer": offer}))

    assert log_in_as("cleo").get(reverse("acting_for_others:answer", kwargs={"offer": offer})).status_code == 404
