"""Words about times for templates: `{% load booking %}`."""

from django import template

from ingang.services.booking.models import TimeType
from ingang.services.booking.words import title_of

register = template.Library()


@register.filter
def kind_title(kind: TimeType) -> str:
    """The kind of time in the reader's language."""
    return title_of(kind)
