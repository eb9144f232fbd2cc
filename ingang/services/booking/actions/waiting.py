"""A person stands in line for an earlier time, and leaves it."""

from datetime import datetime
from uuid import UUID

from ingang.foundation.audit.actions import record_under
from ingang.foundation.personal.scope import action
from ingang.kernel.grant import Grant
from ingang.services.booking.actions.line import end_wishes
from ingang.services.booking.errors import LineClosed
from ingang.services.booking.models import LinePlace, Wish
from ingang.services.booking.queries.waiting import line_for_her
from ingang.services.booking.rules.holding import is_hidden_from_guardian
from ingang.services.booking.rules.waiting import Suits


@action
def join_line(*, grant: Grant, unit: str, time_type: UUID, suits: Suits, now: datetime) -> Wish:
    """Wait for an earlier time of the kind, or for one at all where none is free. Records booking.line_joined.

    Asking again changes the days and hours and keeps the place. Refuses where the region or the unit offers none, a
    kind that is not for her, and where free times can be booked and she has none to move.
    """
    line = line_for_her(grant=grant, unit=unit, time_type=time_type, now=now)
    if not line.can_join:
        raise LineClosed()
    said = {"weekdays": suits.weekdays, "before_noon": suits.before_noon, "after_noon": suits.after_noon}
    if line.wish:
        Wish.under(grant).filter(id=line.wish.id).update(**said)
        wish = Wish.under(grant).get(id=line.wish.id)
    else:
        wish = Wish(
            person=grant.person,
            unit=line.unit.hsa_id,
            time_type=time_type,
            hidden_from_guardian=is_hidden_from_guardian(
                unit_is_sensitive=line.unit.is_sensitive, booked_by_guardian=grant.is_guardian
            ),
            asked_at=now,
            asked_by=grant.actor.kind,
            **said,
        )
        wish.save(force_insert=True)
        LinePlace.objects.create(id=wish.id, unit=wish.unit, time_type=time_type, asked_at=now)
    record_under(event="booking.line_joined", grant=grant, now=now, details=_details(wish))
    return wish


@action
def leave_line(*, grant: Grant, unit: str, time_type: UUID, now: datetime) -> None:
    """Wait no longer; what is offered to her goes to the next. Records booking.line_left. Again does nothing."""
    _leave(grant, unit, time_type, now)


@action
def end_guardians_wishes(*, grant: Grant, now: datetime) -> None:
    """From the 13th birthday nobody waits in line because a guardian asked (corrections 3.3).

    Records booking.line_left for each.
    """
    for wish in list(Wish.under(grant).filter(asked_by="representative", ended_at=None)):
        _leave(grant, wish.unit, wish.time_type, now)


def _leave(grant: Grant, unit: str, time_type: UUID, now: datetime) -> None:
    for wish in end_wishes(grant=grant, unit=unit, time_type=time_type, now=now):
        record_under(event="booking.line_left", grant=grant, now=now, details=_details(wish))


def _details(wish: Wish, /) -> dict[str, str]:
    """Ids for the log, and that no guardian may know of it (corrections 3.2)."""
    details = {"wish": str(wish.id), "unit": wish.unit, "time_type": str(wish.time_type)}
    return details | ({"hidden_from_guardian": "1"} if wish.hidden_from_guardian else {})
