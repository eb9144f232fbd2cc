"""What the editors and the regions fill in. Validates, never saves."""

from collections.abc import Iterable
from datetime import date
from typing import Any, cast

from django import forms
from django.utils.text import slugify
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ingang.foundation.regions.values import IDENTITY_NUMBER
from ingang.services.roadmap.queries import every_document
from ingang.services.roadmap.rules import quarter_after, quarter_of, quarters
from ingang.services.roadmap.words import (
    DOCUMENT_KINDS,
    DOCUMENT_LANGUAGES,
    GOALS,
    KINDS,
    PHASES,
    REGION_STATES,
    SERVICES,
    STATES,
    quarter_words,
    said,
)
from ingang.ui.fields import DatePartsField

CLOCK = "%Y-%m-%dT%H:%M"
EARLIEST, LATEST = 2000, 2100


def _line(label: Any, *, longest: int = 120, required: bool = True, language: str = "") -> forms.CharField:
    attributes = {"autocomplete": "off", **({"lang": language} if language else {})}
    return forms.CharField(label=label, max_length=longest, required=required, widget=forms.TextInput(attributes))


def _text(label: Any, *, longest: int = 4000, required: bool = True, language: str, rows: int = 5) -> forms.CharField:
    area = forms.Textarea({"rows": rows, "autocomplete": "off", "lang": language})
    return forms.CharField(label=label, max_length=longest, required=required, widget=area)


class AddressField(forms.SlugField):
    """The part of an address that tells what it is: what somebody writes in words becomes one."""

    def to_python(self, value: Any) -> str:
        return str(slugify(super().to_python(value) or ""))


def _slug() -> AddressField:
    return AddressField(
        label=_("Address"),
        help_text=_("Small letters a to z, digits and hyphens. It can not be changed later."),
        max_length=60,
        widget=forms.TextInput({"autocomplete": "off"}),
    )


def _day(label: Any, *, required: bool = False) -> DatePartsField:
    return DatePartsField(label=label, required=required)


def _choice(label: Any, *, required: bool = True) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, required=required)


class EditingForm(forms.Form):
    """What all have in common: the version that the writer has seen, and nothing about a person."""

    seen = forms.IntegerField(min_value=0, max_value=2**31 - 2, widget=forms.HiddenInput)

    def choose(self, name: str, choices: Iterable[tuple[str, str]]) -> None:
        """Give a field its choices."""
        cast(forms.ChoiceField, self.fields[name]).choices = list(choices)

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        for name, value in list(said.items()):
            if isinstance(value, str):
                said[name] = value.replace("\r\n", "\n")
                if IDENTITY_NUMBER.search(value):
                    self.add_error(name, gettext("Take away the identity number: nothing about a person stands here."))
            elif isinstance(value, date) and not EARLIEST <= value.year <= LATEST:
                self.add_error(name, gettext("Choose a year between 2000 and 2100."))
        return said

    @property
    def values(self) -> dict[str, Any]:
        """What a valid form says, without the version."""
        return {name: value for name, value in self.cleaned_data.items() if name != "seen"}


class ReasonsForm(EditingForm):
    """A form in which a day that changes needs a reason."""

    reason_sv = _line(_("Why a day changes, in Swedish"), longest=500, required=False, language="sv")
    reason_en = _line(_("Why a day changes, in English"), longest=500, required=False, language="en")


