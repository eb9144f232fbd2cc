"""A server that answers what a test tells it to."""

from collections.abc import Iterator

import pytest

from ingang.connectors.tests.stub import Stub, running_stub


@pytest.fixture
def stub() -> Iterator[Stub]:
    with running_stub() as running:
        yield running
