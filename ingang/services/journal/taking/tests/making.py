"""Asking for a file, and the worker who makes it, as tests need them."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from conftest import number_of, opened, representative, resident, work_off
from demo.cast import person_id
from ingang.connectors.fhir.fake import FakeFhirServer
from ingang.foundation.identity.keeping import Keeper
from ingang.foundation.identity.models import LogIn
from ingang.foundation.personal.scope import house_scope
from ingang.kernel.grant import Grant
from ingang.services.journal.kinds import TYPES
from ingang.services.journal.models import Form, Taking
from ingang.services.journal.sources.fhir import FhirSource
from ingang.services.journal.taking.actions import ask, download
from ingang.services.journal.taking.around import JOB
from ingang.services.journal.taking.steps import piece
from ingang.services.journal.taking.wishes import Wish

CLINICAL = "records.clinical"
SYSTEM, UPPSALA = "SE0000000510-S001", "SE0000000510-G001"
BASE = "http://testserver/fhir"


def keeper(key: str, *, now: datetime, acting_for: str = "") -> Keeper:
    """A browser in which she is logged in."""
    log_in = LogIn.objects.create(
        person=person_id(key),
        acting_for=person_id(acting_for) if acting_for else None,
        issuer="test",
        assurance="loa3",
        started_at=now,
        last_active_at=now,
    )
    return Keeper(log_in=log_in.id, session_key="a browser's own")


def alvas(now: datetime) -> Grant:
    """Alva's own grant."""
    return opened(resident("alva"), CLINICAL, now=now)


def bos(now: datetime) -> Grant:
    """Bo's grant on his daughter Ella."""
    return opened(representative("bo", acting_for="ella"), CLINICAL, now=now)


def asked(*, grant: Grant, keeper: Keeper, now: datetime, form: Form = Form.FHIR, **chosen: Any) -> UUID:
    """Asks for a file."""
    wish = Wish(form=form, **chosen)
    return ask(grant=grant, keeper=keeper, wish=wish, language="sv", base=BASE, now=now)


def work(*, grant: Grant, id: UUID) -> None:
    """Lets the worker run once what was queued."""
    work_off(JOB, str(grant.person), str(id))


def row(id: UUID) -> Taking | None:
    """The row as it stands; None when it is forgotten."""
    with house_scope():
        return Taking.unguarded.filter(id=id).first()


def content(*, grant: Grant, keeper: Keeper, id: UUID, now: datetime) -> bytes:
    """What she fetches."""
    file = download(grant=grant, keeper=keeper, id=id, now=now)
    return b"".join(piece(grant=grant, seal=file.seal, name=name) for name, _ in file.pieces)


def made(*, grant: Grant, keeper: Keeper, now: datetime, form: Form = Form.FHIR, **chosen: Any) -> bytes:
    """A file from the question to the bytes."""
    taking = asked(grant=grant, keeper=keeper, now=now, form=form, **chosen)
    work(grant=grant, id=taking)
    return content(grant=grant, keeper=keeper, id=taking, now=now)


def server_of(*resources: Mapping[str, Any], of: str = "alva") -> FakeFhirServer:
    """A server that knows these about a member of the cast."""
    server = FakeFhirServer()
    server.know(number_of(of), *map(dict, resources))
    return server


def uppsala(server: FakeFhirServer) -> FhirSource:
    """Region Uppsala's system."""
    return FhirSource(code=SYSTEM, name="Region Uppsala", care_giver=UPPSALA, server=server)


def condition(id: str, says: str, **more: Any) -> dict[str, Any]:
    """A diagnosis as a whole resource."""
    written = {"subject": {"reference": "Patient/p1"}, "recordedDate": "2025-03-01"}
    return {"resourceType": "Condition", "id": id, "code": {"text": says}, **written, **more}


def names(bundle: Mapping[str, Any]) -> list[str]:
    """The addresses of what a bundle holds of entries, in their order."""
    return [one["fullUrl"] for one in bundle["entry"] if one["resource"]["resourceType"] in TYPES]
