"""Virus scanning: one story for the fake and for the client over the simulator, and what only a real wire can do."""

import io
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from demo.simulators.serving import Beside
from demo.simulators.virus_scanner.server import VirusScannerSimulator
from ingang.connectors.clamd import errors
from ingang.connectors.clamd.client import ClamdClient, ClamdSettings, Scanner
from ingang.connectors.clamd.fake import EICAR, FakeClamd

pytestmark = pytest.mark.allow_hosts(["127.0.0.1", "::1"])


@dataclass(frozen=True)
class World:
    """A scanner, and how to take it down."""

    scanner: Scanner
    take_down: Callable[[bool], None]


def client_for(port: int, timeout: float = 5.0) -> ClamdClient:
    return ClamdClient(settings=ClamdSettings(address=f"tcp:127.0.0.1:{port}", timeout_seconds=timeout))


@pytest.fixture(params=["fake", "client"])
def world(request: pytest.FixtureRequest, beside: Beside) -> World:
    if request.param == "fake":
        fake = FakeClamd()
        return World(scanner=fake, take_down=lambda down: fake.break_with(errors.Unreachable() if down else None))
    simulator = VirusScannerSimulator()

    def take_down(down: bool) -> None:
        simulator.control.down = down

    return World(scanner=client_for(beside.keep(simulator.serve_tcp())), take_down=take_down)


def test_a_clean_file_is_clean_and_the_test_string_is_found_wherever_it_stands(world: World) -> None:
    large = b"\0" * 3_000_000

    assert world.scanner.scan(content=io.BytesIO(b"")) == ""
    assert world.scanner.scan(content=io.BytesIO(large)) == ""
    assert world.scanner.scan(content=io.BytesIO(EICAR)) == "Eicar-Test-Signature"
    assert world.scanner.scan(content=io.BytesIO(large + EICAR + large)) == "Eicar-Test-Signature"


def test_the_whole_content_is_scanned_wherever_it_was_read_to(world: World) -> None:
    content = io.BytesIO(EICAR)
    content.read()

    assert world.scanner.scan(content=content) == "Eicar-Test-Signature"


def test_a_scanner_that_is_down_says_nothing_about_the_file_and_comes_back(world: World) -> None:
    world.take_down(True)
    with pytest.raises(errors.ClamdError):
        world.scanner.scan(content=io.BytesIO(b"anything"))
    world.take_down(False)

    world.scanner.check()

    assert world.scanner.scan(content=io.BytesIO(b"anything")) == ""


def test_nobody_listens() -> None:
    with pytest.raises(errors.Unreachable):
        client_for(1).check()


def test_a_scanner_that_never_answers_is_given_up(beside: Beside) -> None:
    simulator = VirusScannerSimulator()
    simulator.control.delay = 2.0

    with pytest.raises(errors.TimedOut):
        client_for(beside.keep(simulator.serve_tcp()), timeout=0.2).scan(content=io.BytesIO(b"x"))


def test_what_the_scanner_will_not_look_at_is_not_clean(beside: Beside) -> None:
    port = beside.keep(VirusScannerSimulator(longest=1000).serve_tcp())

    with pytest.raises(errors.ClamdError):
        client_for(port).scan(content=io.BytesIO(b"x" * 5_000_000))


@pytest.mark.parametrize(
    ("answer", "kind"),
    [("Can't open file ERROR", errors.ScanRefused), ("OK maybe", errors.AnswerGarbled), ("", None)],
)
def test_only_a_verdict_is_a_verdict(beside: Beside, answer: str, kind: type[errors.ClamdError] | None) -> None:
    simulator = VirusScannerSimulator()
    simulator.control.error = answer
    client = client_for(beside.keep(simulator.serve_tcp()))

    if kind is None:
        assert client.scan(content=io.BytesIO(b"x")) == ""
    else:
        with pytest.raises(kind):
            client.scan(content=io.BytesIO(b"x"))


def test_a_socket_of_this_machine_serves_as_well(beside: Beside, tmp_path: Path) -> None:
    path = tmp_path / "clamd.sock"
    beside.keep(VirusScannerSimulator().serve_socket(path=path))
    client = ClamdClient(settings=ClamdSettings(address=f"unix:{path}", timeout_seconds=5.0))

    assert client.scan(content=io.BytesIO(EICAR)) == "Eicar-Test-Signature"
