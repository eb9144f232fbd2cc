"""What the staff write about a unit's work; validates, never saves."""

from collections.abc import Iterable
from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from ingang.foundation.people.models import StaffMember

LONGEST = 400


class OutcomeForm(forms.Form):
    """How it was dealt with."""

    outcome = forms.CharField(
        label=_("What became of it?"),
        help_text=_("For example: called on 26 November, a letter was sent."),
        max_length=LONGEST,
        widget=forms.Textarea({"rows": 3}),
        error_messages={"required": _("Write what became of it")},
    )


class NoteForm(forms.Form):
    """A word to the colleagues."""

    note = forms.CharField(
        label=_("Note for colleagues"),
        max_length=LONGEST,
        widget=forms.Textarea({"rows": 2}),
        error_messages={"required": _("Write the note")},
    )


class HandOverForm(forms.Form):
    """To whom, and a word on the way."""

    to = forms.ChoiceField(
        label=_("Colleague"),
        error_messages={
            "required": _("Choose a colleague"),
            "invalid_choice": _("Choose a colleague who works at the unit."),
        },
    )
    word = forms.CharField(
        label=_("A word on the way"), required=False, max_length=LONGEST, widget=forms.Textarea({"rows": 2})
    )

    def __init__(self, *args: Any, colleagues: Iterable[StaffMember], **options: Any) -> None:
        super().__init__(*args, **options)
        choices = [(one.hsa_id, f"{one.name}, {one.title}") for one in colleagues]
        self.has_colleagues = bool(choices)
        cast(forms.ChoiceField, self.fields["to"]).choices = [("", _("Choose …")), *choices]
