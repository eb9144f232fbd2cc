"""Diagnoses: GetDiagnosis 2, as Condition."""

from collections.abc import Iterator

from lxml import etree

from ingang.connectors.rivta.contracts import Contract
from ingang.connectors.rivta.reading import child, text
from ingang.services.journal.sources.rivta.errors import BadRecord
from ingang.services.journal.sources.rivta.header import TRUE, Header
from ingang.services.journal.sources.rivta.received import Resource
from ingang.services.journal.sources.rivta.resources import author, clinical, patient, resource, signer, visit
from ingang.services.journal.sources.rivta.values import coded, concept, instant, words

TYPES = "https://terminologitjansten.inera.se/inera-kodverksforvaltning/kodverk/kv_diagnostyp"
CODES = {"Huvuddiagnos": "HD", "Bidiagnos": "BY"}


def compose(*, record: etree._Element, header: Header, contract: Contract) -> Iterator[tuple[Resource, ...]]:
    """One condition. Refuses a diagnosis without code and name."""
    body = child(record, "diagnosisBody")
    kind, code = text(body, "typeOfDiagnosis"), concept(child(body, "diagnosisCode"))
    if not code:
        raise BadRecord("code")
    categories = [coded(TYPES, CODES.get(kind, ""), kind)]
    if text(body, "chronicDiagnosis") in TRUE:
        categories.append(words("Kronisk diagnos"))
    yield (
        resource(
            "Condition",
            header=header,
            contract=contract,
            clinicalStatus=clinical("condition-clinical", "active"),
            verificationStatus=clinical("condition-ver-status", "confirmed"),
            category=categories,
            code=code,
            subject=patient(header),
            encounter=visit(header),
            onsetDateTime=instant(text(body, "diagnosisTime")),
            recordedDate=header.written,
            recorder=author(header),
            asserter=signer(header),
        ),
    )
