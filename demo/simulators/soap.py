"""What simulators that are asked over SOAP have in common: reading the question, and answering as the switch says."""

from collections.abc import Collection
from xml.etree.ElementTree import Element, ParseError, fromstring

from aiohttp import web

from demo.simulators.rivta.answers import SOAP, fault

GARBLED = b"<html><h1>It works!</h1></html>"


def xml(body: bytes, *, status: int = 200) -> web.Response:
    """The answer with these bytes."""
    return web.Response(body=body, status=status, content_type="text/xml", charset="utf-8")


def name_of(question: Element, /) -> str:
    """Which interaction is asked for."""
    return question.tag.rpartition("}")[2]


async def question_in(request: web.Request, *, error: str, known: Collection[str]) -> Element | web.Response:
    """The question of one of the known interactions, or the answer that the switch or any other question gets."""
    if error in {"Client", "Server"}:
        return xml(fault(code=error, text="as the switch says"), status=500)
    if error == "garbled":
        return xml(GARBLED)
    try:
        question = next(iter(fromstring(await request.read()).find(f"{{{SOAP}}}Body") or ()), None)  # noqa: S314
    except ParseError as broken:
        return xml(fault(code="Client", text=str(broken)), status=500)
    if question is None or name_of(question) not in known:
        return xml(fault(code="Client", text="no question of a known interaction"), status=500)
    return question
