"""One decision: a value and the day from which it counts. Validates, never saves."""

from datetime import date
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ingang.foundation.regions.errors import RegionError
from ingang.foundation.regions.values import checked_value
from ingang.kernel.service import Limit, RegionText, Setting, Switch
from ingang.services.region_admin.words import bounds_in_words
from ingang.ui.fields import DatePartsField

FURTHEST_YEARS = 5


class DecisionForm(forms.Form):
    """What is common to every setting. `value` in the cleaned data is what `decide` takes."""

    seen = forms.IntegerField(min_value=0, max_value=2**31 - 2, widget=forms.HiddenInput)
    valid_from = DatePartsField(
        label=_("From which day"), help_text=_("Today or later. Until then, nothing changes for anybody.")
    )
    value_fields: ClassVar[tuple[str, ...]] = ()

    def __init__(self, *args: Any, setting: Setting, today: date, **options: Any) -> None:
        super().__init__(*args, **options)
        self.setting, self.today = setting, today
        self.order_fields([*self.value_fields, "valid_from", "seen"])

    def chosen(self, found: dict[str, Any]) -> Any:
        """The value that the fields hold together."""
        raise NotImplementedError

    def clean_valid_from(self) -> date:
        day: date = self.cleaned_data["valid_from"]
        if day < self.today:
            raise forms.ValidationError(gettext("Choose today or a later day."))
        if day.year > self.today.year + FURTHEST_YEARS:
            raise forms.ValidationError(gettext("Choose a day within five years."))
        return day

    def clean(self) -> dict[str, Any]:
        found = super().clean() or self.cleaned_data
        if not self.errors:
            try:
                found["value"] = checked_value(setting=self.setting, value=self.chosen(found))
            except RegionError as error:
                self.add_error(self.value_fields[0], gettext(error.sentence) % error.values)
        return found


class SwitchForm(DecisionForm):
    """On, off, or as in the rest of the country."""

    choice = forms.ChoiceField(
        label=_("How should it be?"),
        choices=[("on", _("On")), ("off", _("Off")), ("default", _("As in the rest of the country"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose on or off")},
    )
    value_fields = ("choice",)

    def chosen(self, found: dict[str, Any]) -> Any:
        return {"on": True, "off": False, "default": None}[found["choice"]]


class LimitForm(DecisionForm):
    """A number within what the national rules leave open; empty for the national one."""

    number = forms.IntegerField(
        label=_("Number"),
        required=False,
        widget=forms.TextInput({"inputmode": "numeric", "autocomplete": "off"}),
        error_messages={"invalid": _("Write a whole number")},
    )
    value_fields = ("number",)

    def __init__(self, *args: Any, setting: Setting, **options: Any) -> None:
        super().__init__(*args, setting=setting, **options)
        if isinstance(setting, Limit):
            leave = gettext("Leave it empty to have it as in the rest of the country.")
            self.fields["number"].help_text = f"{bounds_in_words(setting=setting)} {leave}"

    def chosen(self, found: dict[str, Any]) -> Any:
        return found.get("number")


class TextForm(DecisionForm):
    """The region's own words in both languages; both empty for the national ones."""

    sv = forms.CharField(label=_("In Swedish"), required=False, widget=forms.Textarea({"rows": 5, "lang": "sv"}))
    en = forms.CharField(label=_("In English"), required=False, widget=forms.Textarea({"rows": 5, "lang": "en"}))
    value_fields = ("sv", "en")

    def chosen(self, found: dict[str, Any]) -> Any:
        words = {language: found.get(language, "") for language in self.value_fields}
        return words if any(words.values()) else None


def form_for(*, setting: Setting) -> type[DecisionForm]:
    """The form that suits the kind of setting."""
    if isinstance(setting, Switch):
        return SwitchForm
    return TextForm if isinstance(setting, RegionText) else LimitForm


class TakeBackForm(forms.Form):
    """Which plan is taken back."""

    decision = forms.IntegerField(min_value=1, max_value=2**62)


class ContactPointForm(forms.Form):
    """Who is the contact point, and who stands in."""

    holder = forms.ChoiceField(label=_("Contact point"), error_messages={"required": _("Choose who it is")})
    deputy = forms.ChoiceField(label=_("Deputy"), error_messages={"required": _("Choose who stands in")})
    seen = forms.IntegerField(min_value=0, max_value=2**31 - 2, widget=forms.HiddenInput)

    def __init__(self, *args: Any, people: list[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        for name in ("holder", "deputy"):
            self.fields[name].choices = [("", _("Choose")), *people]  # type: ignore[attr-defined]
