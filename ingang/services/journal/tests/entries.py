"""Entries as rules are tried on them."""

from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from ingang.services.journal.sources import Entry

NOW = datetime(2026, 11, 26, 11, tzinfo=UTC)


def entry(**changed: Any) -> Entry:
    """A signed laboratory answer that came today."""
    values: dict[str, Any] = {
        "id": UUID(int=1), "care_giver": "SE1", "care_giver_name": "Region X", "unit": "SE1-U1", "unit_name": "Lab",
        "kind_code": "provsvar", "title": "P-CRP", "status": "final", "happened_at": NOW, "happened": "2026-11-26",
        "is_signed": True, "stored_at": NOW, "category": "laboratory",
    }  # fmt: skip
    return Entry(**values | changed)
