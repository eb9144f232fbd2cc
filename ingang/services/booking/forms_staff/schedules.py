"""Input about a schedule, a day of its own, and until when to publish."""

from datetime import date, time, timedelta
from typing import TYPE_CHECKING, Any, cast
from uuid import UUID

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ingang.services.booking.forms import CLOCKS
from ingang.services.booking.forms_staff.kinds import number
from ingang.services.booking.models import Schedule, TimeType
from ingang.services.booking.queries.schedule import Performer
from ingang.services.booking.rules.publishing import YEARS
from ingang.services.booking.rules.schedules import Hours
from ingang.services.booking.words import title_of
from ingang.ui.fields import DatePartsField

if TYPE_CHECKING:
    from django.utils.functional import _StrOrPromise

WEEKDAYS = (
    (0, _("Mondays")), (1, _("Tuesdays")), (2, _("Wednesdays")), (3, _("Thursdays")), (4, _("Fridays")),
    (5, _("Saturdays")), (6, _("Sundays")),
)  # fmt: skip
INTERVALS = ((1, _("Every week")), (2, _("Every second week")), (3, _("Every third week")), (4, _("Every fourth week")))
ONE_DAY = timedelta(days=1)


def clock(label: "_StrOrPromise", *, required: bool = True) -> forms.TimeField:
    """A clock time, written as people do."""
    wrong = _("Write a clock time, for example 08:00")
    return forms.TimeField(
        label=label,
        help_text=_("For example 08:00."),
        required=required,
        input_formats=CLOCKS,
        widget=forms.TimeInput({"inputmode": "numeric", "autocomplete": "off"}, format="%H:%M"),
        error_messages={"required": wrong, "invalid": wrong},
    )


def checked_year(day: date | None) -> date | None:
    """The day, if it is of this century or the next."""
    if day is not None and day.year not in YEARS:
        raise forms.ValidationError(gettext("Write a date of this century"))
    return day


class ScheduleForm(forms.Form):
    """A schedule's rule. `version` is the one that the reader has before her; `schedule` its id from the start."""

    schedule = forms.UUIDField(widget=forms.HiddenInput)
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=10**6)
    performer = forms.ChoiceField(label=_("Performer"))
    time_type = forms.ChoiceField(label=_("Kind of time"))
    begins = clock(_("The first time begins"))
    ends = clock(_("The last time ends at the latest"))
    minutes = number(_("Length in minutes"), least=5, most=480, required=True)
    break_begins = clock(_("A break begins"), required=False)
    break_ends = clock(_("The break ends"), required=False)
    every_weeks = forms.TypedChoiceField(label=_("How often"), choices=INTERVALS, coerce=int)
    valid_from = DatePartsField(label=_("The first day"))
    last_day = DatePartsField(
        label=_("The last day"), required=False, help_text=_("Leave empty: until further notice.")
    )
    skips_holidays = forms.BooleanField(label=_("No times on public holidays"), required=False)
    place = forms.CharField(
        label=_("Place"), help_text=_("For example a room or a floor."), required=False, max_length=120
    )
    weeks_ahead = number(
        _("Keep times published so many weeks ahead"), least=1, most=52, hint=_("Leave empty: you publish yourself.")
    )

    def __init__(self, *args: Any, kinds: list[TimeType], performers: list[Performer], **options: Any) -> None:
        super().__init__(*args, **options)
        for day, name in WEEKDAYS:
            self.fields[f"day_{day}"] = forms.BooleanField(label=name, required=False)
        cast(forms.ChoiceField, self.fields["time_type"]).choices = [(str(kind.id), title_of(kind)) for kind in kinds]
        cast(forms.ChoiceField, self.fields["performer"]).choices = [(one.hsa_id, one.name) for one in performers]
        self.names = {one.hsa_id: one.name for one in performers}

    @property
    def days(self) -> list[forms.BoundField]:
        """The boxes of the weekdays."""
        return [self[f"day_{day}"] for day, _name in WEEKDAYS]

    def clean_valid_from(self) -> date | None:
        return checked_year(self.cleaned_data["valid_from"])

    def clean_last_day(self) -> date | None:
        return checked_year(self.cleaned_data["last_day"])

    def clean(self) -> dict[str, Any]:
        found = super().clean() or self.cleaned_data
        if not self.weekdays:
            self.add_error("day_0", gettext("Choose at least one weekday"))
        begins, ends = found.get("begins"), found.get("ends")
        if begins and ends and ends <= begins:
            self.add_error("ends", gettext("The last time must end after the first one begins"))
        if bool(found.get("break_begins")) != bool(found.get("break_ends")):
            self.add_error("break_ends", gettext("Write both when the break begins and when it ends"))
        first, last = found.get("valid_from"), found.get("last_day")
        if first and last and last < first:
            self.add_error("last_day", gettext("The last day can not come before the first"))
        return found

    @property
    def weekdays(self) -> str:
        """The chosen weekdays as digits."""
        return "".join(str(day) for day, _name in WEEKDAYS if self.cleaned_data.get(f"day_{day}"))

    @property
    def terms(self) -> dict[str, Any]:
        """What the schedule shall say."""
        found = self.cleaned_data
        pause = [f"{found[name]:%H:%M}" for name in ("break_begins", "break_ends") if found[name]]
        as_written = ("performer", "begins", "ends", "minutes", "every_weeks", "valid_from", "skips_holidays", "place")
        return {name: found[name] for name in (*as_written, "weeks_ahead")} | {
            "performer_name": self.names[found["performer"]],
            "time_type": UUID(found["time_type"]),
            "weekdays": self.weekdays,
            "breaks": [pause] if pause else [],
            "valid_until": found["last_day"] + ONE_DAY if found["last_day"] else None,
        }


