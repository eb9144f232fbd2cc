"""Input of staff who read across care givers; validates, never saves. Nothing is chosen beforehand."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any, cast

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ingang.foundation.access.across import RELATION_WORDS, RelationReason
from ingang.foundation.access.rules import REASON_WORDS, REASONS
from ingang.foundation.consents.rules import ASKED_WORDS, CLARIFIED_WORDS
from ingang.foundation.people.forms import PersonForm
from ingang.kernel.grant import Ground
from ingang.kernel.periods import start_of_day
from ingang.ui.fields import DatePartsField

WHY_NOW = (
    RelationReason.VISITS_NOW,
    RelationReason.CALLED,
    RelationReason.REFERRED,
    RelationReason.ARRIVED_ACUTE,
)
Choice = tuple[str, str]


def _why_now() -> list[Choice]:
    return [(str(code), gettext(RELATION_WORDS[code])) for code in WHY_NOW]


def _how() -> list[Choice]:
    return [(str(code), gettext(words)) for code, words in CLARIFIED_WORDS.items()]


def _with_whom() -> list[Choice]:
    return [(str(code), gettext(words)) for code, words in ASKED_WORDS.items()]


class PatientForm(PersonForm):
    """Whose journal; and why, where nothing shows that the person is the unit's now."""

    reason = forms.ChoiceField(
        label=_("Why is the person your patient now?"), required=False, widget=forms.RadioSelect, choices=_why_now
    )


class GroundForm(forms.Form):
    """On what ground, of those that the law has here."""

    ground = forms.ChoiceField(
        label=_("On what ground do you read?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose a ground"), "invalid_choice": _("Choose a ground")},
    )

    def __init__(self, *args: Any, choices: Iterable[Choice], **options: Any) -> None:
        super().__init__(*args, **options)
        cast(forms.ChoiceField, self.fields["ground"]).choices = list(choices)


class ReasonForm(forms.Form):
    """Why the patient is not asked."""

    reason = forms.ChoiceField(
        label=_("Why is the patient not asked?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose the reason."), "invalid_choice": _("Choose the reason.")},
    )

    def __init__(self, *args: Any, ground: Ground, **options: Any) -> None:
        super().__init__(*args, **options)
        fitting = [(str(code), gettext(words)) for code, words in REASON_WORDS.items() if code in REASONS[ground]]
        cast(forms.ChoiceField, self.fields["reason"]).choices = fitting


class LastDayForm(forms.Form):
    """The last day on which something counts."""

    last_day = DatePartsField(label=_("The last day"))

    def until(self) -> datetime:
        """The moment from which it no longer counts."""
        day: date = self.cleaned_data["last_day"]
        return start_of_day(day + timedelta(days=1))

    def clean_last_day(self) -> date:
        day: date = self.cleaned_data["last_day"]
        if day == date.max:
            raise forms.ValidationError(gettext("Choose an earlier day"))
        return day


class ConsentForm(LastDayForm):
    """Whom the patient lets read, and until when."""

    whom = forms.ChoiceField(
        label=_("Whom does the patient let read?"),
        choices=[("me", _("Only me")), ("unit", _("Everybody with an assignment at the unit"))],
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose whom the patient lets read"),
            "invalid_choice": _("Choose whom the patient lets read"),
        },
    )
    last_day = DatePartsField(label=_("The last day"), help_text=_("The patient can take it back before that."))


class IncapacityForm(LastDayForm):
    """How it was found out what a patient who lastingly can not consent wants, with whom, and until when it counts."""

    how = forms.ChoiceField(
        label=_("How was it found out, as far as possible, what the patient wants?"),
        choices=_how,
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose how it was found out"),
            "invalid_choice": _("Choose how it was found out"),
        },
    )
    asked = forms.ChoiceField(
        label=_("With whom, beside the patient?"),
        help_text=_("The role alone is recorded, never a name."),
        choices=_with_whom,
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose with whom it was found out"),
            "invalid_choice": _("Choose with whom it was found out"),
        },
    )
    nothing_against = forms.BooleanField(
        label=_("Nothing gives reason to believe that the patient would have objected"),
        error_messages={"required": _("If something speaks against it you may not read on this ground.")},
    )
    last_day = DatePartsField(label=_("The last day"), help_text=_("At most a year ahead. Then it is found out anew."))
