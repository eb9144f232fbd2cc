"""Addresses of the calendar that keep what the reader had chosen."""

from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode

from ingang.kernel.periods import local_date
from ingang.services.booking.errors import BookingError
from ingang.services.booking.models import Slot
from ingang.services.booking.rules.weeks import monday_of

MESSAGE = "besked"
"""The query parameter that says why the reader is back; the words stand in the calendar's page."""

EVERY_KIND = "alla"
AS_LIST = "lista"


@dataclass(frozen=True, kw_only=True)
class Choice:
    """What a reader of free times has chosen. With `moves` she looks for another time for that appointment."""

    unit: str
    kind: str = ""
    performer: str = ""
    week: str = ""
    view: str = ""
    moves: UUID | None = None

    @property
    def kept(self) -> str:
        """The filters as they stand in addresses, without the week."""
        chosen = {"typ": self.kind, "hos": self.performer, "visa": self.view}
        return urlencode({name: value for name, value in chosen.items() if value})

    def calendar(self, *, message: str = "") -> str:
        """The address of the free times with this choice."""
        if self.moves:
            address = reverse("booking:move", kwargs={"appointment": self.moves})
        else:
            address = reverse("booking:calendar", kwargs={"unit": self.unit})
        rest = urlencode({name: text for name, text in (("vecka", self.week), (MESSAGE, message)) if text})
        return with_query(address, "&".join(part for part in (self.kept, rest) if part))

    def week_of(self, moment: datetime) -> str:
        """The address of the free times with this choice, in the week of a moment."""
        return replace(self, week=monday_of(local_date(moment)).isoformat()).calendar()

    def time(self, slot: UUID) -> str:
        """The address of one of the free times."""
        if self.moves:
            address = reverse("booking:move_time", kwargs={"appointment": self.moves, "slot": slot})
        else:
            address = reverse("booking:time", kwargs={"unit": self.unit, "slot": slot})
        return with_query(address, self.kept)


def choice_in(request: HttpRequest, *, unit: str, moves: UUID | None = None) -> Choice:
    """What the address says that the reader has chosen."""
    return Choice(
        unit=unit,
        kind=asked(request, "typ"),
        performer=asked(request, "hos"),
        week=asked(request, "vecka"),
        view=AS_LIST if asked(request, "visa") == AS_LIST else "",
        moves=moves,
    )


def back_to_calendar(*, choice: Choice, slot: UUID, error: BookingError | None = None) -> HttpResponse:
    """Back to the week of the time that could not be booked, with the same filters and a clear text."""
    message = error.code if error else ""
    time = Slot.objects.filter(unit=choice.unit, id=slot).first()
    if time is None:
        return redirect(choice.calendar(message=message))
    week = monday_of(local_date(time.starts_at)).isoformat()
    kind = "" if choice.moves else choice.kind or str(time.time_type)
    return redirect(replace(choice, week=week, kind=kind).calendar(message=message))


def with_query(address: str, query: str) -> str:
    """The address with the query, if there is any."""
    return f"{address}?{query}" if query else address


def asked(request: HttpRequest, name: str) -> str:
    """A query parameter, without spaces around it; at most eighty characters."""
    return request.GET.get(name, "").strip()[:80]
