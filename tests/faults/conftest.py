"""Every address with a thing behind it, and what an answer to a fault must look like."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from uuid import UUID

import pytest
from django.test import Client

from tests.faults.pages import Page, pages_of

HERE = Path(__file__).parent


@pytest.fixture
def things(cast: Callable[[str], UUID], now: datetime) -> list[Page]:
    """Every address of the house; those with arguments lead to things of Alva's and of Sara's unit."""
    return pages_of(owner=cast("alva"), now=now)


@pytest.fixture
def strict(log_in_as: Callable[..., Client]) -> Callable[..., Client]:
    """A logged-in browser that needs the form's own token, as real ones do."""

    def logged_in(key: str, **options: object) -> Client:
        client = log_in_as(key, **options)
        client.handler.enforce_csrf_checks = True
        return client

    return logged_in


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Whoever walks every address takes longer than the quick suite has."""
    for item in items:
        if item.path.parent == HERE:
            item.add_marker(pytest.mark.slow)
