"""What the client asks, and what it makes of every kind of answer."""

import socket
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from lxml import etree

from ingang.connectors.http import LARGEST_ANSWER, Limits
from ingang.connectors.population_register import errors
from ingang.connectors.population_register.client import MOST_AT_ONCE, PersonServiceClient
from ingang.connectors.population_register.messages import CORE, RESPONDER
from ingang.connectors.population_register.records import Related, Told
from ingang.connectors.population_register.settings import RegisterSettings
from ingang.connectors.tests.stub import Stub
from ingang.kernel.identifiers import IdentifierKind, PersonIdentifier

pytestmark = pytest.mark.allow_hosts(["127.0.0.1", "::1"])

ALVA = PersonIdentifier(IdentifierKind.PERSONNUMMER, "194308219817")
BO = PersonIdentifier(IdentifierKind.PERSONNUMMER, "197208222385")
OLD = PersonIdentifier(IdentifierKind.SAMORDNINGSNUMMER, "194308819814")
CONTRACT = Path(__file__).parents[1] / "contract" / "GetPersonsForProfileResponder_5.0.xsd"
SOAP = "http://schemas.xmlsoap.org/soap/envelope/"

ID = "<c:root>1.2.752.129.2.1.3.1</c:root><c:extension>194308219817</c:extension>"
RECORD = f"""
<c:personalIdentity>{ID}</c:personalIdentity><c:gender>K</c:gender>
<c:protectedPersonIndicator>false</c:protectedPersonIndicator><c:testIndicator>true</c:testIndicator>
<c:primaryIdentity>true</c:primaryIdentity><c:version>20260102030405</c:version>
<c:name><c:givenNameIndicator>20</c:givenNameIndicator><c:givenName>Eva Alva</c:givenName>
<c:surname>Ek</c:surname></c:name>
<c:referredPersonalIdentities><c:referredPersonalIdentity><c:root>1.2.752.129.2.1.3.3</c:root>
<c:extension>194308819814</c:extension></c:referredPersonalIdentity></c:referredPersonalIdentities>
<c:birth><c:dateOfBirth><c:format>YYYY-MM-DD</c:format><c:value>1943-08-21</c:value></c:dateOfBirth></c:birth>
<c:populationRegistrationLocality><c:countyCode>01</c:countyCode><c:municipalityCode>84</c:municipalityCode>
</c:populationRegistrationLocality>
<c:relationship><c:relationshipId><c:personalIdentity><c:root>1.2.752.129.2.1.3.1</c:root>
<c:extension>197208222385</c:extension></c:personalIdentity></c:relationshipId><c:relationshipType>VF</c:relationshipType>
<c:relationshipToDate><c:format>YYYY-MM-DD</c:format><c:value>2030-01-01</c:value></c:relationshipToDate></c:relationship>
<c:protectedPopulationRecord>false</c:protectedPopulationRecord>"""


def answer(*records: str, asked: str = ID) -> bytes:
    """A whole answer; a record that is empty is that of nobody."""
    told = "".join(
        f"<r:requestedPersonRecord><c:requestedPersonalIdentity>{asked}</c:requestedPersonalIdentity>"
        f"{f'<c:personRecord>{record}</c:personRecord>' if record else ''}</r:requestedPersonRecord>"
        for record in records
    )
    return (
        f'<e:Envelope xmlns:e="{SOAP}" xmlns:r="{RESPONDER}" xmlns:c="{CORE}"><e:Body>'
        f"<r:GetPersonsForProfileResponse>{told}</r:GetPersonsForProfileResponse></e:Body></e:Envelope>"
    ).encode()


def fault(code: str) -> bytes:
    return (
        f'<e:Envelope xmlns:e="{SOAP}"><e:Body><e:Fault><faultcode>e:{code}</faultcode><faultstring>x</faultstring>'
        "</e:Fault></e:Body></e:Envelope>"
    ).encode()