def beginnings_of(schedule: Schedule) -> dict[str, object]:
    """The schedule's values as the form begins with them."""
    begins, ends = schedule.breaks[0] if schedule.breaks else ("", "")
    names = ("version", "performer", "begins", "ends", "minutes", "every_weeks", "valid_from", "skips_holidays")
    return {name: getattr(schedule, name) for name in (*names, "place", "weeks_ahead")} | {
        "schedule": schedule.id,
        "time_type": str(schedule.time_type),
        "break_begins": time.fromisoformat(begins) if begins else None,
        "break_ends": time.fromisoformat(ends) if ends else None,
        "last_day": schedule.valid_until - ONE_DAY if schedule.valid_until else None,
        **{f"day_{day}": True for day in schedule.weekdays},
    }


class PublishUntilForm(forms.Form):
    """Until which day, that day included, a schedule's times are published."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=10**6)
    last_day = DatePartsField(label=_("Publish up to and including"))

    def clean_last_day(self) -> date | None:
        return checked_year(self.cleaned_data["last_day"])


class ExceptionForm(forms.Form):
    """A day with other hours than usual; without hours it is off."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=10**6)
    on = DatePartsField(label=_("Day"))
    begins = clock(_("Other hours from"), required=False)
    ends = clock(_("Other hours until"), required=False)
    reason = forms.CharField(
        label=_("Why"), required=False, max_length=120, help_text=_("For the unit's own eyes, for example training.")
    )

    def clean_on(self) -> date | None:
        return checked_year(self.cleaned_data["on"])

    def clean(self) -> dict[str, Any]:
        found = super().clean() or self.cleaned_data
        begins, ends = found.get("begins"), found.get("ends")
        if bool(begins) != bool(ends) or (begins and ends and ends <= begins):
            self.add_error("ends", gettext("Write both hours, the later one last, or neither for a day off"))
        return found

    @property
    def hours(self) -> Hours | None:
        """The other hours, or None for a day off."""
        found = self.cleaned_data
        return Hours(begins=found["begins"], ends=found["ends"]) if found["begins"] else None
