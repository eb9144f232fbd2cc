"""Input about somebody who telephones: who she is, and what staff say when they book for her."""

from uuid import UUID

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ingang.foundation.access.across import RELATION_WORDS, RelationReason
from ingang.foundation.people.forms import PersonForm
from ingang.services.booking.actions.callers import WHY_WORDS, CallersBooking, WhySetAside

REASONS = (RelationReason.CALLED, RelationReason.VISITS_NOW, RelationReason.REFERRED, RelationReason.ARRIVED_ACUTE)


def _reasons() -> list[tuple[str, str]]:
    return [(str(code), gettext(RELATION_WORDS[code])) for code in REASONS]


def _why() -> list[tuple[str, str]]:
    return [(str(code), gettext(words)) for code, words in WHY_WORDS.items()]


class CallerForm(PersonForm):
    """Who it is; and why, where nothing shows that the person is the unit's now. `slot` is a time chosen before."""

    reason = forms.ChoiceField(
        label=_("Why is the person your patient now?"), required=False, widget=forms.RadioSelect, choices=_reasons
    )
    slot = forms.UUIDField(widget=forms.HiddenInput, required=False)


class CallersBookingForm(forms.Form):
    """Whether guardians may see the time, and why a rule of the unit is set aside, where one says no."""

    hidden_from_guardian = forms.BooleanField(label=_("Do not show it to guardians"), required=False)
    why = forms.ChoiceField(
        label=_("Why is the rule set aside?"), required=False, widget=forms.RadioSelect, choices=_why
    )

    def said(self) -> CallersBooking:
        """What staff say."""
        why = self.cleaned_data["why"]
        return CallersBooking(
            hidden_from_guardian=self.cleaned_data["hidden_from_guardian"], why=WhySetAside(why) if why else None
        )


def uuid_in(text: str) -> UUID | None:
    """The id that a button carries, or None where it carries none."""
    try:
        return UUID(text)
    except ValueError:
        return None
