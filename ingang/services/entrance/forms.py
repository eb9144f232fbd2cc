"""What an editor of banners fills in. Validates, never saves."""

import re
from datetime import datetime, timedelta
from typing import Any, cast
from urllib.parse import urlsplit

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ingang.services.entrance.actions import Said
from ingang.services.entrance.models import Level
from ingang.services.entrance.rules import LONGEST

CLOCK = "%Y-%m-%dT%H:%M"
IDENTITY_NUMBER = re.compile(r"(?<!\d)(?:\d{2})?\d{6}[-+]?\d{4}(?!\d)")
OWN_PAGE = re.compile(r"/(?![/\\])[^\s\\]*")
FAR = timedelta(days=366)


def _clock() -> forms.DateTimeInput:
    """Swedish local time; an hour that no clock shows, or that comes twice, is refused by the field."""
    return forms.DateTimeInput({"type": "datetime-local", "autocomplete": "off"}, format=CLOCK)


def _line() -> forms.TextInput:
    return forms.TextInput({"autocomplete": "off"})


def _words() -> forms.Textarea:
    return forms.Textarea({"rows": 3, "autocomplete": "off"})


class BannerForm(forms.Form):
    """A banner in words for everybody. `said` is what a valid one says."""

    level = forms.ChoiceField(label=_("How much does it matter?"), widget=forms.RadioSelect)
    section = forms.ChoiceField(
        label=_("On which pages?"),
        help_text=_("What concerns a section alone stands on the pages of that section."),
        required=False,
    )
    swedish_heading = forms.CharField(label=_("Heading in Swedish"), max_length=100, widget=_line())
    swedish = forms.CharField(label=_("What readers shall know and do, in Swedish"), max_length=400, widget=_words())
    english_heading = forms.CharField(label=_("Heading in English"), max_length=100, widget=_line())
    english = forms.CharField(label=_("What readers shall know and do, in English"), max_length=400, widget=_words())
    link = forms.CharField(
        label=_("Where to read more"),
        help_text=_("An address here that begins with /, or one elsewhere that begins with https://"),
        max_length=300,
        widget=_line(),
        required=False,
    )
    begins_at = forms.DateTimeField(
        label=_("Show the banner from"),
        help_text=_("Leave it empty, and it is shown as soon as you confirm it."),
        input_formats=[CLOCK],
        widget=_clock(),
        required=False,
    )
    ends_at = forms.DateTimeField(label=_("Show the banner until"), input_formats=[CLOCK], widget=_clock())

    def __init__(self, *args: Any, sections: list[str], now: datetime, **options: Any) -> None:
        super().__init__(*args, **options)
        self._now = now
        cast(forms.ChoiceField, self.fields["level"]).choices = [(one.value, gettext(one.label)) for one in Level]
        cast(forms.ChoiceField, self.fields["section"]).choices = [
            ("", gettext("Every page")),
            *((one, f"/{one}/") for one in sections),
        ]

    @property
    def said(self) -> Said:
        """What a valid form says."""
        return Said(**self.cleaned_data)

    def clean_link(self) -> str:
        link: str = self.cleaned_data["link"]
        if link and not OWN_PAGE.fullmatch(link) and not _is_elsewhere(link):
            raise forms.ValidationError(gettext("Write an address that begins with / or https://"))
        return link

    def clean_begins_at(self) -> datetime:
        begins_at: datetime | None = self.cleaned_data["begins_at"]
        if begins_at and not self._now - FAR <= begins_at <= self._now + FAR:
            raise forms.ValidationError(gettext("Choose a time within a year."))
        return begins_at or self._now

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        for name, text in list(said.items()):
            if isinstance(text, str) and name != "link" and IDENTITY_NUMBER.search(text):
                self.add_error(name, gettext("Take away the identity number: everybody reads this."))
        begins_at, ends_at = said.get("begins_at"), said.get("ends_at")
        if begins_at and ends_at and not max(begins_at, self._now) < ends_at <= begins_at + LONGEST:
            self.add_error("ends_at", gettext("It must end after it begins and after now, and within 92 days."))
        return said


def _is_elsewhere(link: str) -> bool:
    try:
        parts = urlsplit(link)
    except ValueError:
        return False
    return parts.scheme == "https" and "." in (parts.hostname or "") and "@" not in parts.netloc and " " not in link
