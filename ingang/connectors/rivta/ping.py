"""Asks a producer whether it is there, without naming anybody: PingForConfiguration 1.0 (itintegration:monitoring)."""

import aiohttp
from lxml import etree

from ingang.connectors.rivta.envelope import opened, wrapped
from ingang.connectors.rivta.errors import AnswerGarbled
from ingang.connectors.rivta.exchange import exchange
from ingang.connectors.rivta.reading import text
from ingang.connectors.rivta.settings import Producer, RivtaSettings

NAME = "PingForConfiguration"
RESPONDER = f"urn:riv:itintegration:monitoring:{NAME}Responder:1"
PATH = f"itintegration/monitoring/{NAME}/1/rivtabp21"


async def ping(*, http: aiohttp.ClientSession, producer: Producer, about: str, settings: RivtaSettings) -> str:
    """The version that the producer says it is. `about` is the namespace of one contract that it answers by.

    Raises RivtaError.
    """
    question = etree.Element(f"{{{RESPONDER}}}{NAME}", nsmap={"urn": RESPONDER})
    etree.SubElement(question, f"{{{RESPONDER}}}serviceContractNamespace").text = about
    etree.SubElement(question, f"{{{RESPONDER}}}logicalAddress").text = producer.logical_address
    status, answer = await exchange(
        http=http,
        url=f"{producer.url.rstrip('/')}/{PATH}",
        action=f"{RESPONDER}:{NAME}",
        body=wrapped(body=question, logical_address=producer.logical_address, asker=None),
        settings=settings,
    )
    _, body = opened(answer=answer, status=status)
    if body.tag != f"{{{RESPONDER}}}{NAME}Response":
        raise AnswerGarbled(reason="element")
    return text(body, "version")
