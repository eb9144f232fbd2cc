"""Input about closing a day."""

from datetime import datetime, time, timedelta
from typing import Any, cast

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ingang.kernel.periods import LocalTimeMissing, start_of_day, to_utc
from ingang.services.booking.forms_staff.schedules import checked_year, clock
from ingang.services.booking.queries.schedule import Performer
from ingang.services.booking.rules.spans import Span
from ingang.ui.fields import DatePartsField


class CloseForm(forms.Form):
    """A day, or hours of it, for the whole unit or one performer."""

    closure = forms.UUIDField(widget=forms.HiddenInput)
    on = DatePartsField(label=_("Day"))
    begins = clock(_("From, if not the whole day"), required=False)
    ends = clock(_("Until, if not the whole day"), required=False)
    performer = forms.ChoiceField(label=_("Who"), required=False)

    def __init__(self, *args: Any, performers: list[Performer], **options: Any) -> None:
        super().__init__(*args, **options)
        everybody = [("", gettext("The whole unit")), *((one.hsa_id, one.name) for one in performers)]
        cast(forms.ChoiceField, self.fields["performer"]).choices = everybody

    def clean_on(self) -> Any:
        return checked_year(self.cleaned_data["on"])

    def clean(self) -> dict[str, Any]:
        found = super().clean() or self.cleaned_data
        begins, ends = found.get("begins"), found.get("ends")
        if bool(begins) != bool(ends) or (begins and ends and ends <= begins):
            self.add_error("ends", gettext("Write both hours, the later one last, or neither for the whole day"))
        elif begins and found.get("on"):
            try:
                self.span  # noqa: B018
            except LocalTimeMissing as missing:
                self.add_error("begins", gettext(missing.sentence))
        return found

    @property
    def span(self) -> Span:
        """The moments that are closed."""
        on, begins, ends = (self.cleaned_data[name] for name in ("on", "begins", "ends"))
        if begins is None:
            return Span(starts_at=start_of_day(on), ends_at=start_of_day(on + timedelta(days=1)))
        return Span(starts_at=_moment(on, begins), ends_at=_moment(on, ends))


def _moment(on: Any, clock_time: time) -> datetime:
    return to_utc(datetime.combine(on, clock_time))
