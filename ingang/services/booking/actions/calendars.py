"""Choosing what calendars tell, and giving and ending the secret address of one's calendar."""

from datetime import datetime

from ingang.foundation.access.secret_addresses import give_secret_address, revoke_secret_address
from ingang.foundation.audit.actions import record_under
from ingang.foundation.personal.scope import action
from ingang.kernel.grant import Grant
from ingang.services.booking.models import CalendarChoice

USE = "booking.calendar"


@action
def choose_details(*, grant: Grant, is_detailed: bool, now: datetime) -> None:
    """Let calendars tell what a time is about and where, or no longer. Records booking.calendar_chosen.

    Choosing the same again changes nothing.
    """
    rows = CalendarChoice.under(grant).filter(person=grant.person)
    if (rows.values_list("is_detailed", flat=True).first() or False) == is_detailed:
        return
    if not rows.update(is_detailed=is_detailed, chosen_at=now):
        CalendarChoice(person=grant.person, is_detailed=is_detailed, chosen_at=now).save(force_insert=True)
    details = {"detailed": "yes" if is_detailed else "no"}
    record_under(event="booking.calendar_chosen", grant=grant, now=now, details=details)


def give_feed(*, grant: Grant, now: datetime) -> str:
    """The secret of a new calendar address; see `give_secret_address`, which records it and refuses."""
    return give_secret_address(grant=grant, use=USE, now=now)


def revoke_feed(*, grant: Grant, now: datetime) -> None:
    """End the calendar address at once; see `revoke_secret_address`, which records it."""
    revoke_secret_address(grant=grant, use=USE, now=now)
