"""Arguments of addresses for the permission table."""

from datetime import datetime
from typing import Any
from uuid import UUID

from ingang.foundation.identity.models import LogIn


def samples(*, owner: UUID, now: datetime) -> dict[str, dict[str, Any]]:
    """A log-in of the owner's, an issuer that exists, and a nonce that nobody was given."""
    log_in = LogIn.objects.create(
        person=owner, issuer="bankid", assurance="loa3", started_at=now, last_active_at=now
    )
    return {
        "log_in:begin": {"issuer": "bankid"},
        "log_in:answer": {"issuer": "freja"},
        "log_in:come_back": {"nonce": "nobody-was-given-this"},
        "log_in:end_one": {"id": log_in.id},
    }
