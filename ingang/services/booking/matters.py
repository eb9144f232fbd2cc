"""How a booked time or a kallelse stands now, for the pages of others that refer to it."""

from dataclasses import replace
from datetime import datetime
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext

from ingang.kernel.grant import Grant
from ingang.kernel.service import Matter, MatterButton
from ingang.services.booking.errors import AppointmentUnknown, SummonsUnknown
from ingang.services.booking.queries.own import BookedTime, booked_time
from ingang.services.booking.queries.summonses import OwnSummons, own_summons
from ingang.services.booking.words import title_of
from ingang.ui.words import date_in_words, day_in_words, unbroken


def appointment(id: UUID, grant: Grant, now: datetime) -> Matter | None:
    """The booked time as it stands, with what may be done with it now; None where the reader may not know of it."""
    try:
        booked = booked_time(grant=grant, appointment=id, now=now)
    except AppointmentUnknown:
        return None
    if booked.is_cancelled:
        return Matter(title=gettext("the time is cancelled"), sentences=(gettext("Nobody expects you."),))
    words = gettext("%(moment)s at %(unit)s: %(kind)s.")
    moment = date_in_words(value=booked.appointment.starts_at, now=now)
    said = words % {
        "moment": f"{moment[:1].upper()}{moment[1:]}",
        "unit": booked.unit.name,
        "kind": title_of(booked.time_type),
    }
    title = gettext("your time") if booked.is_coming else gettext("the time has been")
    return Matter(title=title, sentences=(said,), buttons=_buttons(booked), at=booked.appointment.starts_at)


def summons(id: UUID, grant: Grant, now: datetime) -> Matter | None:
    """The kallelse as it stands: to be answered, its time as that stands, or past answering."""
    try:
        own = own_summons(grant=grant, summons=id, now=now)
    except SummonsUnknown:
        return None
    if own.time is not None:
        given = appointment(own.time.id, grant, now)
        return replace(given, buttons=(*_confirming(own), *given.buttons)) if given else None
    if own.unit_has_closed or not own.can_be_answered:
        words = gettext("Call %(unit)s, phone %(phone)s.") % {"unit": own.unit.name, "phone": unbroken(own.unit.phone)}
        return Matter(title=gettext("the summons can no longer be answered here"), sentences=(words,))
    book = MatterButton(text=gettext("Book a time"), address=_address(own), kind="primary")
    seen = MatterButton(text=gettext("I have seen this"), address=_address(own), is_sent=True)
    return Matter(
        title=gettext("the summons waits for your answer"),
        sentences=_until(own, now),
        buttons=(book,) if own.summons.confirmed_at else (book, seen),
    )


def _confirming(own: OwnSummons) -> tuple[MatterButton, ...]:
    """What a kallelse with a time asks for, while it does."""
    if not own.can_be_confirmed:
        return ()
    return (MatterButton(text=gettext("I come to this time"), address=_address(own), is_sent=True),)


def _address(own: OwnSummons) -> str:
    return reverse("booking:summons", kwargs={"summons": own.summons.id})


def _buttons(booked: BookedTime) -> tuple[MatterButton, ...]:
    where = {"appointment": booked.appointment.id}
    can_do = (
        (True, gettext("See the time"), "booking:appointment", "primary"),
        (booked.can_be_moved, gettext("Rebook the time"), "booking:move", "secondary"),
        (booked.can_be_cancelled, gettext("Cancel the time"), "booking:cancel", "secondary"),
    )
    return tuple(
        MatterButton(text=text, address=reverse(name, kwargs=where), kind=kind)
        for can, text, name, kind in can_do
        if can
    )


def _until(own: OwnSummons, now: datetime) -> tuple[str, ...]:
    words = gettext("%(unit)s wants to see you: %(kind)s.") % {"unit": own.unit.name, "kind": title_of(own.time_type)}
    last = own.summons.last_day
    if last is None:
        return (words,)
    latest = gettext("Choose a time %(day)s at the latest.") % {"day": day_in_words(value=last, now=now)}
    return (words, latest)
