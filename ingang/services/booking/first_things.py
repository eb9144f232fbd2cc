"""What booking asks the resident to do first."""

from datetime import datetime, timedelta

from django.urls import reverse
from django.utils.translation import gettext

from ingang.kernel.grant import Grant
from ingang.kernel.periods import local_date, start_of_day
from ingang.kernel.service import FirstThing
from ingang.services.booking.queries.own import times_until
from ingang.services.booking.queries.summonses import OwnSummons, waiting_summonses
from ingang.services.booking.queries.waiting import own_offers
from ingang.ui.words import date_in_words, relative_day, time_in_words

SUMMONS_ORDER, TIME_ORDER, OFFER_ORDER = 15, 10, 5


def first_things(grant: Grant, now: datetime) -> tuple[FirstThing, ...]:
    """What is offered for a while, the times of today and tomorrow, and the kallelser that wait for an answer."""
    return (*_offers(grant, now), *_times(grant, now), *_summonses(grant, now))


def _offers(grant: Grant, now: datetime) -> list[FirstThing]:
    title = gettext("Answer before %(moment)s: a time is kept for you")
    return [
        FirstThing(
            title=title % {"moment": date_in_words(value=own.offer.answer_until, now=now)},
            address=reverse("booking:offer", args=[own.offer.id]),
            due=own.offer.answer_until,
            order=OFFER_ORDER,
        )
        for own in own_offers(grant=grant, now=now)
    ]


def _times(grant: Grant, now: datetime) -> list[FirstThing]:
    until = start_of_day(local_date(now) + timedelta(days=2))
    title = gettext("Your time at %(unit)s %(day)s %(clock)s")
    return [
        FirstThing(
            title=title
            % {
                "unit": unit,
                "day": relative_day(value=row.starts_at, now=now),
                "clock": time_in_words(value=row.starts_at),
            },
            address=reverse("booking:appointment", args=[row.id]),
            due=row.starts_at,
            order=TIME_ORDER,
        )
        for row, unit in times_until(grant=grant, until=until, now=now)
    ]


def _summonses(grant: Grant, now: datetime) -> list[FirstThing]:
    return [
        FirstThing(
            title=_summons_title(own, now),
            address=reverse("booking:summons", args=[own.summons.id]),
            due=start_of_day(own.summons.valid_until) if own.summons.valid_until else None,
            order=SUMMONS_ORDER,
        )
        for own in waiting_summonses(grant=grant, now=now)
        if own.can_be_answered or own.can_be_confirmed
    ]


def _summons_title(own: OwnSummons, now: datetime) -> str:
    last = own.summons.last_day
    if last is None:
        return gettext("Answer the summons from %(unit)s") % {"unit": own.unit.name}
    title = gettext("Answer the summons from %(unit)s, %(day)s at the latest")
    return title % {"unit": own.unit.name, "day": relative_day(value=last, now=now)}
