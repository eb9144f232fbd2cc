"""The client against the simulator, and the simulator against the contract's schemas."""

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from lxml import etree

from demo.simulators.certificates import Authority
from demo.simulators.population_register.answers import SOAP, answer, fault
from demo.simulators.population_register.register import Register, Registered
from demo.simulators.population_register.server import ADDRESS, PopulationRegisterSimulator
from demo.simulators.serving import Beside, mutual_tls
from ingang.connectors.http import Limits, Tls
from ingang.connectors.population_register import errors
from ingang.connectors.population_register.client import PersonServiceClient
from ingang.connectors.population_register.fake import FakePersonService
from ingang.connectors.population_register.records import PersonRecord
from ingang.connectors.population_register.settings import RegisterSettings
from ingang.kernel.identifiers import IdentifierKind, PersonIdentifier

pytestmark = pytest.mark.allow_hosts(["127.0.0.1", "::1"])

CONTRACT = Path(__file__).parents[3] / "ingang/connectors/population_register/contract"
ALVA = Registered(
    number="194308219817", given_name="Alva", surname="Ek", born="1943-08-21", sex="female", place="0184",
    replaced=("194308819814",),
)  # fmt: skip
CHILD = Registered(
    number="201503152389", given_name="", surname="Ek", born="2015-03-15", guardians=(ALVA.number, "197208222385")
)
HIDDEN = Registered(
    number="197208222385", given_name="Bo", surname="Ek", born="1972-08-22", place="0184", protection="registration"
)
GONE = Registered(
    number="198507099805", given_name="Cleo", surname="Ask", born="1985-07-09", gone="AV", gone_on="2026-01-02"
)
PEOPLE = [ALVA, CHILD, HIDDEN, GONE]
NOBODY = PersonIdentifier(IdentifierKind.PERSONNUMMER, "189001019802")


def number(person: Registered) -> PersonIdentifier:
    return PersonIdentifier(IdentifierKind.PERSONNUMMER, person.number)


@pytest.fixture
def simulator() -> PopulationRegisterSimulator:
    return PopulationRegisterSimulator(people=PEOPLE)


@pytest.fixture
def client(beside: Beside, simulator: PopulationRegisterSimulator) -> PersonServiceClient:
    url = beside.web(simulator.app()) + ADDRESS
    return PersonServiceClient(settings=RegisterSettings(url=url, limits=Limits(read_seconds=0.5)))


@pytest.mark.parametrize("profile", range(1, 6))
def test_every_answer_keeps_to_the_contract(profile: int) -> None:
    schema = etree.XMLSchema(etree.parse(str(CONTRACT / "GetPersonsForProfileResponder_5.0.xsd")))
    numbers = [*(one.number for one in PEOPLE), "194308819814", NOBODY.value]

    told = answer(register=Register(PEOPLE), numbers=numbers, profile=profile, leads_on=True)

    schema.assertValid(etree.fromstring(told).find(f"{{{SOAP}}}Body/*"))
    assert b"Fault" in fault(code="Client", text="x")


def test_a_family_is_told(client: PersonServiceClient) -> None:
    told = client.persons(identifiers=[number(ALVA), number(CHILD), NOBODY])

    parent, child = told[0].record, told[1].record
    assert parent
    assert child
    assert [(one.code, one.identifier) for one in parent.relations] == [("VF", number(CHILD))]
    assert [(one.code, one.identifier) for one in child.relations] == [("V", number(ALVA)), ("V", number(HIDDEN))]
    assert (child.birth_date, child.given_name) == (date(2015, 3, 15), "")
    assert told[2].record is None


def test_a_replaced_number_leads_on(client: PersonServiceClient) -> None:
    old = PersonIdentifier(IdentifierKind.SAMORDNINGSNUMMER, "194308819814")

    (told,) = client.persons(identifiers=[old])

    assert told.asked == old
    assert told.record
    assert told.record.identifier == number(ALVA)
    assert told.record.formers == (old,)


def test_of_a_protected_person_only_the_name_is_told(client: PersonServiceClient) -> None:
    (told,) = client.persons(identifiers=[number(HIDDEN)])

    assert told.record == PersonRecord(
        identifier=number(HIDDEN), given_name="Bo", surname="Ek", has_protected_registration=True, is_limited=True,
        is_for_tests=True, version=datetime(2025, 12, 31, 23, 0, tzinfo=UTC),
    )  # fmt: skip


def test_a_death_is_told(client: PersonServiceClient) -> None:
    (told,) = client.persons(identifiers=[number(GONE)])

    assert told.record
    assert (told.record.deregistration_code, told.record.deregistered_on) == ("AV", date(2026, 1, 2))


@pytest.mark.parametrize(
    ("switch", "error"),
    [
        ({"down": True}, errors.Unreachable),
        ({"delay": 1.0}, errors.TimedOut),
        ({"error": "Server"}, errors.ServiceFailed),
        ({"error": "Client"}, errors.RegisterRefused),
        ({"error": "half"}, errors.AnswerGarbled),
        ({"error": "garbled"}, errors.AnswerGarbled),
    ],
)
def test_every_fault_of_the_switch_has_its_error(
    client: PersonServiceClient,
    simulator: PopulationRegisterSimulator,
    switch: dict[str, object],
    error: type[Exception],
) -> None:
    for name, value in switch.items():
        setattr(simulator.control, name, value)

    with pytest.raises(error):
        client.persons(identifiers=[number(ALVA)])


def test_it_stands_behind_mutual_tls(beside: Beside, simulator: PopulationRegisterSimulator, tmp_path: Path) -> None:
    authority = Authority(folder=tmp_path, name="register", now=datetime.now(UTC))
    own = authority.issue(name="consumer", is_server=False)
    tls = mutual_tls(own=authority.issue(name="service", is_server=True), clients=authority.bundle)
    settings = RegisterSettings(
        url=beside.web(simulator.app(), tls=tls) + ADDRESS,
        tls=Tls(ca_bundle=authority.bundle, client_certificate=own.certificate, client_key=own.key),
    )

    (told,) = PersonServiceClient(settings=settings).persons(identifiers=[number(ALVA)])

    stranger = PersonServiceClient(settings=replace(settings, tls=Tls(ca_bundle=authority.bundle)))

    assert told.record
    with pytest.raises(errors.Unreachable):
        stranger.persons(identifiers=[number(ALVA)])


def test_the_fake_tells_the_same_story(client: PersonServiceClient) -> None:
    fake = FakePersonService()
    asked = [number(one) for one in PEOPLE] + [NOBODY]
    for told in client.persons(identifiers=asked):
        if told.record:
            fake.know(told.record)

    assert fake.persons(identifiers=asked) == client.persons(identifiers=asked)
    fake.break_with(errors.TimedOut())
    with pytest.raises(errors.TimedOut):
        fake.persons(identifiers=asked)
