"""What the operation fills in. Validates, never saves."""

import re

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

IDENTITY_NUMBER = re.compile(r"(?<!\d)(?:\d{2})?\d{6}[-+]?\d{4}(?!\d)")


class ReasonForm(forms.Form):
    """Why a system is turned on or off."""

    reason = forms.CharField(
        label=_("Why?"),
        help_text=_("Colleagues read it here, and it stands in the audit log. Never write about a person."),
        max_length=200,
        widget=forms.TextInput({"autocomplete": "off"}),
    )

    def clean_reason(self) -> str:
        reason: str = self.cleaned_data["reason"]
        if IDENTITY_NUMBER.search(reason):
            raise forms.ValidationError(gettext("Take away the identity number: nothing about a person stands here."))
        return reason
