"""`csrf_token` as Django has it, with the mark of whom the page is about beside the token: no form can forget it."""

from django import template
from django.template.context import Context
from django.utils.html import format_html
from django.utils.safestring import SafeString

from ingang.foundation.identity.subjects import FIELD, mark_of

register = template.Library()


@register.simple_tag(takes_context=True)
def csrf_token(context: Context) -> SafeString:
    """The hidden fields of every form: the token against foreign forms, and whom the form was made for."""
    token = context.get("csrf_token")
    if not token or str(token) == "NOTPROVIDED":
        return SafeString("")
    hidden = format_html('<input type="hidden" name="csrfmiddlewaretoken" value="{}">', token)
    # The context of a component keeps the request as an attribute only.
    log_in = getattr(getattr(context, "request", None), "log_in", None)
    if log_in is None:
        return hidden
    return hidden + format_html('<input type="hidden" name="{}" value="{}">', FIELD, mark_of(log_in=log_in))
