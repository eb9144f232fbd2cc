"""People, producers and answers that the tests of this folder share."""

import asyncio
from dataclasses import replace

import aiohttp

from ingang.connectors.rivta.client import RivtaClient
from ingang.connectors.rivta.contracts import CARE_DOCUMENTATION_3, DIAGNOSIS_2, Contract
from ingang.connectors.rivta.replies import Asker, More, Reply
from ingang.connectors.rivta.settings import Producer, RivtaSettings
from ingang.kernel.identifiers import IdentifierKind, PersonIdentifier
from ingang.kernel.periods import Period

ALVA = PersonIdentifier(IdentifierKind.PERSONNUMMER, "194308219817")
BO = PersonIdentifier(IdentifierKind.PERSONNUMMER, "197208222385")
KIM = PersonIdentifier(IdentifierKind.NATIONAL_RESERVE, "22810829LL04")
SOAP = "http://schemas.xmlsoap.org/soap/envelope/"
HEADERS = "urn:riv:interoperability:headers:1"
LOG = "6f1d1a52-2b1b-4f0e-9d0a-3a3d6b2f1177"

PRODUCER = Producer(url="https://records.example/", logical_address="SE1-SYSTEM", agreement=LOG)
SETTINGS = RivtaSettings(consumer="SE2-INGANG", connect_seconds=0.5, total_seconds=2.0, largest_answer=100_000)


def diagnosis(id: str = "d1") -> str:
    """A record that keeps to GetDiagnosis 2."""
    return (
        f"<r:diagnosis><c:diagnosisHeader><c:documentId>{id}</c:documentId>"
        "<c:sourceSystemHSAId>SE1-SYSTEM</c:sourceSystemHSAId>"
        "<c:patientId><c:id>194308219817</c:id><c:type>1.2.752.129.2.1.3.1</c:type></c:patientId>"
        "<c:accountableHealthcareProfessional><c:authorTime>20260501101500</c:authorTime>"
        "</c:accountableHealthcareProfessional><c:approvedForPatient>true</c:approvedForPatient></c:diagnosisHeader>"
        "<c:diagnosisBody><c:typeOfDiagnosis>Huvuddiagnos</c:typeOfDiagnosis></c:diagnosisBody></r:diagnosis>"
    )


def result(code: str, *, error: str = "", message: str = "") -> str:
    """A result block that keeps to GetDiagnosis 2."""
    wrong = f"<c:errorCode>{error}</c:errorCode>" if error else ""
    told = f"<c:message>{message}</c:message>" if message else ""
    return f"<r:result><c:resultCode>{code}</c:resultCode>{wrong}<c:logId>{LOG}</c:logId>{told}</r:result>"


def answer(*parts: str, contract: Contract = DIAGNOSIS_2, header: str = "") -> bytes:
    """A whole answer of the contract with these elements inside."""
    name = f"{contract.name}Response"
    return (
        f'<e:Envelope xmlns:e="{SOAP}" xmlns:r="{contract.responder}" xmlns:c="{contract.types}" xmlns:h="{HEADERS}">'
        f"<e:Header>{header}</e:Header><e:Body><r:{name}>{''.join(parts)}</r:{name}></e:Body></e:Envelope>"
    ).encode()


def fault(code: str, words: str = "x") -> bytes:
    """A SOAP fault."""
    return (
        f'<e:Envelope xmlns:e="{SOAP}"><e:Body><e:Fault><faultcode>e:{code}</faultcode>'
        f"<faultstring>{words}</faultstring></e:Fault></e:Body></e:Envelope>"
    ).encode()


MORE = (
    "<r:hasMore><r:logicalAddress>SE9-OTHER</r:logicalAddress><r:reference>page 2</r:reference></r:hasMore>"
    "<r:result><c:resultCode>OK</c:resultCode></r:result>"
)
PAGED = CARE_DOCUMENTATION_3


def ask(
    url: str,
    *,
    settings: RivtaSettings = SETTINGS,
    contract: Contract = DIAGNOSIS_2,
    asker: Asker | None = None,
    period: Period | None = None,
    more: More | None = None,
) -> Reply:
    """One question about Alva, on a session of its own."""

    async def asking() -> Reply:
        async with aiohttp.ClientSession(cookie_jar=aiohttp.DummyCookieJar()) as http:
            return await RivtaClient(settings=settings).ask(
                http=http,
                producer=replace(PRODUCER, url=url),
                contract=contract,
                person=ALVA,
                asker=asker,
                period=period,
                more=more,
            )

    return asyncio.run(asking())
