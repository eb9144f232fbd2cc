"""The population register by the national personal data service: its words become ours here."""

from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from django.conf import settings

from ingang.connectors.http import Limits, Tls
from ingang.connectors.population_register.client import PersonService, PersonServiceClient
from ingang.connectors.population_register.errors import PopulationRegisterError
from ingang.connectors.population_register.records import DECEASED, GUARDIAN, GUARDIAN_OF, PersonRecord
from ingang.connectors.population_register.settings import RegisterSettings
from ingang.foundation.people.errors import RegisterDown
from ingang.foundation.people.models import Deregistration, IdentityLevel, Protection
from ingang.foundation.people.population_register import PopulationRegister, RegisteredPerson
from ingang.kernel.identifiers import PersonIdentifier

LONGEST_NAME = 80
SEXES = {"K": "female", "M": "male"}
LEVELS = {
    "STYRKT": IdentityLevel.CONFIRMED,
    "SANNOLIK": IdentityLevel.PROBABLE,
    "OSAKER": IdentityLevel.UNCERTAIN,
}
ACTIVE = frozenset({"", "AKTIVT"})
REASONS = {"UV": Deregistration.EMIGRATED, "OB": Deregistration.MISSING}
REPLACED = frozenset({"GN", "GS"})
"""Codes of numbers that another one replaced: the person has not left."""


def population_register() -> PopulationRegister | None:
    """The register of this installation; None where none is connected, and what was imported is all there is."""
    told: dict[str, Any] = settings.POPULATION_REGISTER
    if not told["URL"]:
        return None
    return PersonalDataService(service=PersonServiceClient(settings=_settings(told)))


class PersonalDataService:
    """The register as the rest of the house knows it, over the service's client."""

    def __init__(self, *, service: PersonService) -> None:
        self._service = service

    def find(self, *, identifiers: Iterable[PersonIdentifier], on: date) -> Mapping[PersonIdentifier, RegisteredPerson]:
        """The persons to whom these numbers lead, by the number asked. Raises RegisterDown."""
        try:
            answers = self._service.persons(identifiers=identifiers)
        except PopulationRegisterError as error:
            raise RegisterDown() from error
        return {one.asked: registered(record=one.record, on=on) for one in answers if one.record is not None}


def registered(*, record: PersonRecord, on: date) -> RegisteredPerson:
    """The record in our words; relations that have ended are left out."""
    is_dead = record.deregistration_code == DECEASED
    has_left = bool(record.deregistration_code) and not is_dead and record.deregistration_code not in REPLACED
    return RegisteredPerson(
        identifier=record.identifier,
        given_name=record.given_name[:LONGEST_NAME],
        family_name=record.surname[:LONGEST_NAME],
        birth_date=record.birth_date,
        sex=SEXES.get(record.gender, ""),
        municipality=f"{record.county}{record.municipality}" if len(record.municipality) == 2 else "",
        protection=_protection(record),
        # A death without a date counts from the day we hear of it.
        deceased_on=(record.deregistered_on or on) if is_dead else None,
        guardians=_related(record, GUARDIAN, on),
        is_limited=record.is_limited,
        formers=tuple(one for one in record.formers if one != record.identifier),
        children=_related(record, GUARDIAN_OF, on),
        deregistration=REASONS.get(record.deregistration_code, Deregistration.OTHER) if has_left else "",
        deregistered_on=(record.deregistered_on or on) if has_left else None,
        identity_level=LEVELS.get(record.identity_level, ""),
        is_dormant=record.identity_status not in ACTIVE,
        told_at=record.version,
        address=record.address,
    )


def _protection(record: PersonRecord) -> str:
    if record.has_protected_registration:
        return Protection.PROTECTED_REGISTRATION
    return Protection.CONFIDENTIALITY if record.has_confidentiality_mark else Protection.NONE


def _related(record: PersonRecord, code: str, on: date) -> tuple[PersonIdentifier, ...]:
    valid = (one for one in record.relations if one.code == code and one.is_valid(on=on))
    return tuple(dict.fromkeys(one.identifier for one in valid if one.identifier is not None))


def _settings(told: dict[str, Any]) -> RegisterSettings:
    return RegisterSettings(
        url=told["URL"],
        logical_address=told["LOGICAL_ADDRESS"],
        consumer=told["CONSUMER"],
        limits=Limits(connect_seconds=told["CONNECT_SECONDS"], read_seconds=told["READ_SECONDS"]),
        tls=Tls(
            ca_bundle=_file(told["CA_BUNDLE"]),
            client_certificate=_file(told["CERTIFICATE"]),
            client_key=_file(told["KEY"]),
        ),
    )


def _file(name: str) -> Path | None:
    return Path(name) if name else None