@pytest.fixture
def client(stub: Stub) -> PersonServiceClient:
    return PersonServiceClient(
        settings=RegisterSettings(url=f"{stub.address}/pu", logical_address="SE1", consumer="SE2-1")
    )


def about_alva(client: PersonServiceClient) -> Told:
    (told,) = client.persons(identifiers=[ALVA])
    return told


def test_the_question_keeps_to_the_contract(stub: Stub, client: PersonServiceClient) -> None:
    stub.answer(answer(RECORD))
    about_alva(client)
    sent = stub.received[0]

    (question,) = etree.fromstring(sent.body).findall(f"{{{SOAP}}}Body/*")

    etree.XMLSchema(etree.parse(str(CONTRACT))).assertValid(question)
    assert b">SE1</ns0:LogicalAddress>" in sent.body
    assert sent.headers["SOAPAction"] == f'"{RESPONDER}:GetPersonsForProfile"'
    assert sent.headers["x-rivta-original-serviceconsumer-hsaid"] == "SE2-1"


def test_the_example_answer_of_these_tests_keeps_to_the_contract() -> None:
    (body,) = etree.fromstring(answer(RECORD, "")).findall(f"{{{SOAP}}}Body/*")

    etree.XMLSchema(etree.parse(str(CONTRACT))).assertValid(body)


def test_a_record_is_read(stub: Stub, client: PersonServiceClient) -> None:
    stub.answer(answer(RECORD))

    record = about_alva(client).record

    assert record
    assert (record.identifier, record.given_name, record.surname) == (ALVA, "Alva", "Ek")
    assert record.birth_date == date(1943, 8, 21)
    assert (record.county, record.municipality) == ("01", "84")
    assert record.formers == (OLD,)
    assert record.relations == (Related(code="VF", identifier=BO, ends=date(2030, 1, 1)),)
    assert record.version == datetime(2026, 1, 2, 2, 4, 5, tzinfo=UTC)
    assert not record.is_limited


def test_a_number_of_nobody_has_no_record(stub: Stub, client: PersonServiceClient) -> None:
    stub.answer(answer(""))

    assert about_alva(client).record is None


@pytest.mark.parametrize("name", ["protectedPersonIndicator", "protectedPopulationRecord"])
def test_either_protection_makes_the_record_a_limited_one(stub: Stub, client: PersonServiceClient, name: str) -> None:
    stub.answer(answer(RECORD.replace(f"<c:{name}>false", f"<c:{name}>true")))

    record = about_alva(client).record

    assert record
    assert record.is_limited


@pytest.mark.parametrize(("mark", "called"), [("10", "Eva"), ("20", "Alva"), ("12", "Eva Alva"), ("40", "Eva Alva")])
def test_the_name_she_is_called_by_is_told_by_the_mark(
    stub: Stub, client: PersonServiceClient, mark: str, called: str
) -> None:
    stub.answer(answer(RECORD.replace(">20<", f">{mark}<")))

    record = about_alva(client).record

    assert record
    assert record.given_name == called


@pytest.mark.parametrize(("format", "value"), [("YYYY", "1943"), ("YYYY-MM", "1943-08"), ("YYYY-MM-DD", "1943-13-40")])
def test_a_date_that_is_not_whole_is_no_date(stub: Stub, client: PersonServiceClient, format: str, value: str) -> None:
    stub.answer(answer(RECORD.replace("YYYY-MM-DD", format, 1).replace("1943-08-21", value)))

    record = about_alva(client).record

    assert record
    assert record.birth_date is None


