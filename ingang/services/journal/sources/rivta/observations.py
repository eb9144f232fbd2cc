"""Things measured, such as a child's growth: GetObservations 1, as Observation."""

from collections.abc import Iterator

from lxml import etree

from ingang.connectors.rivta.contracts import Contract
from ingang.connectors.rivta.reading import child, children, text
from ingang.services.journal.sources.rivta.errors import BadRecord
from ingang.services.journal.sources.rivta.header import TRUE, Header
from ingang.services.journal.sources.rivta.received import Resource
from ingang.services.journal.sources.rivta.resources import HL7, author, patient, resource, unit, withheld
from ingang.services.journal.sources.rivta.values import coded, concept, instant, partial, quantity, told

# Inera's map of observation statuses (SNOMED CT) to FHIR's.
STATES = {
    "385676005": "preliminary", "385651009": "final", "272393004": "amended", "59776000": "cancelled",
    "444301002": "cancelled",
}  # fmt: skip


def compose(*, record: etree._Element, header: Header, contract: Contract) -> Iterator[tuple[Resource, ...]]:
    """Each observation; one that is not for the patient is marked. Refuses a group with one that names nothing."""
    for at, one in enumerate(children(record, "observation")):
        is_approved = text(one, "approvedForPatient") in TRUE
        try:
            observation = _observation(one, header, contract, text(one, "id", "extension") or str(at))
        except BadRecord:
            if is_approved:
                raise
            continue
        yield (observation if is_approved else withheld(observation),)


def _observation(one: etree._Element, header: Header, contract: Contract, part: str) -> Resource:
    code = concept(child(one, "type"))
    if not code:
        raise BadRecord("type")
    span, description = child(one, "time"), text(one, "description")
    began, ended = partial(child(span, "start")), partial(child(span, "end"))
    notes = [description] if description else []
    if text(one, "valueNegation") in TRUE:
        notes.insert(0, "Har undersökts och föreligger inte.")
    return resource(
        "Observation",
        header=header,
        contract=contract,
        part=part,
        status=STATES.get(text(one, "status", "code"), "unknown") if child(one, "status") is not None else "final",
        category=[coded(f"{HL7}observation-category", "vital-signs")],
        code=code,
        subject=patient(header),
        effectiveDateTime="" if ended and ended != began else began,
        effectivePeriod=told(start=began, end=ended) if ended and ended != began else {},
        issued=instant(text(one, "registrationTime")),
        performer=[who for who in (unit(header), author(header)) if who],
        **_value(child(one, "value")),
        note=[{"text": note} for note in notes],
        bodySite=concept(child(one, "targetSite")),
        method=concept(child(one, "method")),
    )


def _value(value: etree._Element | None) -> Resource:
    span = child(value, "ivl_ts")
    return told(
        valueQuantity=quantity(child(value, "pq")),
        valueCodeableConcept=concept(child(value, "cv")),
        valueDateTime=partial(child(value, "ts")),
        valuePeriod=told(start=partial(child(span, "start")), end=partial(child(span, "end"))),
    )
