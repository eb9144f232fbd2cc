"""The log-in reads the population register anew; when it does not answer, what was last known counts."""

from collections.abc import Callable
from datetime import date
from uuid import UUID

import pytest
from django.urls import reverse

from conftest import TODAY, number_of
from ingang.connectors.population_register.errors import Unreachable
from ingang.connectors.population_register.fake import FakePersonService
from ingang.connectors.population_register.records import GUARDIAN, GUARDIAN_OF, PersonRecord, Related
from ingang.foundation.identity.models import LogIn
from ingang.foundation.people.models import Person
from ingang.foundation.people.personal_data_service import PersonalDataService
from ingang.foundation.people.queries import children_of
from ingang.kernel.identifiers import IdentifierKind, PersonIdentifier
from ingang.services.log_in.tests.conftest import Walker

Cast = Callable[[str], UUID]
NEWBORN = PersonIdentifier(IdentifierKind.PERSONNUMMER, "202611012388")


@pytest.fixture
def register(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> FakePersonService:
    service = FakePersonService()
    place = "ingang.foundation.identity.orders.population_register"
    monkeypatch.setattr(place, lambda: PersonalDataService(service=service))
    return service


def record(key: str, **values: object) -> PersonRecord:
    facts = {
        "given_name": "Alva",
        "surname": "Ny",
        "birth_date": date(1992, 1, 5),
        "county": "01",
        "municipality": "84",
    }
    return PersonRecord(identifier=number_of(key), **(facts | values))  # type: ignore[arg-type]


def test_the_log_in_brings_what_is_new(walker: Walker, register: FakePersonService, cast: Cast) -> None:
    register.know(record("alva"))
    walker.begin()
    walker.approve("alva")

    walker.look()

    assert Person.objects.get(id=cast("alva")).family_name == "Ny"
    assert LogIn.objects.get().person == cast("alva")


def test_a_new_parent_finds_the_child_at_the_first_log_in_after_the_birth(
    walker: Walker, register: FakePersonService, cast: Cast
) -> None:
    register.know(record("alva", relations=(Related(code=GUARDIAN_OF, identifier=NEWBORN),)))
    custody = (Related(code=GUARDIAN, identifier=number_of("alva")),)
    register.know(PersonRecord(identifier=NEWBORN, birth_date=date(2026, 11, 1), relations=custody))
    walker.begin()
    walker.approve("alva")

    walker.look()

    assert [one.birth_date for one in children_of(guardian=cast("alva"), on=TODAY)] == [date(2026, 11, 1)]


def test_one_who_died_yesterday_is_refused(walker: Walker, register: FakePersonService) -> None:
    register.know(record("alva", deregistration_code="AV", deregistered_on=TODAY))
    walker.begin()
    walker.approve("alva")

    page = walker.client.get(reverse("log_in:order")).content.decode()

    assert "registrerad som avliden" in page
    assert LogIn.objects.count() == 0


def test_one_who_has_moved_abroad_still_logs_in(walker: Walker, register: FakePersonService, cast: Cast) -> None:
    register.know(record("alva", deregistration_code="UV", deregistered_on=TODAY))
    walker.begin()
    walker.approve("alva")

    walker.look()

    assert LogIn.objects.get().person == cast("alva")
    assert Person.objects.get(id=cast("alva")).deregistration == "emigrated"


def test_when_the_register_is_down_what_was_last_known_counts(
    walker: Walker, register: FakePersonService, cast: Cast
) -> None:
    register.break_with(Unreachable())
    walker.begin()
    walker.approve("alva")

    walker.look()

    assert LogIn.objects.get().person == cast("alva")


@pytest.mark.parametrize(
    ("level", "status", "enters"),
    [
        ("STYRKT", "AKTIVT", True),
        ("STYRKT", "VILANDEFORKLARAT", False),
        ("STYRKT", "AVREGISTRERAT", False),
        ("SANNOLIK", "AKTIVT", False),
        ("OSAKER", "AKTIVT", False),
    ],
)
def test_a_coordination_number_must_be_proven_and_active(
    walker: Walker, register: FakePersonService, level: str, status: str, enters: bool
) -> None:
    register.know(record("imran", identity_level=level, identity_status=status))
    walker.begin()
    walker.approve("imran")

    walker.look()

    assert LogIn.objects.exists() is enters
    assert enters or "samordningsnummer" in walker.client.get(reverse("log_in:order")).content.decode()
