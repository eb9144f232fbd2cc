"""An answer as XML, in the order of the contract's schema."""

from typing import Any
from xml.etree.ElementTree import Element, SubElement, register_namespace, tostring

from demo.simulators.rivta.contracts import CONTRACTS, Spoken
from demo.simulators.rivta.records import Kept, System

SOAP = "http://schemas.xmlsoap.org/soap/envelope/"
HEADERS = "urn:riv:interoperability:headers:1"
PERSONNUMMER, SAMORDNINGSNUMMER, HSA = "1.2.752.129.2.1.3.1", "1.2.752.129.2.1.3.3", "1.2.752.129.2.1.4.1"
LOG = "0f3c6f4e-7a2b-4a55-9a54-5b1a8e0a1177"

register_namespace("soapenv", SOAP)


def responder(name: str) -> str:
    """The namespace of a contract's question and answer."""
    contract, version = name.split(":")
    return f"urn:riv:{CONTRACTS[name].domain}:{contract}Responder:{version}"


def answer(
    *,
    name: str,
    records: list[Kept],
    result: str = "OK",
    more: tuple[str, str] | None = None,
    fared: dict[System, str] | None = None,
    now: str = "",
) -> bytes:
    """The records by the contract. `fared` tells how an aggregating service fared with each system."""
    spoken, space = CONTRACTS[name], responder(name)
    types, contract = f"urn:riv:{spoken.domain}:{spoken.types}", name.split(":", maxsplit=1)[0]
    envelope = Element(f"{{{SOAP}}}Envelope")
    if fared is not None:
        _statuses(SubElement(envelope, f"{{{SOAP}}}Header"), fared, now)
    body = SubElement(SubElement(envelope, f"{{{SOAP}}}Body"), f"{{{space}}}{contract}Response")
    for record in records:
        _fill(SubElement(body, f"{{{space}}}{spoken.record}"), types, _dressed(spoken, record))
    if more and spoken.has_pages:
        _fill(SubElement(body, f"{{{space}}}hasMore"), space, {"logicalAddress": more[0], "reference": more[1]})
    if spoken.result != "none":
        told = {"resultCode": result} | ({"logId": LOG} if spoken.result == "log" else {})
        _fill(SubElement(body, f"{{{space}}}result"), types, told)
    return bytes(tostring(envelope, encoding="UTF-8", xml_declaration=True))


def fault(*, code: str, text: str) -> bytes:
    """A SOAP fault; the code is Client or Server."""
    envelope = Element(f"{{{SOAP}}}Envelope")
    inner = SubElement(SubElement(envelope, f"{{{SOAP}}}Body"), f"{{{SOAP}}}Fault")
    SubElement(inner, "faultcode").text = f"soapenv:{code}"
    SubElement(inner, "faultstring").text = text
    return bytes(tostring(envelope, encoding="UTF-8", xml_declaration=True))


def _dressed(spoken: Spoken, record: Kept) -> dict[str, Any]:
    if spoken.header == "access":
        return {"header": _access_header(spoken, record), "body": record.body}
    if spoken.header == "summary":
        return {f"{spoken.record}Header": _summary_header(spoken, record), f"{spoken.record}Body": record.body}
    if spoken.record == "observationGroup":
        return _observation_group(record)
    return {"subjectOfCareId": record.person} | record.body


def _summary_header(spoken: Spoken, record: Kept) -> dict[str, Any]:
    signed = spoken.has_signature and record.signed
    return {
        "documentId": record.id,
        spoken.system: record.system,
        "patientId": {"id": record.person, "type": _kind(record.person)},
        "accountableHealthcareProfessional": {
            "authorTime": record.written,
            "healthcareProfessionalHSAId": f"{record.unit}-P1",
            "healthcareProfessionalName": record.author,
            "healthcareProfessionalRoleCode": {"originalText": record.title},
            "healthcareProfessionalOrgUnit": {"orgUnitHSAId": record.unit, "orgUnitName": record.unit_name},
            "healthcareProfessionalCareUnitHSAId": record.unit,
            "healthcareProfessionalCareGiverHSAId": record.care_giver,
        },
        **({"legalAuthenticator": {"signatureTime": record.written}} if signed else {}),
        "approvedForPatient": record.approved,
        **({"nullified": True, "nullifiedReason": "Skriven på fel patient"} if record.nullified else {}),
    }


