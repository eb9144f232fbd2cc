"""Whom staff mean, by her identity number; validates, never saves."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ingang.kernel.identifiers import InvalidIdentifier, PersonIdentifier, parse_person_identifier


class PersonForm(forms.Form):
    """Whom it is about; the base of every form in which staff name a person. `cleaned_data` holds the identifier."""

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
