"""Where a referral is: GetRequestActivities 1, as Task."""

from collections.abc import Iterator

from lxml import etree

from ingang.connectors.rivta.contracts import Contract
from ingang.connectors.rivta.reading import text
from ingang.services.journal.sources.rivta.errors import BadRecord
from ingang.services.journal.sources.rivta.header import Header
from ingang.services.journal.sources.rivta.received import Resource
from ingang.services.journal.sources.rivta.resources import patient, place, resource, unit
from ingang.services.journal.sources.rivta.values import told, words

# The status codes that the exchange uses, in words and as FHIR's; the others of the schema are not valid in it.
STATES = {
    "20": ("Skickad", "requested"),
    "30": ("Mottagen", "received"),
    "90": ("Bedömd", "accepted"),
    "126": ("Preliminärsvar skickat", "in-progress"),
    "130": ("Svar skickat", "completed"),
    "136": ("Preliminärsvar mottaget", "in-progress"),
    "140": ("Svar mottaget", "completed"),
}
KINDS = {"1": "Röntgenremiss", "2": "Laboratorieremiss", "4": "Allmän remiss", "10": "Fysiologiremiss"}


def compose(*, record: etree._Element, header: Header, contract: Contract) -> Iterator[tuple[Resource, ...]]:
    """One task. Refuses a status that is not valid in the exchange, and an event without a time."""
    words_of, state = STATES.get(text(record, "statusCode"), ("", ""))
    if not state or not header.written:
        raise BadRecord("status")
    referral = text(record, "senderRequestId") or text(record, "receiverRequestId")
    yield (
        resource(
            "Task",
            header=header,
            contract=contract,
            status=state,
            businessStatus=words(words_of),
            intent="order",
            code=words(KINDS.get(text(record, "typeOfRequest"), "Remiss")),
            description=words_of,
            focus=told(identifier=told(value=referral)),
            for_=patient(header),
            authoredOn=header.written,
            lastModified=header.written,
            requester=unit(header),
            owner=place(
                hsa_id=text(record, "receivingOrganizationalUnitId"),
                name=text(record, "receivingOrganizationalUnitDescription"),
            ),
        ),
    )