def _access_header(spoken: Spoken, record: Kept) -> dict[str, Any]:
    person = {"root": _kind(record.person), "extension": record.person}
    is_laboratory = spoken.record == "laboratoryOrderOutcome"
    giver = "accountableCareGiver" if is_laboratory else "accountableHealthcareProvider"
    author = {
        "id": _hsa(f"{record.unit}-P1"),
        "name": record.author,
        "timestamp": record.written,
        "byRole": {"originalText": record.title},
    }
    inner = "urn:riv:clinicalprocess:healthcond:actoutcome:4"
    unit = {f"{{{inner}}}id": _hsa(record.unit, inner), f"{{{inner}}}name": record.unit_name}
    plain_unit = {"orgUnitHSAId": record.unit, "orgUnitName": record.unit_name}
    return {
        "accessControlHeader": {
            giver: _hsa(record.care_giver),
            "accountableCareUnit": _hsa(record.unit),
            **({} if is_laboratory else {"patientId": person}),
            "blockComparisonTime": record.written,
            "approvedForPatient": record.approved,
            # Added in 4.1, and so in a namespace of its own.
            **({f"{{{inner}.1}}patientId": _spaced(person, inner)} if is_laboratory else {}),
        },
        "sourceSystemId": _hsa(record.system),
        "record": {"id": {"root": record.system, "extension": record.id}, "timestamp": record.written},
        "author": author | ({f"{{{inner}.1}}orgUnit": unit} if is_laboratory else {"orgUnit": plain_unit}),
        **({"signature": {"timestamp": record.written}} if record.signed else {}),
    }


def _observation_group(record: Kept) -> dict[str, Any]:
    observation = dict(record.body)
    return {
        "patient": {
            "id": {"root": _kind(record.person), "extension": record.person},
            "dateOfBirth": observation.pop("dateOfBirth"),
        },
        "performerRole": {
            "code": {"code": "206010", "codeSystem": "1.2.752.129.2.2.1.4", "displayName": record.title},
            "person": {"name": record.author},
            "careUnit": {
                "id": _hsa(record.unit),
                "name": record.unit_name,
                "careGiver": {"id": _hsa(record.care_giver)},
            },
        },
        "sourceSystem": {"id": _hsa(record.system)},
        "observation": {
            "id": {"root": record.care_giver, "extension": record.id},
            **observation,
            "valueNegation": False,
            "approvedForPatient": record.approved,
            "registrationTime": record.written,
        },
    }


def _statuses(header: Element, fared: dict[System, str], now: str) -> None:
    status = SubElement(header, f"{{{HEADERS}}}ProcessingStatus")
    for system, code in fared.items():
        is_well = code == "DataFromSource"
        error = {"causingAgent": "service_producer", "code": "VP009", "text": "Error connecting to service producer"}
        told = {
            "logicalAddress": system.logical_address,
            "statusCode": code,
            "isResponseFromCache": False,
            "isResponseInSynch": is_well,
            "lastSuccessfulSynch": now if is_well else "",
            **({} if is_well else {"lastUnsuccessfulSynch": now, "lastUnsuccessfulSynchError": error}),
        }
        _fill(SubElement(status, f"{{{HEADERS}}}ProcessingStatusList"), HEADERS, told)


def _fill(parent: Element, space: str, inner: dict[str, Any]) -> None:
    for name, value in inner.items():
        for one in value if isinstance(value, list) else [value]:
            element = SubElement(parent, name if name.startswith("{") else f"{{{space}}}{name}")
            if isinstance(one, dict):
                _fill(element, space, one)
            else:
                element.text = str(one).lower() if isinstance(one, bool) else str(one)


def _hsa(id: str, space: str = "") -> dict[str, Any]:
    return _spaced({"root": HSA, "extension": id}, space)


def _spaced(inner: dict[str, Any], space: str) -> dict[str, Any]:
    return {f"{{{space}}}{name}" if space else name: value for name, value in inner.items()}


def _kind(number: str) -> str:
    return SAMORDNINGSNUMMER if number[6:8] > "60" else PERSONNUMMER
