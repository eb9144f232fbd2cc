"""When a banner is shown, and to whom (e-services 7.3 and 7.6)."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Protocol

BANNER_EDITOR = "banner_editor"
"""The role in an assignment that lets its holder tell readers of the care giver's region something on every page."""

NATIONAL = "00"
"""Stands where a region's code would: the whole country."""

LONGEST = timedelta(days=92)
"""A banner that nobody looks after any more ends by itself."""


class State(StrEnum):
    """Where a banner is on its way."""

    DRAFT = "draft"
    SCHEDULED = "scheduled"
    ACTIVE = "active"
    ENDED = "ended"


class Timed(Protocol):
    """A banner, as far as the rules need it."""

    begins_at: datetime
    ends_at: datetime
    confirmed_at: datetime | None
    ended_at: datetime | None
    region: str
    section: str


def state_of(banner: Timed, /, *, now: datetime) -> State:
    """Draft until somebody confirms it, then scheduled, active and ended by the clock, or ended by somebody."""
    if banner.ended_at is not None or (banner.confirmed_at is not None and banner.ends_at <= now):
        return State.ENDED
    if banner.confirmed_at is None:
        return State.DRAFT
    return State.ACTIVE if banner.begins_at <= now else State.SCHEDULED


def is_for(banner: Timed, /, *, regions: Iterable[str]) -> bool:
    """Whether a reader of these regions sees it: the whole country's is for everybody."""
    return banner.region in {NATIONAL, *regions}


def is_in(banner: Timed, /, *, sections: Iterable[str]) -> bool:
    """Whether it stands on a page of these sections: one without a section stands on every page."""
    return not banner.section or banner.section in sections
