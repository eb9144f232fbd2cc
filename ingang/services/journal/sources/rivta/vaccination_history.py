"""Vaccinations: GetVaccinationHistory 2, as Immunization, one for each dose of a record."""

from collections.abc import Iterator

from lxml import etree

from ingang.connectors.rivta.contracts import Contract
from ingang.connectors.rivta.reading import child, children, text
from ingang.services.journal.sources.rivta.errors import BadRecord
from ingang.services.journal.sources.rivta.header import Header
from ingang.services.journal.sources.rivta.received import Resource
from ingang.services.journal.sources.rivta.resources import patient, place, resource, unit, visit
from ingang.services.journal.sources.rivta.values import concept, day, quantity, said, told, words

GIVEN_BY, ORDERED_BY = (
    {"coding": [{"system": "http://terminology.hl7.org/CodeSystem/v2-0443", "code": code}]} for code in ("AP", "OP")
)


def compose(*, record: etree._Element, header: Header, contract: Contract) -> Iterator[tuple[Resource, ...]]:
    """One immunization for each dose. Refuses a record of no vaccine at all."""
    body = child(record, "vaccinationMedicalRecordBody")
    registered = child(body, "registrationRecord")
    doses = list(children(body, "administrationRecord"))
    unstructured = text(registered, "vaccinationUnstructuredNote")
    if not doses and not unstructured:
        raise BadRecord("vaccine")
    if not doses:
        yield (_immunization(None, registered, header, contract, "0", words(unstructured)),)
    for number, dose in enumerate(doses):
        vaccine = _vaccine(dose) or words(unstructured)
        if not vaccine:
            raise BadRecord("vaccine")
        yield (_immunization(dose, registered, header, contract, str(number), vaccine),)


def _immunization(
    dose: etree._Element | None,
    registered: etree._Element | None,
    header: Header,
    contract: Contract,
    part: str,
    vaccine: Resource,
) -> Resource:
    late, given_on = text(dose, "sourceDescription"), day(text(registered, "date"))
    notes = (
        text(registered, "vaccinationUnstructuredNote"),
        text(dose, "commentPrescription"),
        text(dose, "commentAdministration"),
    )
    return resource(
        "Immunization",
        header=header,
        contract=contract,
        part=part,
        status="completed",
        vaccineCode=vaccine,
        patient=patient(header),
        encounter=visit(header),
        occurrenceDateTime=header.documented or given_on or header.written,
        recorded=given_on,
        primarySource=not late,
        reportOrigin=words(late),
        lotNumber=text(dose, "vaccineBatchId"),
        manufacturer=told(display=text(dose, "vaccineManufacturer")),
        site=concept(child(dose, "anatomicalSite")),
        route=concept(child(dose, "route")),
        doseQuantity=quantity(child(dose, "dose", "quantity")),
        performer=_performers(dose, header),
        note=[{"text": note} for note in notes if note and note != vaccine.get("text")],
        programEligibility=said(concept(one) for one in children(registered, "riskCategory")),
        protocolApplied=_protocol(dose),
    )


def _vaccine(dose: etree._Element) -> Resource:
    names = [concept(child(dose, name)) for name in ("vaccineName", "typeOfVaccine")]
    coding = [code for one in names for code in one.get("coding", [])]
    return told(coding=coding, text=next((one["text"] for one in names if one.get("text")), ""))


def _performers(dose: etree._Element | None, header: Header) -> list[Resource]:
    found = []
    for role, organisation, person in (
        (GIVEN_BY, "performerOrg", "performer"),
        (ORDERED_BY, "prescriberOrg", "prescriberPerson"),
    ):
        where = place(hsa_id=text(dose, organisation, "orgUnitHSAId"), name=text(dose, organisation, "orgUnitName"))
        who = told(type="Practitioner", display=text(dose, person, "personName"))
        found += [{"function": role, "actor": one} for one in (where, who) if one.get("display")]
    return found or ([{"function": GIVEN_BY, "actor": unit(header)}] if unit(header) else [])


def _protocol(dose: etree._Element | None) -> list[Resource]:
    found = told(
        series=concept(child(dose, "vaccinationProgramName")).get("text", ""),
        targetDisease=said(concept(one) for one in children(dose, "vaccineTargetDisease")),
        doseNumberPositiveInt=_count(text(dose, "doseOrdinalNumber")),
        seriesDosesPositiveInt=_count(text(dose, "numberOfPrescribedDoses")),
    )
    if found and "doseNumberPositiveInt" not in found:
        # FHIR demands a dose number, and the source has none.
        found["doseNumberString"] = "–"
    return [found] if found else []


def _count(written: str) -> int | None:
    return int(written) if written.isascii() and written.isdecimal() and 0 < int(written) < 100 else None
