"""Words about times for templates: `{% load booking %}`."""

from datetime import datetime

from django import template
from django.utils.translation import gettext

from ingang.services.booking import words
from ingang.services.booking.models import Form, Offer, Schedule, Summons, TimeType
from ingang.services.booking.rules.standing import WORDS, Standing
from ingang.services.booking.rules.waiting import Suits
from ingang.services.booking.summons_words import where_it_stands
from ingang.services.booking.words import schedule_days, title_of

register = template.Library()

SHAPES = {
    Standing.FREE: "plus",
    Standing.HELD: "clock",
    Standing.PRELIMINARY: "mail",
    Standing.BOOKED: "person",
    Standing.ARRIVED: "check-circle",
    Standing.STAYED_AWAY: "alert",
    Standing.UNUSED: "calendar",
    Standing.WITHDRAWN: "close",
}


@register.filter
def kind_title(kind: TimeType) -> str:
    """The kind of time in the reader's language."""
    return title_of(kind)


@register.filter
def kind_form(kind: TimeType) -> str:
    """How they meet, in the reader's language."""
    return gettext(Form(kind.form).label)


@register.filter
def when(schedule: Schedule) -> str:
    """On which weekdays, how often and when."""
    return schedule_days(schedule)


@register.filter
def form_icon(form: str) -> str:
    """The picture beside how they meet."""
    return {Form.VIDEO: "video", Form.PHONE: "phone"}.get(Form(form), "location")


@register.filter
def standing_words(standing: Standing) -> str:
    """Where a time stands, in the reader's language."""
    return gettext(WORDS[standing])


@register.filter
def standing_shape(standing: Standing) -> str:
    """The icon that tells the same."""
    return SHAPES[standing]


@register.filter
def suits_in_words(suits: Suits) -> str:
    """On which days and at which hours somebody can come."""
    return words.suits_in_words(suits)


@register.filter
def answer_in_words(offer: Offer, now: datetime) -> str:
    """What became of an offer."""
    return words.answer_in_words(offer, now=now)


@register.filter
def summons_standing(row: Summons) -> str:
    """Where a kallelse stands, with whether it is read and on paper."""
    return where_it_stands(row)
