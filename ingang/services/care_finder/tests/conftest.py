"""The catalogue in the index, as the cast has it."""

from collections.abc import Callable
from uuid import UUID

import pytest

from ingang.foundation.search.actions import refresh_all


@pytest.fixture
def catalogue(cast: Callable[[str], UUID]) -> None:
    """Everything that can be found is in the index."""
    refresh_all()
