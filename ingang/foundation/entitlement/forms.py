"""Whom a unit gives something to, and until when; validates, never saves."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ingang.foundation.entitlement.errors import EndPassed
from ingang.kernel.identifiers import InvalidIdentifier, PersonIdentifier, parse_person_identifier
from ingang.ui.fields import DatePartsField

ONE_DAY = timedelta(days=1)


class PersonForm(forms.Form):
    """Whom it is about, by her identity number."""

    number = forms.CharField(
        label=_("Personal identity number"),
        help_text=_("Twelve digits. Coordination numbers and reserve numbers work too."),
        max_length=30,
        widget=forms.TextInput({"autocomplete": "off", "inputmode": "text", "spellcheck": "false"}),
        error_messages={"required": _("Write the person's identity number")},
    )

    def __init__(self, *args: Any, today: date, **options: Any) -> None:
        super().__init__(*args, **options)
        self.today = today

    def clean_number(self) -> PersonIdentifier:
        try:
            return parse_person_identifier(self.cleaned_data["number"], today=self.today)
        except InvalidIdentifier as wrong:
            raise forms.ValidationError(gettext(wrong.sentence) % wrong.values) from wrong


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
