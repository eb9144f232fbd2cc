"""Answers to referrals: GetReferralOutcome 3, as DiagnosticReport with the ServiceRequest that it answers."""

from collections.abc import Iterator

from lxml import etree

from ingang.connectors.rivta.contracts import Contract
from ingang.connectors.rivta.reading import child, children, text
from ingang.services.journal.sources.rivta.docbook import xhtml
from ingang.services.journal.sources.rivta.errors import BadRecord
from ingang.services.journal.sources.rivta.header import Header
from ingang.services.journal.sources.rivta.received import Resource
from ingang.services.journal.sources.rivta.resources import (
    author,
    narrative,
    patient,
    place,
    points_at,
    resource,
    unit,
    visit,
)
from ingang.services.journal.sources.rivta.values import instant, told

# A last answer, and an answer that more may follow.
STATES = {"SS": "final", "SR": "partial"}
CONSULT_NOTE = {"system": "http://loinc.org", "code": "11488-4", "display": "Consult note"}


def compose(*, record: etree._Element, header: Header, contract: Contract) -> Iterator[tuple[Resource, ...]]:
    """The answer first, then the referral. Refuses an answer without words."""
    body = child(record, "referralOutcomeBody")
    whole = "\n\n".join(_paragraphs(body))
    if not whole:
        raise BadRecord("empty")
    referral = child(body, "referral")
    asked = () if referral is None else (_request(referral, header, contract),)
    state = STATES.get(text(body, "referralOutcomeTypeCode"), "unknown")
    yield (
        resource(
            "DiagnosticReport",
            header=header,
            contract=contract,
            basedOn=[points_at(one) for one in asked],
            status=state if header.signed else "preliminary",
            code=told(coding=[CONSULT_NOTE], text=text(body, "referralOutcomeTitle") or "Remissvar"),
            subject=patient(header),
            encounter=visit(header),
            issued=header.documented or header.written,
            performer=[one for one in (unit(header), author(header)) if one],
            conclusion=whole,
            text=narrative(xhtml(written=whole)),
        ),
        *asked,
    )


def _paragraphs(body: etree._Element | None) -> Iterator[str]:
    written = [text(body, "referralOutcomeText")]
    written += [text(one, "clinicalInformationText") for one in children(body, "clinicalInformation")]
    written += [text(one, "actText") for one in children(body, "act")]
    yield from filter(None, written)


def _request(referral: etree._Element, header: Header, contract: Contract) -> Resource:
    sender, reason = child(referral, "referralAuthor"), text(referral, "referralReason")
    where = child(sender, "healthcareProfessionalOrgUnit")
    return resource(
        "ServiceRequest",
        header=header,
        contract=contract,
        status="active",
        intent="order",
        subject=patient(header),
        authoredOn=instant(text(referral, "referralTime")) or instant(text(sender, "authorTime")),
        requester=place(hsa_id=text(where, "orgUnitHSAId"), name=text(where, "orgUnitName"))
        or told(display=text(sender, "healthcareProfessionalName")),
        note=[{"text": reason}] if reason else [],
    )
