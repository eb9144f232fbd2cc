"""Records as they come, from the demonstration's systems and by hand."""

from datetime import date
from functools import cache
from typing import Any

from lxml import etree

from demo.care_systems import holdings
from demo.simulators.rivta.answers import answer
from ingang.connectors.rivta.contracts import DIAGNOSIS_2, Contract
from ingang.connectors.rivta.envelope import opened
from ingang.connectors.rivta.messages import reply
from ingang.connectors.rivta.replies import Reply
from ingang.kernel.identifiers import IdentifierKind, PersonIdentifier, parse_person_identifier
from ingang.services.journal.sources.rivta.answers import read
from ingang.services.journal.sources.rivta.received import Reading

TODAY = date(2026, 11, 26)
ALVA = PersonIdentifier(IdentifierKind.PERSONNUMMER, "194308219817")
PERSONNUMMER, SAMORDNINGSNUMMER = "1.2.752.129.2.1.3.1", "1.2.752.129.2.1.3.3"


@cache
def told_by_the_demonstration(contract: Contract) -> tuple[Reply, PersonIdentifier]:
    """What the demonstration's systems say of the first person who has records by the contract."""
    held = [record for record in holdings(today=TODAY).records if record.contract == contract.code]
    person = held[0].person
    header, body = opened(
        answer=answer(name=contract.code, records=[one for one in held if one.person == person]), status=200
    )
    return reply(contract=contract, header=header, body=body), parse_person_identifier(person, today=TODAY)


def read_one(
    inner: str,
    *,
    contract: Contract = DIAGNOSIS_2,
    patient: str = ALVA.value,
    kind: str = PERSONNUMMER,
    marks: str = "<approvedForPatient>true</approvedForPatient>",
    signed: str = "20260501120000",
    more: str = "",
    unit: str = "SE1-U1",
) -> Reading:
    """One record about Alva with the patient summary header, and this inside its body."""
    signature = f"<legalAuthenticator><signatureTime>{signed}</signatureTime></legalAuthenticator>" if signed else ""
    return read_as_written(
        f"""<{contract.record}Header><documentId>d1</documentId><sourceSystemHSAId>SE1</sourceSystemHSAId>{more}
        <patientId><id>{patient}</id><type>{kind}</type></patientId>
        <accountableHealthcareProfessional><authorTime>20260501101500</authorTime>
        <healthcareProfessionalName>Karin Berglund</healthcareProfessionalName>
        <healthcareProfessionalOrgUnit><orgUnitHSAId>SE1-U2</orgUnitHSAId><orgUnitName>Lunden</orgUnitName>
        </healthcareProfessionalOrgUnit>
        <healthcareProfessionalCareUnitHSAId>{unit}</healthcareProfessionalCareUnitHSAId>
        <healthcareProfessionalCareGiverHSAId>SE1-G1</healthcareProfessionalCareGiverHSAId>
        </accountableHealthcareProfessional>{signature}{marks}</{contract.record}Header>
        <{contract.record}Body>{inner}</{contract.record}Body>""",
        contract=contract,
    )


def read_with_access(inner: str, *, contract: Contract, signed: bool = True, locked: str = "") -> Reading:
    """One record about Alva with the header of access control."""
    signature = "<signature><timestamp>20260501120000</timestamp></signature>" if signed else ""
    lock = f"<lockTime>{locked}</lockTime>" if locked else ""
    return read_as_written(
        f"""<header><accessControlHeader><accountableCareUnit><extension>SE1-U1</extension></accountableCareUnit>
        <patientId><root>{PERSONNUMMER}</root><extension>{ALVA.value}</extension></patientId>{lock}
        <approvedForPatient>true</approvedForPatient></accessControlHeader>
        <sourceSystemId><extension>SE1</extension></sourceSystemId>
        <record><id><extension>r1</extension></id><timestamp>20260501101500</timestamp></record>{signature}</header>
        <body>{inner}</body>""",
        contract=contract,
    )


def read_as_written(*records: str, contract: Contract, person: PersonIdentifier = ALVA) -> Reading:
    """Records as they are written."""
    elements = [
        etree.fromstring(f'<{contract.record} xmlns="{contract.types}">{inner}</{contract.record}>')
        for inner in records
    ]
    return read(contract=contract, reply=Reply(contract=contract, records=tuple(elements)), persons=frozenset({person}))


def only(reading: Reading) -> dict[str, Any]:
    """The one resource, with its parts under their types."""
    (one,) = reading.received
    return one.resource | {part["resourceType"]: part for part in one.parts}


def cv(name: str, words: str) -> str:
    return f"<{name}><originalText>{words}</originalText></{name}>"
