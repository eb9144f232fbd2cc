"""Other care givers' FHIR servers: one story for the fake and for the client over the simulator."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest

from demo.simulators.fhir.server import MOST_ON_A_PAGE, FhirSimulator, System
from demo.simulators.serving import Beside
from ingang.connectors.background import BACKGROUND
from ingang.connectors.fhir import errors
from ingang.connectors.fhir.client import FhirClient, FhirServer, Told
from ingang.connectors.fhir.fake import FakeFhirServer
from ingang.connectors.fhir.settings import FhirSettings
from ingang.kernel.identifiers import IdentifierKind, PersonIdentifier

pytestmark = pytest.mark.allow_hosts(["127.0.0.1", "::1"])

ALVA = PersonIdentifier(IdentifierKind.PERSONNUMMER, "194308219817")
BO = PersonIdentifier(IdentifierKind.PERSONNUMMER, "197208222385")
UNIT = {"resourceType": "Organization", "id": "o1", "name": "Ögonmottagningen"}
PATIENT = {
    "resourceType": "Patient", "id": "p1",
    "identifier": [{"system": IdentifierKind.PERSONNUMMER.fhir_system, "value": ALVA.value}],
}  # fmt: skip


def contact(number: int, *, patient: str = "p1") -> dict[str, Any]:
    return {
        "resourceType": "Encounter", "id": f"e{number}", "subject": {"reference": f"Patient/{patient}"},
        "serviceProvider": {"reference": "Organization/o1"},
    }  # fmt: skip


MINE = [contact(number) for number in range(MOST_ON_A_PAGE + 3)]
OTHERS = [contact(900, patient="p2")]


@dataclass(frozen=True)
class World:
    """A server, and how to let it fail."""

    server: FhirServer
    take_down: Callable[[bool], None]

    def read(self, *identifiers: PersonIdentifier) -> Told:
        asked = BACKGROUND.run(
            lambda http: self.server.read(http=http, identifiers=identifiers, types=["Encounter", "Condition"])
        )
        return asked.result(timeout=10)


def over_the_wire(beside: Beside, *, seconds: float = 5.0, **behaviour: Any) -> World:
    system = System(code="S1", name="Region X", resources=[PATIENT, UNIT, *MINE, *OTHERS], **behaviour)
    simulator = FhirSimulator(systems=[system])

    def take_down(down: bool) -> None:
        simulator.control.down = down

    settings = FhirSettings(url=f"{beside.web(simulator.app())}/fhir/S1", seconds=seconds)
    return World(server=FhirClient(settings=settings), take_down=take_down)


@pytest.fixture(params=["fake", "client"])
def world(request: pytest.FixtureRequest, beside: Beside) -> World:
    if request.param == "client":
        return over_the_wire(beside)
    fake = FakeFhirServer()
    fake.know(ALVA, UNIT, *MINE)
    return World(server=fake, take_down=lambda down: fake.break_with(errors.FhirUnreachable() if down else None))


def test_everything_of_one_person_and_nothing_of_others(world: World) -> None:
    told = world.read(BO, ALVA)

    assert sorted(one["id"] for one in told.resources) == sorted(one["id"] for one in MINE)
    assert [one["id"] for one in told.around] == ["o1"]
    assert told.is_whole


def test_whoever_is_unknown_has_nothing(world: World) -> None:
    assert world.read(BO).resources == ()


def test_a_server_that_is_down_says_nothing_and_then_everything(world: World) -> None:
    world.take_down(True)
    with pytest.raises(errors.FhirUnreachable):
        world.read(ALVA)

    world.take_down(False)
    assert len(world.read(ALVA).resources) == len(MINE)


def test_one_that_fails_by_the_clock(beside: Beside) -> None:
    assert [
        System(code="S", name="", resources=[], out_minutes=5).is_out(at=60.0 * minute) for minute in (4, 5, 9)
    ] == [
        True,
        False,
        False,
    ]
    with pytest.raises(errors.FhirFailed):
        over_the_wire(beside, out_minutes=10).read(ALVA)


def test_a_slow_one_is_waited_for_no_longer_than_agreed(beside: Beside) -> None:
    with pytest.raises(errors.FhirLate):
        over_the_wire(beside, seconds=0.3, delay=2.0).read(ALVA)
