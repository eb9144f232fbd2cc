"""Input about a kind of time."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ingang.foundation.entitlement.needs import NEEDS
from ingang.services.booking.models import Form, ReasonRule, TimeType

if TYPE_CHECKING:
    from django.utils.functional import _StrOrPromise


def _needs() -> list[tuple[str, str]]:
    """Everybody, or those with a need: never a sex (corrections 3.7)."""
    return [("", gettext("Everybody")), *((code, gettext(words.title)) for code, words in NEEDS.items())]


WRITE_A_NUMBER = _("Write a whole number")


def number(
    label: "_StrOrPromise", *, least: int, most: int, hint: "_StrOrPromise" = "", required: bool = False
) -> forms.IntegerField:
    """A whole number in a short box; left empty it is None."""
    return forms.IntegerField(
        label=label,
        help_text=hint,
        required=required,
        min_value=least,
        max_value=most,
        widget=forms.TextInput({"inputmode": "numeric", "autocomplete": "off"}),
        error_messages={"required": WRITE_A_NUMBER, "invalid": WRITE_A_NUMBER},
    )


class KindForm(forms.Form):
    """Everything that a unit says of a kind of time. `version` is the one that the reader has before her."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=10**6)
    title_sv = forms.CharField(label=_("Name in Swedish"), max_length=120)
    title_en = forms.CharField(label=_("Name in English"), max_length=120)
    form = forms.ChoiceField(label=_("How you meet"), choices=[(one.value, _(one.label)) for one in Form])
    minutes = number(_("Length in minutes"), least=5, most=480, required=True)
    cancel_until_hours = number(
        _("May be cancelled until so many hours before"), least=0, most=720, hint=_("Leave empty: it can not be.")
    )
    rebook_until_hours = number(
        _("May be moved until so many hours before"), least=0, most=720, hint=_("Leave empty: it can not be.")
    )
    late_fee_kr = number(
        _("Fee in kronor for a late change or for staying away"), least=0, most=5000, hint=_("Leave empty: no fee.")
    )
    answer_minutes = number(
        _("Minutes of the day to answer an offer of an earlier time"),
        least=15,
        most=1440,
        hint=_("Leave empty: the region's number."),
    )
    preparation_sv = forms.CharField(
        label=_("How to prepare, in Swedish"), required=False, max_length=600, widget=forms.Textarea({"rows": 3})
    )
    preparation_en = forms.CharField(
        label=_("How to prepare, in English"), required=False, max_length=600, widget=forms.Textarea({"rows": 3})
    )
    reason_rule = forms.ChoiceField(
        label=_("What the visit is about, in the person's own words"),
        choices=[(one.value, _(one.label)) for one in ReasonRule],
        required=False,
    )
    is_open_to_residents = forms.BooleanField(label=_("Residents may book it themselves"), required=False)
    is_hidden = forms.BooleanField(label=_("Hidden: booked only by summons or by staff"), required=False)
    age_from = number(_("From the age of"), least=0, most=120, hint=_("Leave empty: no limit."))
    age_until = number(_("Before the age of"), least=1, most=121, hint=_("Leave empty: no limit."))
    requires_approval = forms.BooleanField(label=_("Only for those whom the unit has approved"), required=False)
    requires_listing = forms.BooleanField(label=_("Only for those who are listed at the unit"), required=False)
    is_restricted = forms.BooleanField(
        label=_("Only for those to whom the unit gives it by name"),
        help_text=_("Nobody else sees that it is there."),
        required=False,
    )
    need = forms.ChoiceField(label=_("For whom"), choices=_needs, required=False)

    def clean(self) -> dict[str, Any]:
        found = super().clean() or self.cleaned_data
        least, most = found.get("age_from"), found.get("age_until")
        if least is not None and most is not None and most <= least:
            self.add_error("age_until", gettext("The upper age must be higher than the lower"))
        for name in ("preparation_sv", "preparation_en"):
            other = "preparation_en" if name == "preparation_sv" else "preparation_sv"
            if found.get(other) and not found.get(name) and not self.has_error(name):
                self.add_error(name, gettext("Write how to prepare in both languages"))
        return found

    @property
    def terms(self) -> dict[str, Any]:
        """What was written, without the version."""
        return {name: value for name, value in self.cleaned_data.items() if name != "version"}


def terms_of(kind: TimeType) -> dict[str, object]:
    """The kind's values as the form begins with them."""
    return {**kind.said, "version": kind.version}
