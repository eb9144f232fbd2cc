"""SOAP 1.1 as the RIV-TA basic profile 2.1 has it: an envelope with a logical address, and safe reading of answers."""

import re
from typing import Any

from lxml import etree

from ingang.connectors.rivta.errors import AnswerGarbled, SourceFailed, SourceRefused
from ingang.connectors.rivta.replies import Asker

SOAP = "http://schemas.xmlsoap.org/soap/envelope/"
REGISTRY = "urn:riv:itintegration:registry:1"
HEADERS = "urn:riv:interoperability:headers:1"
# The service platform's own faults that say that we are not let through, or that nobody answers by that address.
PLATFORM_CODE = re.compile(r"\bVP(\d{3})\b")
PLATFORM_REFUSALS = frozenset({"001", "002", "003", "004", "005", "006", "007", "011", "013"})
UNAUTHORISED = frozenset({401, 403})


def wrapped(*, body: etree._Element, logical_address: str, asker: Asker | None) -> bytes:
    """The whole message as bytes."""
    envelope = etree.Element(f"{{{SOAP}}}Envelope", nsmap={"soapenv": SOAP})
    header = etree.SubElement(envelope, f"{{{SOAP}}}Header")
    etree.SubElement(header, f"{{{REGISTRY}}}LogicalAddress").text = logical_address
    if asker is not None:
        actor = etree.SubElement(header, f"{{{HEADERS}}}Actor")
        etree.SubElement(actor, f"{{{HEADERS}}}actorId").text = asker.identifier.value
        etree.SubElement(actor, f"{{{HEADERS}}}actorType").text = (
            "subject_of_care_agent" if asker.is_agent else "subject_of_care"
        )
    etree.SubElement(envelope, f"{{{SOAP}}}Body").append(body)
    return bytes(etree.tostring(envelope, xml_declaration=True, encoding="UTF-8"))


def opened(*, answer: bytes, status: int) -> tuple[etree._Element | None, etree._Element]:
    """The header, where there is one, and what stands in the body. Raises SourceRefused, SourceFailed, AnswerGarbled.

    No entity, document type or outside address is ever followed: an answer that has any is no answer.
    """
    if status in UNAUTHORISED:
        raise SourceRefused(status=status)
    # A comment in the middle of a text would cut it short.
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(answer, parser)
    except (etree.XMLSyntaxError, ValueError):
        # A gateway's own error page is no XML: the status says more.
        raise (AnswerGarbled if status == 200 else SourceFailed)(status=status) from None
    document: Any = root.getroottree()
    if document.docinfo.doctype or root.tag != f"{{{SOAP}}}Envelope":
        raise AnswerGarbled(status=status)
    inner = root.find(f"{{{SOAP}}}Body/*")
    if inner is None:
        raise AnswerGarbled(status=status)
    if inner.tag == f"{{{SOAP}}}Fault":
        raise _fault(inner, status)
    if status != 200:
        raise SourceFailed(status=status)
    return root.find(f"{{{SOAP}}}Header"), inner


def _fault(fault: etree._Element, status: int) -> SourceRefused | SourceFailed:
    """The fault by its code alone: its text is free, and may name a person."""
    code = PLATFORM_CODE.search(fault.findtext("faultstring") or "")
    if code:
        return (SourceRefused if code[1] in PLATFORM_REFUSALS else SourceFailed)(status=status, fault=code[0])
    is_ours = (fault.findtext("faultcode") or "").rpartition(":")[2].partition(".")[0] == "Client"
    return (SourceRefused if is_ours else SourceFailed)(status=status)