class InitiativeForm(ReasonsForm):
    """An initiative; its address is chosen once."""

    title_sv = _line(_("Title in Swedish"), language="sv")
    title_en = _line(_("Title in English"), language="en")
    summary_sv = _text(_("What it is, in Swedish"), language="sv")
    summary_en = _text(_("What it is, in English"), language="en")
    phase = _choice(_("Phase"))
    state = _choice(_("Status"))
    starts_on = _day(_("Begins"))
    planned_end = _day(_("Planned end"))
    delivered_on = _day(_("Delivered on"))
    law_sv = _line(_("Which law it waits for, in Swedish"), longest=300, required=False, language="sv")
    law_en = _line(_("Which law it waits for, in English"), longest=300, required=False, language="en")
    owner = _line(_("Who is responsible"))
    cost_sv = _line(_("How it is paid, in Swedish"), longest=300, required=False, language="sv")
    cost_en = _line(_("How it is paid, in English"), longest=300, required=False, language="en")
    goals = forms.MultipleChoiceField(label=_("Goals"), required=False, widget=forms.CheckboxSelectMultiple)
    services = forms.MultipleChoiceField(label=_("Services"), required=False, widget=forms.CheckboxSelectMultiple)
    region_must_sv = _text(_("What a region must do, in Swedish"), required=False, language="sv", rows=3)
    region_must_en = _text(_("What a region must do, in English"), required=False, language="en", rows=3)
    municipality_must_sv = _text(_("What a municipality must do, in Swedish"), required=False, language="sv", rows=3)
    municipality_must_en = _text(_("What a municipality must do, in English"), required=False, language="en", rows=3)
    provider_must_sv = _text(_("What a care giver must do, in Swedish"), required=False, language="sv", rows=3)
    provider_must_en = _text(_("What a care giver must do, in English"), required=False, language="en", rows=3)

    def __init__(self, *args: Any, is_new: bool = False, **options: Any) -> None:
        super().__init__(*args, **options)
        self.choose("phase", _named(PHASES))
        self.choose("state", ((code, gettext(words)) for code, (words, _tone) in STATES.items()))
        self.choose("goals", _named(GOALS))
        self.choose("services", _named(SERVICES))
        reasons = ("reason_sv", "reason_en")
        if is_new:
            self.fields["slug"] = _slug()
            for name in reasons:
                del self.fields[name]
            self.order_fields(["slug"])
        else:
            self.order_fields([*(name for name in self.fields if name not in reasons), *reasons])


class MilestoneForm(ReasonsForm):
    """A milestone, planned in a quarter."""

    title_sv = _line(_("Title in Swedish"), longest=160, language="sv")
    title_en = _line(_("Title in English"), longest=160, language="en")
    kind = _choice(_("Kind"))
    quarter = _choice(_("Planned quarter"))
    reached_on = _day(_("Reached on"))

    def __init__(self, *args: Any, today: date, is_new: bool = False, **options: Any) -> None:
        super().__init__(*args, **options)
        self.choose("kind", _named(KINDS))
        near = quarters(first=quarter_after(quarter_of(today), count=-8), count=32)
        before = (self.initial or {}).get("quarter")
        choices = sorted({*near, *filter(None, [before])})
        self.choose("quarter", ((one.isoformat(), quarter_words(one)) for one in choices))
        names = ("title_sv", "title_en", "kind", "quarter", "reached_on")
        if is_new:
            del self.fields["reason_sv"], self.fields["reason_en"]
        self.order_fields(names)

    def clean_quarter(self) -> date:
        return date.fromisoformat(self.cleaned_data["quarter"])


class AnswerForm(EditingForm):
    """How far the own region has come."""

    state = _choice(_("How far have you come?"))
    planned_on = _day(_("When it is planned to be in use"))
    comment_sv = _line(_("Comment in Swedish"), longest=500, required=False, language="sv")
    comment_en = _line(_("Comment in English"), longest=500, required=False, language="en")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.choose("state", ((code, gettext(words)) for code, (words, _tone) in REGION_STATES.items()))


