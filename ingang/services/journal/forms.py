"""The filter of the list, which is an address; when results are shown; and what a care giver shows."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext, gettext_lazy

from ingang.services.journal.disclosure import DELAYS, Disclosure, folded
from ingang.services.journal.finding import LONGEST
from ingang.services.journal.kinds import KINDS
from ingang.services.journal.release import CLASS_WORDS, ResultClass, When
from ingang.services.journal.release_choices import WHY_WORDS, Why
from ingang.ui.fields import DatePartsField

FURTHEST_YEARS = 5
MOST_LINES, LONGEST_LINE = 50, 100


class WordsField(forms.CharField):
    """Words to look for: as many letters as are looked for, so that the field shows what the list was narrowed by."""

    def to_python(self, value: Any) -> str:
        return str(super().to_python(value)).replace("\0", " ").strip()[:LONGEST]


class FilterForm(forms.Form):
    """Words, of which care giver and which kind. What the address asks that does not exist is left out of account."""

    sok = WordsField(
        label=gettext_lazy("Search in the journal"),
        required=False,
        max_length=LONGEST,
        widget=forms.TextInput({"type": "search", "autocomplete": "off"}),
    )
    vardgivare = forms.ChoiceField(label=gettext_lazy("Care giver"), required=False)
    typ = forms.ChoiceField(label=gettext_lazy("Kind of entry"), required=False)

    nytt = forms.BooleanField(label=gettext_lazy("Only what is new since last time"), required=False)
    var_for_sig = forms.BooleanField(
        label=gettext_lazy("The same from several care givers, one by one"), required=False
    )

    def __init__(self, *args: Any, care_givers: Iterable[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kinds = [(kind.code, gettext(kind.title)) for kind in KINDS]
        self.fields["vardgivare"].choices = [("", gettext("All care givers")), *care_givers]  # type: ignore[attr-defined]
        self.fields["typ"].choices = [("", gettext("All kinds")), *kinds]  # type: ignore[attr-defined]

    def is_chosen(self, name: str) -> bool:
        """Whether the box is ticked."""
        self.is_valid()
        return bool(self.cleaned_data.get(name))

    def chosen(self, name: str) -> str:
        """The choice, or empty for all."""
        self.is_valid()
        return str(self.cleaned_data.get(name, ""))


class ReleaseForm(forms.Form):
    """When each class of results is shown. `choices` holds what was chosen."""

    WHEN = (
        (When.AT_ONCE, gettext_lazy("At once")),
        (When.LATER, gettext_lazy("After 14 days")),
        (When.SPOKEN, gettext_lazy("When care has spoken with me")),
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for of in ResultClass:
            self.fields[of] = forms.TypedChoiceField(
                label=gettext(CLASS_WORDS[of]), choices=self.WHEN, coerce=When, widget=forms.RadioSelect
            )

    @property
    def choices(self) -> Mapping[ResultClass, When]:
        return {of: self.cleaned_data[of] for of in ResultClass}


class SpokenForm(forms.Form):
    """Why a result that waits is shown."""

    why = forms.TypedChoiceField(
        label=gettext_lazy("What has happened?"),
        coerce=Why,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose what has happened")},
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["why"].choices = [(why, gettext(WHY_WORDS[why])) for why in Why]  # type: ignore[attr-defined]


class DisclosureForm(forms.Form):
    """What a care giver shows its patients, from a day. `rules` holds what was decided."""

    valid_from = DatePartsField(
        label=gettext_lazy("From which day"),
        help_text=gettext_lazy("Today or later. Until then, nothing changes for anybody."),
    )
    signed_only = forms.BooleanField(label=gettext_lazy("Show only what is signed"), required=False)
    delay_days = forms.TypedChoiceField(
        label=gettext_lazy("How soon is it shown?"), coerce=int, widget=forms.RadioSelect
    )
    shows_from = DatePartsField(
        label=gettext_lazy("Show nothing from before this day"),
        required=False,
        help_text=gettext_lazy("Leave it empty to show everything that there is."),
    )
    hidden_terms = forms.CharField(
        label=gettext_lazy("Headings that are not shown"),
        required=False,
        widget=forms.Textarea({"rows": 4}),
        help_text=gettext_lazy("One on each line. What stands under such a heading leaves no trace."),
    )
    excluded_units = forms.MultipleChoiceField(
        label=gettext_lazy("Units that are not shown"), required=False, widget=forms.CheckboxSelectMultiple
    )
    excluded_professions = forms.CharField(
        label=gettext_lazy("Professions whose notes are not shown"),
        required=False,
        widget=forms.Textarea({"rows": 3}),
        help_text=gettext_lazy("One on each line, as your systems write them."),
    )
    diary_number = forms.CharField(label=gettext_lazy("Diary number"), required=False, max_length=60)

    def __init__(self, *args: Any, units: Mapping[str, str], today: date, **options: Any) -> None:
        super().__init__(*args, **options)
        self.today = today
        self.fields["excluded_units"].choices = list(units.items())  # type: ignore[attr-defined]
        self.fields["delay_days"].choices = [(days, delay_words(days)) for days in DELAYS]  # type: ignore[attr-defined]

    def clean_valid_from(self) -> date:
        day: date = self.cleaned_data["valid_from"]
        if not self.today <= day <= self.today.replace(year=self.today.year + FURTHEST_YEARS, day=1):
            raise forms.ValidationError(gettext("Choose today, or a later day within five years."))
        return day

    def clean_hidden_terms(self) -> frozenset[str]:
        return _lines(self.cleaned_data["hidden_terms"])

    def clean_excluded_professions(self) -> frozenset[str]:
        return _lines(self.cleaned_data["excluded_professions"])

    @property
    def rules(self) -> Disclosure:
        names = ("signed_only", "delay_days", "shows_from", "hidden_terms", "excluded_professions")
        units = frozenset(self.cleaned_data["excluded_units"])
        return Disclosure(excluded_units=units, **{name: self.cleaned_data[name] for name in names})


def delay_words(days: int) -> str:
    """How soon entries are shown, in words."""
    return gettext("After %(days)s days") % {"days": days} if days else gettext("At once")


def initial_of(rules: Disclosure) -> dict[str, Any]:
    """The rules as the form's beginning."""
    return {
        "signed_only": rules.signed_only,
        "delay_days": rules.delay_days,
        "shows_from": rules.shows_from,
        "hidden_terms": "\n".join(sorted(rules.hidden_terms)),
        "excluded_units": sorted(rules.excluded_units),
        "excluded_professions": "\n".join(sorted(rules.excluded_professions)),
    }


def _lines(written: str) -> frozenset[str]:
    lines = frozenset(filter(None, map(folded, written.splitlines())))
    if len(lines) > MOST_LINES or any(len(line) > LONGEST_LINE for line in lines):
        raise forms.ValidationError(gettext("Write at most 50 lines of at most 100 characters."))
    return lines
