"""Beginning and ending log-ins."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from ingang.foundation.audit.actions import record
from ingang.foundation.identity.models import LogIn
from ingang.kernel.actor import Origin, Resident, Staff


@transaction.atomic
def start_resident_log_in(*, person: UUID, issuer: str, assurance: str, device: str, origin: Origin, now: datetime) -> LogIn:
    """Begin a resident's log-in. Records identity.logged_in."""
    log_in = LogIn.objects.create(
        person=person,
        issuer=issuer,
        assurance=assurance,
        started_at=now,
        last_active_at=now,
        address=origin.address,
        device=device[:200],
    )
    record(
        event="identity.logged_in",
        actor=Resident(person=person, origin=origin),
        person=person,
        now=now,
        details={"issuer": issuer, "log_in": str(log_in.id)},
    )
    return log_in
