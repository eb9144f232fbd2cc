"""Asking somebody to be one's ombud: nobody learns who exists, and nothing begins before the yes."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from uuid import UUID

import pytest

from conftest import TODAY, number_of, opened, representative, resident
from ingang.foundation.access.representation import people_i_may_act_for
from ingang.foundation.audit.models import AuditEvent
from ingang.foundation.people.actions.mandates import narrow_mandate, revoke_mandate
from ingang.foundation.people.actions.offers import accept_offer, decline_offer, offer_mandate, withdraw_offer
from ingang.foundation.people.errors import (
    MandateNeedsAdults,
    MandateRefused,
    MandateTooLong,
    MandateTooWide,
    OfferGone,
    OnlyThePersonHerself,
)
from ingang.foundation.people.models import Mandate, MandateOffer, Person
from ingang.foundation.people.offers import LASTS, offers_by, offers_to
from ingang.kernel.identifiers import IdentifierKind, PersonIdentifier

Cast = Callable[[str], UUID]
BOOKING = "booking.appointment"
UNTIL = date(2027, 5, 1)
UNKNOWN = PersonIdentifier(IdentifierKind.PERSONNUMMER, "200001012384")


def ask(now: datetime, *, asker: str = "alva", to: str = "cleo", name: str = "Åkerman", **values: object) -> UUID:
    grant = opened(resident(asker), "people.person", now=now)
    told: dict[str, object] = {
        "identifier": number_of(to),
        "family_name": name,
        "kinds": [BOOKING],
        "valid_until": UNTIL,
    }
    return offer_mandate(grant=grant, now=now, **(told | values))  # type: ignore[arg-type]


def answer(now: datetime, offer: UUID, *, by: str = "cleo", yes: bool = True) -> None:
    grant = opened(resident(by), "people.person", now=now)
    (accept_offer if yes else decline_offer)(grant=grant, offer=offer, now=now)


def acting(key: str, now: datetime) -> list[str]:
    return [one.name for one in people_i_may_act_for(actor=resident(key), now=now)]


def test_nothing_begins_before_the_yes(cast: Cast, now: datetime) -> None:
    offer = ask(now)
    before = acting("cleo", now)

    answer(now, offer)

    assert before == []
    assert acting("cleo", now) == ["Alva Lindqvist"]
    assert Mandate.unguarded.get(ombud=cast("cleo")).valid_until == UNTIL
    assert MandateOffer.unguarded.get().mandate is not None
    events = AuditEvent.objects.filter(event__in=["people.mandate_offered", "people.mandate_accepted"])
    assert {one.person for one in events} == {cast("alva")}
    assert number_of("cleo").value not in str([one.details for one in events])


def test_a_no_ends_it(cast: Cast, now: datetime) -> None:
    offer = ask(now)

    answer(now, offer, yes=False)

    assert acting("cleo", now) == []
    assert offers_by(person=cast("alva"), now=now) == []
    with pytest.raises(OfferGone):
        answer(now, offer)


@pytest.mark.parametrize("name", ["åkerman", "  Åkerman ", "ÅKERMAN"])
def test_the_name_is_read_kindly(cast: Cast, now: datetime, name: str) -> None:
    ask(now, name=name)

    assert len(offers_to(person=cast("cleo"), now=now)) == 1


def test_a_wrong_name_an_unknown_number_and_a_protected_person_look_the_same_to_the_asker(
    cast: Cast, now: datetime
) -> None:
    ask(now)
    ask(now, name="Nilsson")
    ask(now, identifier=UNKNOWN)
    ask(now, to="freja", name="Holm")

    assert [one.ended_at for one in offers_by(person=cast("alva"), now=now)] == [None] * 4
    assert len(offers_to(person=cast("cleo"), now=now)) == 1
    assert offers_to(person=cast("freja"), now=now) == []


def test_nobody_answers_for_another(cast: Cast, now: datetime) -> None:
    offer = ask(now)

    for key in ("erik", "alva"):
        with pytest.raises(OfferGone):
            answer(now, offer, by=key)
    with pytest.raises(OnlyThePersonHerself):
        accept_offer(
            grant=opened(representative("erik", acting_for="dagny"), "people.person", now=now), offer=offer, now=now
        )


@pytest.mark.parametrize(
    ("values", "error"),
    [
        ({"kinds": ["records.clinical"]}, MandateTooWide),
        ({"kinds": [BOOKING, "audit.event"]}, MandateTooWide),
        ({"kinds": []}, MandateTooWide),
        ({"valid_until": TODAY}, MandateTooLong),
        ({"valid_until": TODAY + timedelta(days=366)}, MandateTooLong),
        ({"to": "alva"}, MandateRefused),
        ({"asker": "freja"}, MandateRefused),
        ({"asker": "maja"}, MandateNeedsAdults),
    ],
)
def test_what_can_not_be_handed_over_is_refused(
    cast: Cast, now: datetime, values: dict[str, object], error: type[Exception]
) -> None:
    with pytest.raises(error):
        ask(now, **values)  # type: ignore[arg-type]

    assert not MandateOffer.unguarded.exists()


def test_a_teenager_can_not_accept(cast: Cast, now: datetime) -> None:
    offer = ask(now, to="maja", name="Ekström")

    with pytest.raises(MandateNeedsAdults):
        answer(now, offer, by="maja")


def test_a_question_is_taken_back_by_the_asker_alone(cast: Cast, now: datetime) -> None:
    offer = ask(now)
    with pytest.raises(OfferGone):
        withdraw_offer(grant=opened(resident("cleo"), "people.person", now=now), offer=offer, now=now)

    withdraw_offer(grant=opened(resident("alva"), "people.person", now=now), offer=offer, now=now)

    with pytest.raises(OfferGone):
        answer(now, offer)


def test_a_question_waits_a_month(cast: Cast, now: datetime) -> None:
    ask(now)

    assert offers_to(person=cast("cleo"), now=now + LASTS) == []


def test_one_who_was_protected_meanwhile_gives_nothing(cast: Cast, now: datetime) -> None:
    offer = ask(now)
    Person.objects.filter(id=cast("alva")).update(protection="confidentiality")

    with pytest.raises(OfferGone):
        answer(now, offer)


def test_narrowing_and_revoking_count_at_the_next_request(cast: Cast, now: datetime) -> None:
    answer(now, ask(now, kinds=[BOOKING, "inbox.message"]))
    mandate, alva = Mandate.unguarded.get(ombud=cast("cleo")).id, opened(resident("alva"), "people.person", now=now)

    narrow_mandate(grant=alva, mandate=mandate, kinds=[BOOKING], valid_until=UNTIL, now=now)
    narrow = people_i_may_act_for(actor=resident("cleo"), now=now)[0].kinds
    revoke_mandate(grant=alva, mandate=mandate, now=now)

    assert narrow == {BOOKING}
    assert acting("cleo", now) == []
