"""Calendars of other makers, as small clients: each reads our files with a parser that is not ours."""

from collections.abc import Callable
from dataclasses import dataclass, field

import ics
import vobject
from ical.calendar_stream import IcsCalendarStream
from icalendar import Calendar

Read = Callable[[bytes], "list[Seen]"]


@dataclass(frozen=True, kw_only=True)
class Seen:
    """One event as a parser reads it, with what the file asks of the calendar."""

    uid: str
    sequence: int
    begins: str
    is_gone: bool


def by_icalendar(body: bytes) -> list[Seen]:
    calendar = Calendar.from_ical(body)
    return [
        _seen(
            str(event["UID"]), int(str(event["SEQUENCE"])), event.decoded("DTSTART").isoformat(),
            str(calendar.get("METHOD", "")), str(event["STATUS"]),
        )
        for event in calendar.walk("VEVENT")
    ]  # fmt: skip


def by_ics(body: bytes) -> list[Seen]:
    if b"BEGIN:VEVENT" not in body:
        return []
    calendar = ics.Calendar(body.decode())
    return [
        _seen(
            event.uid, int(next(line.value for line in event.extra if line.name == "SEQUENCE")),
            event.begin.isoformat(), calendar.method or "", event.status,
        )
        for event in calendar.events
    ]  # fmt: skip


def by_ical(body: bytes) -> list[Seen]:
    calendar = IcsCalendarStream.calendar_from_ics(body.decode())
    return [
        _seen(event.uid or "", event.sequence or 0, str(event.dtstart), calendar.method or "", str(event.status))
        for event in calendar.events
    ]


def by_vobject(body: bytes) -> list[Seen]:
    calendar = vobject.readOne(body.decode())
    method = calendar.method.value if "method" in calendar.contents else ""
    return [
        _seen(event.uid.value, int(event.sequence.value), str(event.dtstart.value), method, event.status.value)
        for event in calendar.contents.get("vevent", [])
    ]


PARSERS: dict[str, Read] = {"icalendar": by_icalendar, "ics": by_ics, "ical": by_ical, "vobject": by_vobject}


@dataclass
class Store:
    """What a calendar holds: event by UID. A higher sequence wins; what is cancelled is taken away (RFC 5546)."""

    read: Read
    events: dict[str, Seen] = field(default_factory=dict)

    def open(self, body: bytes) -> None:
        """Take a fetched file, as when a person opens it; what is not in it stays."""
        for seen in self.read(body):
            held = self.events.get(seen.uid)
            if held and held.sequence > seen.sequence:
                continue
            if seen.is_gone:
                self.events.pop(seen.uid, None)
            else:
                self.events[seen.uid] = seen

    def mirror(self, body: bytes) -> None:
        """Take a feed, as calendars that follow an address do: what is not in it goes, what is cancelled is struck."""
        self.events = {seen.uid: seen for seen in self.read(body) if not seen.is_gone}


def _seen(uid: str, sequence: int, begins: str, method: str, status: str) -> Seen:
    is_gone = method == "CANCEL" or status.rpartition(".")[2] == "CANCELLED"
    return Seen(uid=uid, sequence=sequence, begins=begins.replace(" ", "T"), is_gone=is_gone)
