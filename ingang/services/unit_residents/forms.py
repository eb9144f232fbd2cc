"""What a local administrator writes; validates, never saves."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ingang.foundation.entitlement.needs import NEEDS
from ingang.foundation.entitlement.rules import EVERY_AGE, WHOLE_COUNTRY, Area
from ingang.foundation.people.forms import PersonForm
from ingang.foundation.regions.rules import municipalities, regions

WRITE_AN_AGE = _("Write an age in whole years")


def _regions() -> list[tuple[str, str]]:
    return [("", gettext("Choose …")), (WHOLE_COUNTRY, gettext("The whole country"))] + [
        (one.code, one.name) for one in regions()
    ]


def _municipalities() -> list[tuple[str, Any]]:
    by_region = [
        (one.name, [(place.code, place.name) for place in municipalities() if place.region == one.code])
        for one in regions()
    ]
    return [("", gettext("All municipalities of the region")), *by_region]


def _needs() -> list[tuple[str, str]]:
    return [(code, gettext(words.title)) for code, words in NEEDS.items()]


def _age(label: Any, hint: Any) -> forms.IntegerField:
    return forms.IntegerField(
        label=label,
        help_text=hint,
        required=False,
        min_value=EVERY_AGE.start,
        max_value=EVERY_AGE.stop - 1,
        widget=forms.TextInput({"inputmode": "numeric", "autocomplete": "off"}),
        error_messages={"invalid": WRITE_AN_AGE, "min_value": WRITE_AN_AGE, "max_value": WRITE_AN_AGE},
    )


class AreaForm(forms.Form):
    """A place, and perhaps ages."""

    region = forms.ChoiceField(
        label=_("Region"), choices=_regions, error_messages={"required": _("Choose a region or the whole country")}
    )
    municipality = forms.ChoiceField(label=_("Municipality"), choices=_municipalities, required=False)
    first_age = _age(_("From the age of"), _("Leave empty: no limit."))
    last_age = _age(_("Up to and including the age of"), _("Leave empty: no limit."))

    @property
    def area(self) -> Area:
        """What was written."""
        first, last = self.cleaned_data["first_age"], self.cleaned_data["last_age"]
        ages = range(first or EVERY_AGE.start, EVERY_AGE.stop if last is None else last + 1)
        return Area(region=self.cleaned_data["region"], municipality=self.cleaned_data["municipality"], ages=ages)


class NeedForm(PersonForm):
    """Whether one person has a need."""

    need = forms.ChoiceField(
        label=_("Need"), choices=_needs, widget=forms.RadioSelect, error_messages={"required": _("Choose a need")}
    )
    is_included = forms.ChoiceField(
        label=_("What do you want to note?"),
        choices=[("yes", _("The person has the need")), ("no", _("The person does not have the need"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose whether the person has the need")},
    )


class ThemselvesForm(forms.Form):
    """Which needs residents may tell themselves."""

    needs = forms.MultipleChoiceField(
        label=_("Residents may tell the unit themselves"),
        choices=_needs,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
