"""How somebody manages from day to day: GetFunctionalStatus 2, as Condition."""

from collections.abc import Iterator

from lxml import etree

from ingang.connectors.rivta.contracts import Contract
from ingang.connectors.rivta.reading import child, children, text
from ingang.services.journal.sources.rivta.errors import BadRecord
from ingang.services.journal.sources.rivta.header import Header
from ingang.services.journal.sources.rivta.received import Resource
from ingang.services.journal.sources.rivta.resources import author, clinical, patient, resource, signer, visit
from ingang.services.journal.sources.rivta.values import coded, concept

CATEGORIES = "https://fhir.inera.se/clinicalprocess-healthcond-description/CodeSystem/assessmentcategory-cs"
NAMES = {"pad-pad": "Aktiviteter i det dagliga livet (ADL)", "fun-fun": "Funktionstillstånd"}


def compose(*, record: etree._Element, header: Header, contract: Contract) -> Iterator[tuple[Resource, ...]]:
    """One condition, with each assessment as a note in its words. Refuses an assessment of no kind."""
    body = child(record, "functionalStatusAssessmentBody")
    kind = text(body, "assessmentCategory")
    if not kind:
        raise BadRecord("category")
    category = coded(CATEGORIES, kind, NAMES.get(kind, kind))
    yield (
        resource(
            "Condition",
            header=header,
            contract=contract,
            clinicalStatus=clinical("condition-clinical", "active"),
            verificationStatus=clinical("condition-ver-status", "confirmed"),
            category=[category],
            code=concept(child(body, "disability", "disabilityAssessment")) or category,
            subject=patient(header),
            encounter=visit(header),
            recordedDate=header.documented or header.written,
            recorder=author(header),
            asserter=signer(header),
            note=[{"text": note} for note in _notes(body)],
        ),
    )


def _notes(body: etree._Element | None) -> Iterator[str]:
    for written in (text(body, "comment"), text(body, "disability", "comment")):
        if written:
            yield written
    for one in children(body, "padl"):
        name, assessment = concept(child(one, "typeOfAssessment")).get("text", ""), text(one, "assessment")
        if assessment:
            yield f"{name}: {assessment}" if name else assessment
