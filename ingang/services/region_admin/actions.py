"""Appointing the region's contact point, and work where it is vacant."""

from datetime import datetime, timedelta

from django.db import IntegrityError, transaction

from ingang.foundation.audit.actions import record
from ingang.foundation.outbox.actions import announce
from ingang.foundation.people.queries import staff_at_unit
from ingang.foundation.regions.actions import check_region_admin
from ingang.foundation.work_items.actions import close_work, create_work
from ingang.kernel.actor import Staff
from ingang.kernel.events import Event
from ingang.kernel.grant import OPERATION, Grant
from ingang.kernel.periods import local_date
from ingang.services.region_admin.contact_points import contact_states
from ingang.services.region_admin.errors import AppointedMeanwhile, NotACandidate
from ingang.services.region_admin.models import ContactPoint

VACANT = "region_admin.contact_vacant"
WITHIN = timedelta(days=14)


@transaction.atomic
def appoint_contact_point(*, actor: Staff, holder: str, deputy: str, seen: int, now: datetime) -> None:
    """Appoint the region's contact point and her deputy, from now. Records region_admin.contact_appointed.

    `seen` is the number of the appointment that the actor has looked at, 0 for none. Refuses an actor without the role,
    people who do not work at her unit, one person as both, and an appointment made in between. A work about the post
    being vacant is closed.
    """
    check_region_admin(actor=actor)
    there = {one.hsa_id for one in staff_at_unit(unit=actor.unit, on=local_date(now))}
    if holder == deputy or not {holder, deputy} <= there:
        raise NotACandidate()
    row = ContactPoint(region=actor.region, number=seen + 1, unit=actor.unit, holder=holder, deputy=deputy)
    row.appointed_by, row.appointed_at = actor.hsa_id, now
    if ContactPoint.objects.filter(region=actor.region).count() != seen:
        raise AppointedMeanwhile()
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:
        raise AppointedMeanwhile() from None
    details = {"region": row.region, "number": str(row.number), "holder": holder, "deputy": deputy}
    record(event="region_admin.contact_appointed", actor=actor, now=now, details=details)
    fields = {"vacancy": _subject(row.region, seen)}
    announce(name="region_admin.contact_appointed", person=None, fields=fields, now=now)


def watch_contact_points(*, grant: Grant, now: datetime) -> int:
    """The job: a region whose post is vacant becomes work for the portal's operation, once for each vacancy.

    A region's administrators have no list of work; their own page says it too. Gives back how many were new.
    """
    return sum(
        create_work(
            grant=grant,
            unit=OPERATION,
            kind=VACANT,
            subject=_subject(one.region.code, one.number),
            due_at=now + WITHIN,
            now=now,
        )
        for one in contact_states(on=local_date(now))
        if one.is_vacant
    )


def contact_appointed(*, event: Event, grant: Grant, now: datetime) -> None:
    """Close the work about the vacancy."""
    close_work(grant=grant, kind=VACANT, subject=event.fields["vacancy"], outcome="", now=now)


def _subject(region: str, number: int) -> str:
    return f"{region}/{number}"
