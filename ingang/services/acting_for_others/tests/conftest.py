"""A population register that tells what a test puts in it."""

from collections.abc import Callable
from uuid import UUID

import pytest

from conftest import number_of
from demo.cast import person_id
from ingang.connectors.population_register.fake import FakePersonService
from ingang.connectors.population_register.records import GUARDIAN, PersonRecord, Related
from ingang.foundation.people.models import Person
from ingang.foundation.people.personal_data_service import PersonalDataService

USES = (
    "ingang.foundation.identity.orders.population_register",
    "ingang.services.acting_for_others.actions.population_register",
)


@pytest.fixture
def register(cast: Callable[[str], UUID], monkeypatch: pytest.MonkeyPatch) -> FakePersonService:
    """The register knows Bo, Ella and Noah as they are, and the log-in and the switch ask it."""
    service = FakePersonService()
    for key, guardians in (("bo", ()), ("ella", ("bo",)), ("noah", ("bo",))):
        service.know(record_of(key, *guardians))
    for place in USES:
        monkeypatch.setattr(place, lambda: PersonalDataService(service=service))
    return service


def record_of(key: str, *guardians: str, **values: object) -> PersonRecord:
    """A member of the cast as the register tells of her, with these guardians."""
    person = Person.objects.get(id=person_id(key))
    facts: dict[str, object] = {
        "given_name": person.given_name,
        "surname": person.family_name,
        "birth_date": person.birth_date,
        "gender": {"female": "K", "male": "M"}[person.sex],
        "county": person.municipality[:2],
        "municipality": person.municipality[2:],
        "relations": tuple(Related(code=GUARDIAN, identifier=number_of(one)) for one in guardians),
    }
    return PersonRecord(identifier=number_of(key), **(facts | values))  # type: ignore[arg-type]
