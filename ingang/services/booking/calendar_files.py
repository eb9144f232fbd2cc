"""Booked times as calendar files (RFC 5545), for calendars of any maker.

`UID` stays for as long as an appointment does and `SEQUENCE` rises with each change, so that a calendar that has the
time changes it instead of adding another. A file that is fetched carries a `METHOD` (RFC 5546): PUBLISH for a time that
stands, CANCEL for one that does not; REQUEST would ask the reader's calendar to answer an invitation. A feed has none:
there a cancelled time stands for a week as cancelled, for calendars that merge, and then leaves. Moments are in UTC, so
that no calendar needs our time zone, and nights when clocks change are right.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

from icalendar import Calendar, Event, vCalAddress, vDuration, vText

CONTENT_TYPE = "text/calendar; charset=utf-8"
PRODUCT = "-//Ingang//Calendar//SV"
# The calendar must not offer to write to anybody: the address that Apple's calendars use for that.
NOBODY = "invalid:nomail"
ASK_AGAIN = timedelta(hours=1)


class Method(StrEnum):
    """What a fetched file asks of the calendar; a feed asks for nothing."""

    PUBLISH = "PUBLISH"
    CANCEL = "CANCEL"
    FEED = ""


@dataclass(frozen=True, kw_only=True)
class Entry:
    """A booked time as a calendar may know it: `title` neutral and `place` empty, unless the person chose otherwise."""

    id: UUID
    sequence: int
    starts_at: datetime
    ends_at: datetime
    changed_at: datetime
    is_cancelled: bool
    title: str
    place: str = ""


def calendar_file(*, entries: Iterable[Entry], method: Method, name: str) -> bytes:
    """The whole file: lines of at most 75 bytes, ended by CRLF, with every sign escaped that means something."""
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    if method is Method.FEED:
        calendar.add("x-wr-calname", vText(name))
        calendar.add("refresh-interval", vDuration(ASK_AGAIN), parameters={"VALUE": "DURATION"})
        calendar.add("x-published-ttl", vDuration(ASK_AGAIN))
    else:
        calendar.add("method", method.value)
    for entry in entries:
        calendar.add_component(_event(entry, name))
    return bytes(calendar.to_ical())


def _event(entry: Entry, name: str) -> Event:
    event = Event()
    event.add("uid", f"{entry.id}@ingang")
    event.add("sequence", entry.sequence)
    # When the time last changed, not when it was asked for: the same time is the same file.
    event.add("dtstamp", entry.changed_at)
    event.add("last-modified", entry.changed_at)
    event.add("dtstart", entry.starts_at)
    event.add("dtend", entry.ends_at)
    event.add("summary", entry.title)
    event.add("status", "CANCELLED" if entry.is_cancelled else "CONFIRMED")
    event.add("transp", "TRANSPARENT" if entry.is_cancelled else "OPAQUE")
    event.add("class", "PRIVATE")
    event.add("organizer", _nobody(name))
    if entry.place:
        event.add("location", entry.place)
    return event


def _nobody(name: str) -> vCalAddress:
    address = vCalAddress(NOBODY)
    address.params["CN"] = vText(name)
    return address