class MeetingForm(EditingForm):
    """A meeting with its topics, and afterwards its notes."""

    title_sv = _line(_("Title in Swedish"), language="sv")
    title_en = _line(_("Title in English"), language="en")
    begins_at = forms.DateTimeField(
        label=_("From"), input_formats=[CLOCK], widget=forms.DateTimeInput({"type": "datetime-local"}, format=CLOCK)
    )
    ends_at = forms.DateTimeField(
        label=_("Until"), input_formats=[CLOCK], widget=forms.DateTimeInput({"type": "datetime-local"}, format=CLOCK)
    )
    place_sv = _line(_("Where, in Swedish"), longest=160, language="sv")
    place_en = _line(_("Where, in English"), longest=160, language="en")
    topics_sv = _text(_("Topics in Swedish, one on each line"), language="sv")
    topics_en = _text(_("Topics in English, one on each line"), language="en")
    notes_sv = _text(_("Notes in Swedish"), longest=8000, required=False, language="sv")
    notes_en = _text(_("Notes in English"), longest=8000, required=False, language="en")
    participants = forms.IntegerField(
        label=_("How many took part"),
        required=False,
        min_value=0,
        max_value=10_000,
        widget=forms.TextInput({"inputmode": "numeric", "autocomplete": "off"}),
    )
    initiatives = forms.MultipleChoiceField(label=_("About"), required=False, widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, about: Iterable[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.choose("initiatives", about)

    def clean(self) -> dict[str, Any]:
        said = super().clean()
        begins_at, ends_at = said.get("begins_at"), said.get("ends_at")
        if begins_at and ends_at and ends_at <= begins_at:
            self.add_error("ends_at", gettext("The meeting must end after it begins."))
        return said


class NewsForm(EditingForm):
    """A piece of news; its address is chosen once."""

    title_sv = _line(_("Title in Swedish"), language="sv")
    title_en = _line(_("Title in English"), language="en")
    told_on = _day(_("Day"), required=True)
    text_sv = _text(_("Text in Swedish"), longest=8000, language="sv", rows=8)
    text_en = _text(_("Text in English"), longest=8000, language="en", rows=8)
    initiatives = forms.MultipleChoiceField(label=_("About"), required=False, widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, about: Iterable[tuple[str, str]], is_new: bool = False, **options: Any) -> None:
        super().__init__(*args, **options)
        self.choose("initiatives", about)
        if is_new:
            self.fields["slug"] = _slug()
            self.order_fields(["slug"])


class VersionForm(EditingForm):
    """What a document says from a day."""

    valid_from = _day(_("From which day"), required=True)
    note_sv = _line(_("What is new, in Swedish"), longest=300, language="sv")
    note_en = _line(_("What is new, in English"), longest=300, language="en")
    text_sv = _text(_("Text in Swedish"), longest=40_000, required=False, language="sv", rows=16)
    text_en = _text(_("Text in English"), longest=40_000, required=False, language="en", rows=16)

    def clean(self) -> dict[str, Any]:
        found = super().clean()
        if not found.get("text_sv") and not found.get("text_en") and not self.errors:
            self.add_error("text_sv", gettext("Write the text in at least one language."))
        return found


class DocumentForm(EditingForm):
    """What stands about a document."""

    title_sv = _line(_("Title in Swedish"), language="sv")
    title_en = _line(_("Title in English"), language="en")
    about_sv = _line(_("What it is, in Swedish"), longest=300, language="sv")
    about_en = _line(_("What it is, in English"), longest=300, language="en")
    kind = _choice(_("Kind"))
    owner = _line(_("Who is responsible"))
    language = _choice(_("Language"))
    initiative = _choice(_("Belongs to the initiative"), required=False)
    replaced_by = _choice(_("Replaced by"), required=False)

    def __init__(self, *args: Any, about: Iterable[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.choose("kind", _named(DOCUMENT_KINDS))
        self.choose("language", _named(DOCUMENT_LANGUAGES))
        self.choose("initiative", [("", gettext("None")), *about])
        others = ((one.slug, said(one, "title")) for one in every_document())
        self.choose("replaced_by", [("", gettext("None")), *others])


class NewDocumentForm(VersionForm, DocumentForm):
    """A document with its first version; its address is chosen once."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["slug"] = _slug()
        del self.fields["replaced_by"]
        self.order_fields(["slug", *DocumentForm.base_fields])


class TableForm(forms.Form):
    """A table of the regions' answers, as it is copied from a spreadsheet's file."""

    text = forms.CharField(
        label=_("The table"),
        help_text=_(
            "A row for each answer, with semicolons: initiative, code of region or municipality, status, day, comments."
        ),
        max_length=100_000,
        widget=forms.Textarea({"rows": 10, "autocomplete": "off", "spellcheck": "false"}),
    )


def _named(words: dict[str, str]) -> list[tuple[str, str]]:
    return [(str(code), gettext(title)) for code, title in words.items()]
