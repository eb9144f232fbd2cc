"""Servers beside the tests, on ports that the system chooses."""

from collections.abc import Iterator

import pytest

from demo.simulators.serving import Beside


@pytest.fixture
def beside() -> Iterator[Beside]:
    with Beside() as running:
        yield running
