"""What the one search finds of a person's times and kallelser."""

from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext, override

from ingang.foundation.care_units.models import CareUnit
from ingang.foundation.search.entries import Shown
from ingang.foundation.search.own import OwnThing, answering
from ingang.kernel.grant import Grant
from ingang.services.booking.models import Appointment, AppointmentStatus, Form, Summons, TimeType
from ingang.services.booking.queries.searched import searched_times
from ingang.services.booking.words import title_of
from ingang.ui.words import date_in_words, day_in_words


def own_finds(text: str, grant: Grant, now: datetime) -> tuple[Shown, ...]:
    """Kallelser that wait for an answer, then coming times with the earliest first, then those that have been."""
    held = searched_times(grant=grant)
    coming = [one for one in held.times if one[0].ends_at > now]
    been = [one for one in held.times if one[0].ends_at <= now]
    calls = [_summons(one, kind, held.units.get(one.unit), now) for one, kind in held.summonses]
    times = [_time(one, kind, held.units.get(one.unit), now) for one, kind in (*reversed(coming), *been)]
    return answering(text=text, things=[*calls, *times])


def _time(row: Appointment, kind: TimeType | None, unit: CareUnit | None, now: datetime) -> OwnThing:
    when = date_in_words(value=row.starts_at, now=now)
    cancelled = gettext("Cancelled") if row.status == AppointmentStatus.CANCELLED else ""
    form = gettext(Form(row.form).label)
    shown = Shown(
        title=title_of(kind) if kind else gettext("Booked time"),
        address=reverse("booking:appointment", kwargs={"appointment": row.id}),
        about=_about(cancelled, when, unit),
    )
    told = (*_called("Booked time"), *_called("Booked times"), when, cancelled, form)
    return OwnThing(shown=shown, texts=(*told, *_words(kind, unit), row.performer_name, row.place, row.reason))


def _summons(row: Summons, kind: TimeType | None, unit: CareUnit | None, now: datetime) -> OwnThing:
    waits = gettext("Summons that waits for your answer")
    shown = Shown(
        title=title_of(kind) if kind else gettext("Summons"),
        address=reverse("booking:summons", kwargs={"summons": row.id}),
        about=_about(waits, "", unit),
    )
    told = (*_called("Summons"), waits, day_in_words(value=row.sent_at, now=now))
    return OwnThing(shown=shown, texts=(*told, *_words(kind, unit)))


def _about(state: str, when: str, unit: CareUnit | None) -> str:
    said = f"{when[:1].upper()}{when[1:]}"
    return " · ".join(filter(None, (state, said, unit.name if unit else "")))


def _called(what: str) -> tuple[str, ...]:
    """What it is called in both languages: other words for it, of either language, lead to the Swedish name."""
    with override("sv"):
        return what, gettext(what)


def _words(kind: TimeType | None, unit: CareUnit | None) -> tuple[str, ...]:
    titles = (kind.title_sv, kind.title_en) if kind else ()
    return (*titles, *((unit.name, unit.city) if unit else ()))
