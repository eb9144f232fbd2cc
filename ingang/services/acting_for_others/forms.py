"""What residents and staff fill in; validates, never saves."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ingang.foundation.people.rules import DecisionBasis
from ingang.kernel.identifiers import InvalidIdentifier, PersonIdentifier, parse_person_identifier
from ingang.ui.fields import DatePartsField

BASES = (
    (DecisionBasis.CHILD_AGREES, _("The child agrees, and both have been heard")),
    (DecisionBasis.CHILD_UNABLE, _("A physician has found the child unable to decide")),
)


class NumberForm(forms.Form):
    """A person's number; `identifier` is what it says."""

    number = forms.CharField(
        label=_("Personal identity number"),
        help_text=_("Twelve digits: year, month, day and the last four."),
        max_length=20,
        widget=forms.TextInput({"inputmode": "numeric", "autocomplete": "off"}),
        error_messages={"required": _("Write the number")},
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._today = today

    def clean_number(self) -> PersonIdentifier:
        try:
            return parse_person_identifier(self.cleaned_data["number"], today=self._today)
        except InvalidIdentifier:
            raise forms.ValidationError(_("Check the number: twelve digits, for example 19900101-2389")) from None


class BlockForm(forms.Form):
    """Why a guardian is blocked; for the unit's own staff."""

    reason = forms.CharField(
        label=_("Why, for your own unit"),
        help_text=_("Only your unit sees it. It never stands in a log, a notice or on a guardian's page."),
        max_length=400,
        required=False,
        widget=forms.Textarea({"rows": 3}),
    )


class DecisionForm(forms.Form):
    """On what the unit's decision for a guardian rests."""

    basis = forms.ChoiceField(
        label=_("On what does the decision rest?"),
        choices=BASES,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what the decision rests on")},
    )


class OmbudForm(NumberForm):
    """Whom to ask, for what and until when."""

    family_name = forms.CharField(
        label=_("The person's family name"),
        help_text=_("The question reaches nobody if number and name do not belong together."),
        max_length=80,
        widget=forms.TextInput({"autocomplete": "off"}),
        error_messages={"required": _("Write the family name")},
    )
    kinds = forms.MultipleChoiceField(
        label=_("What may the ombud do for you?"),
        help_text=_("The journal can never be handed over."),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one thing")},
    )
    valid_until = DatePartsField(
        label=_("On which day shall it end?"),
        help_text=_("At most a year ahead. You can end it sooner whenever you like."),
    )

    field_order = ("number", "family_name", "kinds", "valid_until")

    def __init__(self, *args: Any, today: date, kinds: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, today=today, **kwargs)
        self.fields["kinds"].choices = kinds  # type: ignore[attr-defined]


class NarrowForm(forms.Form):
    """Less than before, or sooner over."""

    kinds = forms.MultipleChoiceField(
        label=_("What may the ombud still do for you?"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one thing")},
    )
    valid_until = DatePartsField(label=_("On which day shall it end?"))

    def __init__(self, *args: Any, kinds: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kinds"].choices = kinds  # type: ignore[attr-defined]
