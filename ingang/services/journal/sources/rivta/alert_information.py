"""Warnings: GetAlertInformation 2, as Flag, with an AllergyIntolerance beside it where it is a hypersensitivity."""

from collections.abc import Iterator

from lxml import etree

from ingang.connectors.rivta.contracts import Contract
from ingang.connectors.rivta.reading import child, children, text
from ingang.services.journal.sources.rivta.docbook import xhtml
from ingang.services.journal.sources.rivta.header import Header
from ingang.services.journal.sources.rivta.received import Resource
from ingang.services.journal.sources.rivta.resources import (
    author,
    clinical,
    narrative,
    patient,
    points_at,
    resource,
    signer,
    visit,
)
from ingang.services.journal.sources.rivta.values import concept, day, instant, said, told, words

EXTENSIONS = "https://fhir.inera.se/ig/ehds-tk/StructureDefinition/"
FLAG_DETAIL = "http://hl7.org/fhir/StructureDefinition/flag-detail"
SURE = {"bekräftad", "säker"}


def compose(*, record: etree._Element, header: Header, contract: Contract) -> Iterator[tuple[Resource, ...]]:
    """The flag first, and what is known of the hypersensitivity."""
    body = child(record, "alertInformationBody")
    over = child(body, "hypersensitivity")
    parts = () if over is None else (_allergy(body, over, header, contract),)
    yield (_flag(body, header, contract, parts), *parts)


def _flag(body: etree._Element | None, header: Header, contract: Contract, parts: tuple[Resource, ...]) -> Resource:
    kinds = (child(body, "typeOfAlertInformation"), child(body, "hypersensitivity", "typeOfHypersensitivity"))
    span = child(body, "validityTimePeriod")
    ends = filter(None, (instant(text(span, "end")), instant(text(body, "obsoleteTime"))))
    said_more = _said_more(body)
    return resource(
        "Flag",
        header=header,
        contract=contract,
        extension=[*({"url": FLAG_DETAIL, "valueReference": points_at(one)} for one in parts), *_extensions(body)],
        status="active",
        category=said(concept(one) for one in kinds),
        code=_code(body),
        subject=patient(header),
        period=told(start=instant(text(span, "start")), end=min(ends, default="")),
        encounter=visit(header),
        author=author(header),
        text=narrative(xhtml(written=said_more)) if said_more else {},
    )


def _code(body: etree._Element | None) -> Resource:
    """What it warns of: the one of the six kinds that the record is."""
    medicine = child(body, "hypersensitivity", "pharmaceuticalHypersensitivity")
    other = child(body, "hypersensitivity", "otherHypersensitivity")
    found = (
        concept(child(medicine, "atcSubstance")),
        words(text(medicine, "nonATCSubstance")),
        *(concept(one) for one in children(medicine, "pharmaceuticalProductId")),
        concept(child(other, "hypersensitivityAgentCode")),
        words(text(other, "hypersensitivityAgent")),
        concept(child(body, "seriousDisease", "disease")),
        concept(child(body, "treatment", "treatmentCode")),
        words(text(body, "treatment", "treatmentDescription")),
        concept(child(body, "communicableDisease", "communicableDiseaseCode")),
        words(text(body, "unstructuredAlertInformation", "unstructuredAlertInformationHeading")),
        concept(child(body, "typeOfAlertInformation")),
    )
    return next(filter(None, found), {})


def _said_more(body: etree._Element | None) -> str:
    parts = (
        text(body, "unstructuredAlertInformation", "unstructuredAlertInformationContent"),
        text(body, "restrictionOfCare", "restrictionOfCareComment"),
        text(body, "treatment", "treatmentDescription"),
        text(body, "hypersensitivity", "pharmaceuticalHypersensitivity", "nonATCSubstanceComment"),
        text(body, "alertInformationComment"),
        text(body, "obsoleteComment"),
    )
    return "\n".join(filter(None, parts))


def _extensions(body: etree._Element | None) -> list[Resource]:
    over = child(body, "hypersensitivity")
    graded = (
        ("alert-degree-of-severity", child(over, "degreeOfSeverity")),
        ("alert-degree-of-certainty", child(over, "degreeOfCertainty")),
        ("alert-route-of-transmission", child(body, "communicableDisease", "routeOfTransmission")),
        ("alert-pharmaceutical-treatment", child(body, "treatment", "pharmaceuticalTreatment")),
    )
    found = [{"url": EXTENSIONS + name, "valueCodeableConcept": concept(one)} for name, one in graded if concept(one)]
    ascertained = day(text(body, "ascertainedDate"))
    if ascertained:
        found.append({"url": f"{EXTENSIONS}alert-ascertained-date", "valueDate": ascertained})
    return found


def _allergy(body: etree._Element | None, over: etree._Element, header: Header, contract: Contract) -> Resource:
    certainty = concept(child(over, "degreeOfCertainty")).get("text", "")
    note = text(body, "alertInformationComment")
    return resource(
        "AllergyIntolerance",
        header=header,
        contract=contract,
        clinicalStatus=clinical("allergyintolerance-clinical", "active"),
        verificationStatus=clinical(
            "allergyintolerance-verification", "confirmed" if certainty.lower() in SURE else "unconfirmed"
        ),
        type="allergy",
        code=_code(body),
        patient=patient(header),
        encounter=visit(header),
        onsetDateTime=day(text(body, "ascertainedDate")),
        recordedDate=header.written,
        recorder=author(header),
        asserter=signer(header),
        note=[{"text": note}] if note else [],
    )
