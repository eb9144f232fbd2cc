"""SOAP 1.1 as the RIV-TA basic profile 2.1 has it: an envelope with a logical address, and safe reading of answers."""

from typing import Any

from lxml import etree

from ingang.connectors.population_register.errors import AnswerGarbled, RegisterRefused, ServiceFailed

SOAP = "http://schemas.xmlsoap.org/soap/envelope/"
REGISTRY = "urn:riv:itintegration:registry:1"


def wrapped(*, body: etree._Element, logical_address: str) -> bytes:
    """The whole message as bytes."""
    envelope = etree.Element(f"{{{SOAP}}}Envelope", nsmap={"soapenv": SOAP})
    header = etree.SubElement(envelope, f"{{{SOAP}}}Header")
    etree.SubElement(header, f"{{{REGISTRY}}}LogicalAddress").text = logical_address
    etree.SubElement(envelope, f"{{{SOAP}}}Body").append(body)
    return bytes(etree.tostring(envelope, xml_declaration=True, encoding="UTF-8"))


def opened(*, answer: bytes, status: int) -> etree._Element:
    """What stands in the body of an answer. Raises RegisterRefused, ServiceFailed or AnswerGarbled.

    No entity, document type or outside address is ever followed: an answer that has any is no answer.
    """
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(answer, parser)
    except (etree.XMLSyntaxError, ValueError):
        # A gateway's own error page is no XML: the status says more.
        raise (AnswerGarbled if status == 200 else ServiceFailed)(status=status) from None
    document: Any = root.getroottree()
    if document.docinfo.doctype or root.tag != f"{{{SOAP}}}Envelope":
        raise AnswerGarbled(status=status)
    inner = root.find(f"{{{SOAP}}}Body/*")
    if inner is None:
        raise AnswerGarbled(status=status)
    if inner.tag == f"{{{SOAP}}}Fault":
        code = inner.findtext("faultcode") or ""
        raise (RegisterRefused if code.endswith("Client") else ServiceFailed)(status=status)
    if status != 200:
        raise ServiceFailed(status=status)
    return inner
