"""Words of the desk for templates: `{% load staff_desk %}`."""

from django import template
from django.utils.translation import gettext

register = template.Library()


@register.filter
def said(message: str) -> str:
    """A marked message in the reader's language."""
    return gettext(str(message))
