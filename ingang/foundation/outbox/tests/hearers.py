"""A small house for the tests: one service announces steps, two hear them and answer with an effect."""

from datetime import datetime
from uuid import UUID, uuid4

from ingang.foundation.outbox.actions import announce
from ingang.foundation.outbox.models import OutboxEvent
from ingang.kernel.events import Event, EventType, Hearing
from ingang.kernel.grant import Grant
from ingang.kernel.registry import Registry
from ingang.kernel.service import Audience, Service

HERE = __name__
STEP, EFFECT = "teller.step_taken", "teller.effect"


class Stumble(RuntimeError):
    """What a handler raises when the step says so."""


def note(*, event: Event, grant: Grant, now: datetime) -> None:
    """Leave one effect in the database: which step, of whom, heard by whom."""
    fields = {"step": event.fields["step"], "person": str(event.person), "by": grant.actor.identity}
    announce(name=EFFECT, person=None, fields=fields, now=now)


def stumble(*, event: Event, grant: Grant, now: datetime) -> None:
    """Leave the effect, and then fail when the step is a bad one."""
    note(event=event, grant=grant, now=now)
    if event.fields["step"].startswith("bad"):
        raise Stumble


TELLER = Service(
    name="teller",
    title="Teller",
    audience=Audience.HOUSE,
    announces=(
        EventType(name=STEP, version=1, fields=("step",)),
        EventType(name=EFFECT, version=1, fields=("step", "person", "by")),
    ),
)


def hearer(name: str, handler: str) -> Service:
    """A service that hears each step."""
    hearing = Hearing(event=STEP, version=1, handler=f"{HERE}.{handler}", kinds=("steps",))
    return Service(name=name, title=name, audience=Audience.HOUSE, hears=(hearing,))


SERVICES = (TELLER, hearer("ear", "note"), hearer("clumsy", "stumble"))
REGISTRY = Registry(SERVICES)


def effects(*, by: str, person: UUID | None = None) -> list[str]:
    """The steps whose effect this subscriber left (about this person), in the order of the effects."""
    rows = OutboxEvent.objects.filter(name=EFFECT).order_by("number").values_list("fields", flat=True)
    mine = [fields for fields in rows if fields["by"] == by]
    return [fields["step"] for fields in mine if person is None or fields["person"] == str(person)]


ALVA, BO = uuid4(), uuid4()
