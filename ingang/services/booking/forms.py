"""Input for publishing times; validates, never saves."""

from datetime import date
from typing import Any, cast
from uuid import UUID

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ingang.services.booking.models import ReasonRule, TimeType, Wish
from ingang.services.booking.rules.publishing import YEARS
from ingang.services.booking.rules.reasons import LONGEST_REASON
from ingang.services.booking.rules.waiting import Suits
from ingang.services.booking.words import title_of
from ingang.ui.fields import DatePartsField

DAYS = (
    _("Mondays"), _("Tuesdays"), _("Wednesdays"), _("Thursdays"), _("Fridays"), _("Saturdays"), _("Sundays"),
)  # fmt: skip
CLOCKS = ("%H:%M", "%H.%M", "%H%M")


class PublishForm(forms.Form):
    """Times of one day, one after the other."""

    publication = forms.UUIDField(widget=forms.HiddenInput)
    time_type = forms.ChoiceField(label=_("Kind of time"), error_messages={"required": _("Choose a kind of time")})
    on = DatePartsField(label=_("Day"))
    begins = forms.TimeField(
        label=_("The first time begins"),
        help_text=_("For example 08:00."),
        input_formats=CLOCKS,
        widget=forms.TimeInput({"inputmode": "numeric", "autocomplete": "off"}, format="%H:%M"),
        error_messages={
            "required": _("Write when the first time begins"),
            "invalid": _("Write a clock time, for example 08:00"),
        },
    )
    ends = forms.TimeField(
        label=_("The last time ends at the latest"),
        help_text=_("For example 12:00."),
        input_formats=CLOCKS,
        widget=forms.TimeInput({"inputmode": "numeric", "autocomplete": "off"}, format="%H:%M"),
        error_messages={
            "required": _("Write when the last time ends"),
            "invalid": _("Write a clock time, for example 12:00"),
        },
    )
    minutes = forms.IntegerField(
        label=_("Length in minutes"),
        widget=forms.TextInput({"inputmode": "numeric", "autocomplete": "off"}),
        error_messages={
            "required": _("Write how long each time is"),
            "invalid": _("Write a number of minutes, for example 30"),
        },
    )
    place = forms.CharField(
        label=_("Place"), help_text=_("For example a room or a floor."), required=False, max_length=120
    )

    def __init__(self, *args: Any, kinds: list[TimeType], **options: Any) -> None:
        super().__init__(*args, **options)
        cast(forms.ChoiceField, self.fields["time_type"]).choices = [(str(kind.id), title_of(kind)) for kind in kinds]

    def clean_time_type(self) -> UUID:
        return UUID(self.cleaned_data["time_type"])

    def clean(self) -> dict[str, Any]:
        found = super().clean() or self.cleaned_data
        begins, ends = found.get("begins"), found.get("ends")
        if begins and ends and ends <= begins:
            self.add_error("ends", gettext("The last time must end after the first one begins"))
        return found


class WaitForm(forms.Form):
    """On which days and at which hours an earlier time would suit."""

    weekdays = forms.MultipleChoiceField(
        label=_("Days that suit you"),
        choices=[(str(number), name) for number, name in enumerate(DAYS)],
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one day")},
    )
    hours = forms.MultipleChoiceField(
        label=_("Hours that suit you"),
        choices=[("before", _("Before noon")), ("after", _("After noon"))],
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose before noon, after noon or both")},
    )

    @staticmethod
    def beginnings(wish: Wish | None, /) -> dict[str, list[str]]:
        """What was said before; everything where nothing was."""
        suits = wish.suits if wish else Suits()
        hours = {"before": suits.before_noon, "after": suits.after_noon}
        return {"weekdays": list(suits.weekdays), "hours": [name for name, is_on in hours.items() if is_on]}

    @property
    def suits(self) -> Suits:
        """What was chosen."""
        hours = self.cleaned_data["hours"]
        return Suits(
            weekdays="".join(sorted(self.cleaned_data["weekdays"])),
            before_noon="before" in hours,
            after_noon="after" in hours,
        )


class ReasonForm(forms.Form):
    """What it is about, in her own words, where the kind of time asks for it."""

    reason = forms.CharField(
        label=_("What is it about?"),
        help_text=_("The unit reads it before you meet. Do not write anything that is urgent."),
        required=False,
        max_length=LONGEST_REASON,
        widget=forms.Textarea({"rows": 4, "autocomplete": "off"}),
        error_messages={
            "required": _("Write what it is about, so that the unit can prepare."),
            "max_length": _("Write at most %(limit_value)s characters."),
        },
    )

    def __init__(self, *args: Any, rule: str, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["reason"].required = rule == ReasonRule.MANDATORY


def date_in_address(text: str | None) -> date | None:
    """The date that an address carries, or None where it carries none of this century or the next."""
    try:
        found = date.fromisoformat(text or "")
    except ValueError:
        return None
    return found if found.year in YEARS else None
