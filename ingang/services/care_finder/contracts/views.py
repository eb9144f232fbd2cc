"""The directory's interactions as others ask them: SOAP behind mutual TLS, from the certificates that are let in."""

from collections.abc import Callable
from datetime import datetime
from importlib.metadata import version

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_POST

from ingang.connectors.directory.names import BELONGING, LIST, MEMBERS, PING, UNIT
from ingang.connectors.directory.writing import (
    asked,
    belonging_answer,
    fault,
    members_answer,
    ping_answer,
    provided_answer,
    unit_answer,
)
from ingang.connectors.rivta.envelope import REGISTRY, opened
from ingang.connectors.rivta.errors import RivtaError
from ingang.foundation.access.doors import certified
from ingang.kernel.periods import local
from ingang.services.care_finder.contracts.answering import (
    OtherPart,
    told_belonging,
    told_members,
    told_provided,
    told_unit,
)

XML = "text/xml; charset=utf-8"
MOST_BYTES = 100_000
UNKNOWN = "The HSA-id is not known here, or is not shown to residents."
OTHER_PART = "The searchBase must be c=SE, or a county as l=Stockholms län,c=SE."
OTHER_ADDRESS = "VP004: the logical address is not ours."
NO_QUESTION = "This is no question of a contract that is answered here."


def callers() -> str:
    """The fingerprints of the certificates that may ask; empty where nobody may."""
    return str(settings.DIRECTORY["CALLERS"])


@certified(caller=callers)
@require_POST
def asked_by_contract(request: HttpRequest, rest: str) -> HttpResponse:
    content = request.read(MOST_BYTES + 1)
    if len(content) > MOST_BYTES:
        return _fault(NO_QUESTION, status=413)
    try:
        header, body = opened(answer=content, status=200)
        name, hsa_id, base = asked(body=body)
    except RivtaError:
        return _fault(NO_QUESTION)
    address = header.findtext(f"{{{REGISTRY}}}LogicalAddress", "") if header is not None else ""
    if name not in rest.split("/"):
        return _fault(NO_QUESTION)
    if address.strip().upper() != settings.DIRECTORY["OWN_ADDRESS"].upper():
        return _fault(OTHER_ADDRESS)
    return _answered(name, hsa_id, base, timezone.now())


def _answered(name: str, hsa_id: str, base: str, now: datetime) -> HttpResponse:
    if name == PING:
        return _xml(ping_answer(version=version("ingang"), stamp=local(now).strftime("%Y%m%d%H%M%S")))
    try:
        if name == BELONGING:
            found = told_belonging(hsa_id=hsa_id, base=base, now=now)
            return _xml(belonging_answer(belonging=found)) if found else _fault(UNKNOWN)
        return _xml(_ANSWERS[name](hsa_id, base, now))
    except OtherPart:
        return _fault(OTHER_PART)


def _unit(hsa_id: str, base: str, now: datetime) -> bytes:
    found = told_unit(hsa_id=hsa_id, base=base, now=now)
    return unit_answer(unit=found, why="" if found else UNKNOWN)


def _provided(hsa_id: str, base: str, now: datetime) -> bytes:
    found = told_provided(hsa_id=hsa_id, base=base, now=now)
    return provided_answer(provided=found, why="" if found else UNKNOWN)


def _members(hsa_id: str, base: str, now: datetime) -> bytes:
    found = told_members(hsa_id=hsa_id, base=base, now=now)
    return members_answer(members=found, why="" if found else UNKNOWN)


_ANSWERS: dict[str, Callable[[str, str, datetime], bytes]] = {UNIT: _unit, LIST: _provided, MEMBERS: _members}


def _fault(text: str, *, status: int = 500) -> HttpResponse:
    """SOAP 1.1 over HTTP says 500 for every fault, whoever's it is."""
    return HttpResponse(fault(code="Client", text=text), status=status, content_type=XML)


def _xml(content: bytes) -> HttpResponse:
    return HttpResponse(content, content_type=XML)
