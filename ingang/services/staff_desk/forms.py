"""What became of a unit's work; validates, never saves."""

from django import forms
from django.utils.translation import gettext_lazy as _


class OutcomeForm(forms.Form):
    """How it was dealt with."""

    outcome = forms.CharField(
        label=_("What became of it?"),
        help_text=_("For example: called on 26 November, a letter was sent."),
        max_length=400,
        widget=forms.Textarea({"rows": 3}),
        error_messages={"required": _("Write what became of it")},
    )
