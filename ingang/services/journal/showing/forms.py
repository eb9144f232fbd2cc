"""What is shown, and for how long. Validates, never saves."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ingang.services.journal.models import Form
from ingang.services.journal.showing.links import Lasts
from ingang.services.journal.taking.forms import TakingForm


class WhatForm(TakingForm):
    """The summary, or the entries that a filter leaves; what is new to the one who shows is nothing to the other."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        del self.fields["nytt"]
        self.fields["form"].label = gettext("What do you want to show?")
        summary = gettext("A summary: what you have, take and are allergic to, vaccinations and latest results")
        everything = gettext("Everything that care has written, or a part of it")
        self._choices("form", [(Form.SUMMARY, summary), (Form.FHIR, everything)])


class LastsForm(forms.Form):
    """For how long the link can be opened."""

    lasts = forms.ChoiceField(
        label=_("For how long?"),
        widget=forms.RadioSelect,
        initial=Lasts.QUARTER,
        choices=[
            (Lasts.QUARTER, _("15 minutes")),
            (Lasts.HOUR, _("One hour")),
            (Lasts.DAY, _("Until midnight")),
        ],
        error_messages={"required": _("Choose for how long"), "invalid_choice": _("Choose for how long")},
    )

    @property
    def chosen(self) -> Lasts:
        """What was chosen."""
        return Lasts(self.cleaned_data["lasts"])
