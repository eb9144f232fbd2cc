"""Input about a kallelse, and about what became of the work with one."""

from datetime import date, timedelta
from typing import Any, cast
from uuid import UUID

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ingang.foundation.work_items.forms import OutcomeForm
from ingang.services.booking.actions.calling import Wording
from ingang.services.booking.models import TimeType
from ingang.services.booking.words import title_of
from ingang.ui.fields import DatePartsField

ONE_DAY, LATEST = timedelta(days=1), timedelta(days=366)
LONGEST_TEXT = 1000


class SummonsForm(forms.Form):
    """What the unit writes to the one it calls. `slot` is the time it gives; without one she chooses herself."""

    summons = forms.UUIDField(widget=forms.HiddenInput)
    slot = forms.UUIDField(widget=forms.HiddenInput, required=False)
    time_type = forms.ChoiceField(label=_("Kind of time"), error_messages={"required": _("Choose a kind of time")})
    last_day = DatePartsField(
        label=_("The last day to answer"),
        error_messages={"required": _("Write the last day on which the person can choose a time")},
    )
    text_sv = forms.CharField(
        label=_("Text in Swedish"),
        help_text=_("What the visit is for, and where to turn with questions. It is never told outside the log-in."),
        max_length=LONGEST_TEXT,
        widget=forms.Textarea({"rows": 5}),
        error_messages={"required": _("Write what the visit is for"), "max_length": _("Write a shorter text")},
    )
    text_en = forms.CharField(
        label=_("Text in English, if the person reads English"),
        required=False,
        max_length=LONGEST_TEXT,
        widget=forms.Textarea({"rows": 3}),
        error_messages={"max_length": _("Write a shorter text")},
    )
    needs_enclosure = forms.BooleanField(
        label=_("Something must be sent along on paper"),
        help_text=_("For example a test tube. The summons then becomes a letter at once."),
        required=False,
    )
    hidden_from_guardian = forms.BooleanField(label=_("Do not show it to guardians"), required=False)

    def __init__(self, *args: Any, kinds: list[TimeType], has_time: bool, today: date, **options: Any) -> None:
        super().__init__(*args, **options)
        self.today = today
        self.fields["last_day"].required = not has_time
        if has_time:
            del self.fields["time_type"]
        else:
            choices = [(str(kind.id), title_of(kind)) for kind in kinds]
            cast(forms.ChoiceField, self.fields["time_type"]).choices = choices

    def clean_last_day(self) -> date | None:
        day = cast("date | None", self.cleaned_data["last_day"])
        if day is not None and not self.today <= day <= self.today + LATEST:
            raise forms.ValidationError(gettext("Choose a day from today and at most a year ahead"))
        return day

    @property
    def wording(self) -> Wording:
        """What is written, and how it is sent."""
        found = self.cleaned_data
        return Wording(
            text_sv=found["text_sv"],
            text_en=found["text_en"],
            hidden_from_guardian=found["hidden_from_guardian"],
            needs_enclosure=found["needs_enclosure"],
        )

    @property
    def valid_until(self) -> date | None:
        """The day after the last one."""
        day = self.cleaned_data["last_day"]
        return day + ONE_DAY if day else None

    @property
    def kind(self) -> UUID:
        """The chosen kind of time."""
        return UUID(self.cleaned_data["time_type"])


class SummonsWorkForm(OutcomeForm):
    """What became of the unit's work with a kallelse."""

    outcomes = (
        ("letter", _("I sent the summons as a letter")),
        ("called", _("I called and told the person")),
        ("new", _("The person has got another time or summons")),
        ("nothing", _("Nothing more is needed")),
    )
