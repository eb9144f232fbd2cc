"""Who wrote a record, about whom, and whether the patient may see it: the headers of the contracts, in one shape.

Source: the patient summary header (PatientSummaryHeaderType), and the header with access control, JoL header 2.2.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from lxml import etree

from ingang.connectors.rivta.contracts import Contract
from ingang.connectors.rivta.reading import child, children, moment, text
from ingang.kernel.identifiers import HSA_ID_OID, IdentifierKind, kind_of_system
from ingang.services.journal.sources.rivta.errors import BadRecord
from ingang.services.journal.sources.rivta.values import instant

TRUE = frozenset({"true", "1"})


@dataclass(frozen=True, kw_only=True)
class Patient:
    """A number in a record, with the kind that the source says it is of; None where nothing says."""

    kind: IdentifierKind | None
    value: str


@dataclass(frozen=True, kw_only=True)
class Header:
    """What every record tells beside its content. Times are written as FHIR has them; empty where there is none.

    HSA-ids of units and care givers are in capitals, as the house compares them.
    """

    id: str
    source_system: str
    patient: Patient | None
    written: str
    documented: str = ""
    title: str = ""
    author: str = ""
    author_id: str = ""
    profession: str = ""
    care_giver: str = ""
    care_giver_name: str = ""
    unit: str = ""
    org_unit: str = ""
    unit_name: str = ""
    contact: str = ""
    signed: str = ""
    signer: str = ""
    locked_at: datetime | None = None
    is_approved: bool = False
    is_nullified: bool = False


def summary_header(*, record: etree._Element, contract: Contract) -> Header:
    """The patient summary header. Refuses a record without one, or without its own id."""
    header = child(record, f"{contract.record}Header")
    author = child(header, "accountableHealthcareProfessional")
    org_unit = _hsa_id(author, "healthcareProfessionalOrgUnit", "orgUnitHSAId")
    return Header(
        id=_needed(text(header, "documentId")),
        source_system=text(header, "sourceSystemHSAId") or text(header, "sourceSystemHSAid"),
        patient=_patient(child(header, "patientId"), "id", "type"),
        written=instant(text(author, "authorTime")),
        documented=instant(text(header, "documentTime")),
        title=text(header, "documentTitle"),
        author=_named(text(author, "healthcareProfessionalName"), child(author, "healthcareProfessionalRoleCode")),
        author_id=text(author, "healthcareProfessionalHSAId"),
        profession=_title(child(author, "healthcareProfessionalRoleCode")),
        care_giver=_hsa_id(author, "healthcareProfessionalCareGiverHSAId"),
        unit=_hsa_id(author, "healthcareProfessionalCareUnitHSAId") or org_unit,
        org_unit=org_unit,
        unit_name=text(author, "healthcareProfessionalOrgUnit", "orgUnitName"),
        contact=text(header, "careContactId"),
        signed=instant(text(header, "legalAuthenticator", "signatureTime")),
        signer=text(header, "legalAuthenticator", "legalAuthenticatorName"),
        is_approved=text(header, "approvedForPatient") in TRUE,
        is_nullified=text(header, "nullified") in TRUE,
    )


def access_header(*, record: etree._Element, contract: Contract) -> Header:
    """The header with access control. Refuses a record without one, or without its own id."""
    header = child(record, "header")
    access, author, unit = (
        child(header, "accessControlHeader"),
        child(header, "author"),
        child(header, "author", "orgUnit"),
    )
    org_unit = _hsa_id(unit, "orgUnitHSAId") or _hsa_id(unit, "id", "extension")
    return Header(
        id=_needed(text(header, "record", "id", "extension") or text(header, "record", "id", "root")),
        source_system=text(header, "sourceSystemId", "extension"),
        # Laboratory answers know only the number that the sample was taken under, until version 4.1 added the other.
        patient=next(_patients(access), None),
        written=instant(text(header, "record", "timestamp")),
        author=_named(text(author, "name"), child(author, "byRole")),
        author_id=text(author, "id", "extension") if text(author, "id", "root") == HSA_ID_OID else "",
        profession=_title(child(author, "byRole")),
        care_giver=_hsa_id(access, "accountableHealthcareProvider", "extension")
        or _hsa_id(access, "accountableCareGiver", "extension"),
        unit=_hsa_id(access, "accountableCareUnit", "extension") or org_unit,
        org_unit=org_unit,
        unit_name=text(unit, "orgUnitName") or text(unit, "name"),
        signed=instant(text(header, "signature", "timestamp")),
        signer=text(header, "signature", "name"),
        locked_at=moment(text(access, "lockTime")),
        is_approved=text(access, "approvedForPatient") in TRUE,
    )


def observation_header(*, record: etree._Element, contract: Contract) -> Header:
    """What a group of observations has in common; each of them says for itself whether it is for the patient."""
    role, signer = child(record, "performerRole"), child(record, "legalAuthenticator")
    giver = child(role, "careUnit", "careGiver")
    return Header(
        id=_needed(text(record, "observation", "id", "extension")),
        source_system=text(record, "sourceSystem", "id", "extension"),
        patient=_patient(child(record, "patient", "id"), "extension", "root"),
        written=instant(text(record, "observation", "registrationTime")),
        author=_named(text(role, "person", "name"), child(role, "code")),
        author_id=text(role, "id", "extension"),
        profession=_title(child(role, "code")),
        care_giver=_hsa_id(giver, "id", "extension"),
        care_giver_name=text(giver, "name"),
        unit=_hsa_id(role, "careUnit", "id", "extension"),
        org_unit=_hsa_id(role, "careUnit", "id", "extension"),
        unit_name=text(role, "careUnit", "name"),
        signed=instant(text(signer, "time", "value")),
        signer=text(signer, "name"),
        is_approved=True,
    )


def request_header(*, record: etree._Element, contract: Contract) -> Header:
    """The contract of requests has neither header nor approval: a source gives only what the patient may see."""
    parts = ("senderRequestId", "receiverRequestId", "typeOfRequest", "statusCode", "eventTime")
    number = text(record, "subjectOfCareId")
    return Header(
        id="|".join(text(record, part) for part in parts),
        source_system=text(record, "logicalSystemId"),
        patient=Patient(kind=None, value=number.upper()) if number else None,
        written=instant(text(record, "eventTime")),
        author=text(record, "requestIssuedByPersonName"),
        unit=_hsa_id(record, "careUnit") or _hsa_id(record, "requestIssuedByOrganizationalUnitId"),
        org_unit=_hsa_id(record, "requestIssuedByOrganizationalUnitId"),
        unit_name=text(record, "requestIssuedByOrganizationalUnitDescription"),
        is_approved=True,
    )


def _patients(access: etree._Element | None) -> Iterator[Patient]:
    for name in ("patientId", "originalPatientId"):
        for one in children(access, name):
            patient = _patient(one, "extension", "root")
            if patient:
                yield patient


def _patient(element: etree._Element | None, value: str, kind: str) -> Patient | None:
    number = text(element, value).replace("-", "").upper()
    return Patient(kind=kind_of_system(text(element, kind)), value=number) if number else None


def _hsa_id(element: etree._Element | None, *names: str) -> str:
    return text(element, *names).upper()


def _named(name: str, role: etree._Element | None) -> str:
    return ", ".join(filter(None, (name, _title(role))))


def _title(role: etree._Element | None) -> str:
    return text(role, "displayName") or text(role, "originalText")


def _needed(id: str) -> str:
    if not id:
        raise BadRecord("id")
    return id
