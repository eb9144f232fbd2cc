"""Holding a time, and whether the person has room for it."""

from collections.abc import Iterable
from datetime import timedelta

from ingang.services.booking.errors import AlreadyOccupied, TooManyExtensions, TooManyOfAKind
from ingang.services.booking.rules.spans import Span

HOLD_TIME = timedelta(minutes=5)
"""How long a time is held while it is confirmed (corrections 1.18)."""

MOST_EXTENSIONS = 10
"""How often a hold may be extended (WCAG 2.2.1: at least ten times)."""

MOST_COMING_OF_A_KIND = 2
"""How many coming times of one kind a person may have booked at one unit (e-services 3.7, proposed)."""


def check_extendable(*, extensions: int) -> None:
    """Refuse to extend a hold more often than ten times."""
    if extensions >= MOST_EXTENSIONS:
        raise TooManyExtensions()


def check_room_for(*, wanted: Span, booked: Iterable[Span], coming_of_the_kind: int) -> None:
    """Refuse a time while the person is busy, and more coming times of a kind than the unit allows."""
    if any(wanted.overlaps(other) for other in booked):
        raise AlreadyOccupied()
    if coming_of_the_kind >= MOST_COMING_OF_A_KIND:
        raise TooManyOfAKind(count=coming_of_the_kind)


def is_hidden_from_guardian(*, unit_is_sensitive: bool, booked_by_guardian: bool) -> bool:
    """Whether a new booked time leaves no trace for guardians (corrections 3.2).

    Sensitive units hide by default. What a guardian booked is known to her: hiding it would only take away her
    receipt; staff can still hide it.
    """
    return unit_is_sensitive and not booked_by_guardian