GARBLED = {
    "nothing": b"",
    "text": b"It works!",
    "json": b"{}",
    "half": answer(RECORD)[:700],
    "another element": answer(RECORD).replace(b"GetPersonsForProfileResponse", b"Other"),
    "no envelope": b"<a/>",
    "empty body": f'<e:Envelope xmlns:e="{SOAP}"><e:Body/></e:Envelope>'.encode(),
    "nobody answered for": answer(),
    "answered twice": answer(RECORD, RECORD),
    "answered for another": answer(RECORD, asked=ID.replace("194308219817", "197208222385")),
    "no identity asked": answer(RECORD, asked=""),
    "no identity told": answer(RECORD.replace(ID, "<c:root>1.2.3</c:root>")),
    "protection not told": answer(RECORD.replace("protectedPersonIndicator", "somethingElse")),
    "an entity": b'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]>' + answer(RECORD.replace("Ek", "&b;")),
    "a billion laughs": b'<!DOCTYPE a [<!ENTITY b "bbb"><!ENTITY c "&b;&b;">]>' + answer(RECORD),
    "too much": b" " * (LARGEST_ANSWER + 1),
    "another alphabet": "Ä".encode("latin-1") + answer(RECORD),
}


@pytest.mark.parametrize("body", GARBLED.values(), ids=GARBLED)
def test_what_does_not_speak_the_contract_tells_nothing(stub: Stub, client: PersonServiceClient, body: bytes) -> None:
    stub.answer(body)

    with pytest.raises(errors.AnswerGarbled):
        about_alva(client)


@pytest.mark.parametrize(
    ("body", "status", "error"),
    [
        (fault("Client"), 500, errors.RegisterRefused),
        (fault("Server"), 500, errors.ServiceFailed),
        (b"<html>", 502, errors.ServiceFailed),
        (answer(RECORD), 500, errors.ServiceFailed),
        (b"", 403, errors.ServiceFailed),
        (b"moved", 302, errors.ServiceFailed),
    ],
)
def test_a_fault_is_told_apart_from_a_failure(
    stub: Stub, client: PersonServiceClient, body: bytes, status: int, error: type[Exception]
) -> None:
    stub.answer(body, status=status)

    with pytest.raises(error):
        about_alva(client)


def test_a_slow_service_is_waited_for_once(stub: Stub) -> None:
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen()
        settings = RegisterSettings(
            url=f"http://127.0.0.1:{silent.getsockname()[1]}/", limits=Limits(connect_seconds=0.2, read_seconds=0.05)
        )

        with pytest.raises(errors.TimedOut):
            PersonServiceClient(settings=settings).persons(identifiers=[ALVA])


def test_a_broken_connection_is_tried_as_often_as_the_settings_say(monkeypatch: pytest.MonkeyPatch) -> None:
    tries = []

    def broken(self: PersonServiceClient, body: bytes) -> None:
        tries.append(body)
        raise errors.Unreachable

    monkeypatch.setattr(PersonServiceClient, "_post", broken)
    client = PersonServiceClient(settings=RegisterSettings(url="http://127.0.0.1:9/", attempts=3))

    with pytest.raises(errors.Unreachable):
        client.persons(identifiers=[ALVA])
    assert len(tries) == 3


def test_nobody_listening_is_unreachable() -> None:
    client = PersonServiceClient(settings=RegisterSettings(url="http://127.0.0.1:9/"))

    with pytest.raises(errors.Unreachable):
        client.persons(identifiers=[ALVA])


def test_one_question_takes_1_to_500_numbers(client: PersonServiceClient) -> None:
    many = [PersonIdentifier(IdentifierKind.PERSONNUMMER, f"{number:012}") for number in range(MOST_AT_ONCE + 1)]

    for numbers in ([], many):
        with pytest.raises(errors.TooManyAtOnce):
            client.persons(identifiers=numbers)


def test_the_address_must_be_safe() -> None:
    with pytest.raises(ValueError, match="https"):
        replace(RegisterSettings(url="https://pu.example/"), url="http://pu.example/")


@pytest.mark.parametrize(
    ("ends", "status", "holds"),
    [(None, "", True), (date(2026, 1, 2), "", True), (date(2026, 1, 1), "", False), (None, "AS", False)],
)
def test_a_relation_that_has_ended_does_not_hold(ends: date | None, status: str, holds: bool) -> None:
    relation = Related(code="V", identifier=BO, ends=ends, status=status)

    assert relation.is_valid(on=date(2026, 1, 1)) is holds
