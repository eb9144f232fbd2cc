"""What the operation fills in. Validates, never saves."""

import re
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any, cast

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ingang.foundation.systems.actions import Planned
from ingang.foundation.systems.models import Maintenance
from ingang.foundation.systems.words import PARTS

IDENTITY_NUMBER = re.compile(r"(?<!\d)(?:\d{2})?\d{6}[-+]?\d{4}(?!\d)")
CLOCK = "%Y-%m-%dT%H:%M"
LONGEST = timedelta(days=31)
LONG_AGO = timedelta(days=366)
PART = "part:"


def about_of(row: Maintenance, /) -> str:
    """What the form's choice calls what it concerns."""
    return f"{PART}{row.part}" if row.part else row.system


def _clock() -> forms.DateTimeInput:
    """Swedish local time; an hour that no clock shows, or that comes twice, is refused by the field."""
    return forms.DateTimeInput({"type": "datetime-local", "autocomplete": "off"}, format=CLOCK)


def _words() -> forms.Textarea:
    return forms.Textarea({"rows": 2, "autocomplete": "off"})


class ReasonForm(forms.Form):
    """Why a system is turned on or off."""

    reason = forms.CharField(
        label=_("Why?"),
        help_text=_("Colleagues read it here, and it stands in the audit log. Never write about a person."),
        max_length=200,
        widget=forms.TextInput({"autocomplete": "off"}),
    )

    def clean_reason(self) -> str:
        return _without_person(self.cleaned_data["reason"])


class MaintenanceForm(forms.Form):
    """Work that is planned or a disturbance, in words for everybody. `planned` is what a valid one says."""

    about = forms.ChoiceField(label=_("What does it concern?"), required=False)
    is_disturbance = forms.BooleanField(label=_("It is a disturbance, and not planned"), required=False)
    begins_at = forms.DateTimeField(label=_("From"), input_formats=[CLOCK], widget=_clock())
    ends_at = forms.DateTimeField(label=_("Until"), input_formats=[CLOCK], widget=_clock())
    shown_at = forms.DateTimeField(
        label=_("Show it on the pages that it concerns from"),
        help_text=_("Leave it empty, and it stands on the page of the operating status alone."),
        input_formats=[CLOCK],
        widget=_clock(),
        required=False,
    )
    swedish = forms.CharField(label=_("What happens, in Swedish"), max_length=300, widget=_words())
    english = forms.CharField(label=_("What happens, in English"), max_length=300, widget=_words())

    def __init__(self, *args: Any, systems: Iterable[tuple[str, str]], now: datetime, **options: Any) -> None:
        super().__init__(*args, **options)
        self._now = now
        parts = [(f"{PART}{code}", gettext(title)) for code, title in PARTS.items()]
        field = cast(forms.ChoiceField, self.fields["about"])
        field.choices = [("", gettext("The portal itself")), *parts, *systems]

    @property
    def planned(self) -> Planned:
        """What a valid form says."""
        said = dict(self.cleaned_data)
        about = said.pop("about")
        part = about.removeprefix(PART) if about.startswith(PART) else ""
        return Planned(system="" if part else about, part=part, **said)

    def clean_swedish(self) -> str:
        return _without_person(self.cleaned_data["swedish"])

    def clean_english(self) -> str:
        return _without_person(self.cleaned_data["english"])

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        shown_at, ends_at = said.get("shown_at"), said.get("ends_at")
        if shown_at and ends_at and not self._now - LONG_AGO <= shown_at < ends_at:
            self.add_error("shown_at", gettext("Choose a time before the end, and not more than a year ago."))
        return said

    def clean_ends_at(self) -> datetime:
        ends_at: datetime = self.cleaned_data["ends_at"]
        begins_at = self.cleaned_data.get("begins_at")
        if ends_at <= self._now:
            raise forms.ValidationError(gettext("Choose a time that has not passed."))
        if begins_at and not begins_at < ends_at <= begins_at + LONGEST:
            raise forms.ValidationError(gettext("It must end after it begins, and within 31 days."))
        return ends_at


def _without_person(text: str) -> str:
    if IDENTITY_NUMBER.search(text):
        raise forms.ValidationError(gettext("Take away the identity number: nothing about a person stands here."))
    return text
