"""Whom a unit gives something to, and until when; validates, never saves."""

from datetime import date, timedelta

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ingang.foundation.entitlement.errors import EndPassed
from ingang.foundation.people.forms import PersonForm
from ingang.ui.fields import DatePartsField

ONE_DAY = timedelta(days=1)


class GiveForm(PersonForm):
    """The same, and the last day on which it counts."""

    last_day = DatePartsField(
        label=_("The last day"), help_text=_("Leave it empty: until further notice."), required=False
    )

    def clean_last_day(self) -> date | None:
        day: date | None = self.cleaned_data["last_day"]
        if day is not None and not self.today <= day < date.max:
            raise forms.ValidationError(gettext(EndPassed.sentence))
        return day

    @property
    def valid_until(self) -> date | None:
        """The first day on which it no longer counts."""
        day: date | None = self.cleaned_data["last_day"]
        return day + ONE_DAY if day else None
