"""Words in templates."""

from datetime import datetime

from django import template

from ingang.foundation.entitlement.models import GivenByUnit
from ingang.foundation.entitlement.words import lasts as lasts_in_words

register = template.Library()


@register.filter
def lasts(row: GivenByUnit, now: datetime) -> str:
    """Until when what was given counts."""
    return lasts_in_words(row.valid_until, now=now)
