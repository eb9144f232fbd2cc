"""The operation asks the simulated systems whether they are there, as it asks the real ones."""

from collections.abc import Callable
from datetime import date

import msgspec
import pytest
import requests

from demo.care_systems import JONKOPING, holdings
from demo.simulators.fhir.server import FhirSimulator, System
from demo.simulators.rivta.server import RivtaSimulator
from demo.simulators.serving import Beside
from ingang.foundation.systems.models import ConnectedSystem
from ingang.foundation.systems.probing import probe
from ingang.foundation.systems.rules import Outcome

pytestmark = pytest.mark.allow_hosts(["127.0.0.1", "::1"])

RIVTA = JONKOPING.logical_address


@pytest.fixture(params=["fhir", "rivta"])
def system(request: pytest.FixtureRequest, beside: Beside) -> ConnectedSystem:
    """A system by each protocol."""
    if request.param == "fhir":
        simulator = FhirSimulator(systems=[System(code=RIVTA, name="Region X", resources=[])])
        return ConnectedSystem(code=RIVTA, protocol="fhir", url=f"{beside.web(simulator.app())}/fhir/{RIVTA}")
    held = holdings(today=date(2026, 11, 26))
    quick = [msgspec.structs.replace(one, delay=0.0) for one in held.systems]
    app = RivtaSimulator(holdings=msgspec.structs.replace(held, systems=quick)).app()
    return ConnectedSystem(code=RIVTA, protocol="rivta", url=beside.web(app))


@pytest.fixture
def switch(system: ConnectedSystem) -> Callable[..., None]:
    """Sets the simulator's switch."""
    root = system.url.partition("/fhir/")[0]
    return lambda **how: requests.post(f"{root}/control", json=how, timeout=5).raise_for_status()


def test_it_says_which_version_it_is(system: ConnectedSystem) -> None:
    probed = probe(system=system)

    version = "FHIR 4.0.1 Simulator 1.0" if system.protocol == "fhir" else "Simulator 1.0"
    assert (probed.outcome, probed.error, probed.version) == (Outcome.ANSWERED, "", version)


def test_one_that_is_down_is_told_as_that(system: ConnectedSystem, switch: Callable[..., None]) -> None:
    switch(down=True)
    probed = probe(system=system)

    assert probed.outcome is Outcome.DOWN
    assert probed.version == ""
    assert probed.error.startswith(f"{system.protocol}.")


def test_one_that_refuses_us_is_told_as_that(system: ConnectedSystem, switch: Callable[..., None]) -> None:
    switch(error="403" if system.protocol == "fhir" else "VP007")

    assert probe(system=system).outcome is Outcome.REFUSED
