"""About which days care givers' own logs are asked, and of which unit they are shown. Validates, never saves."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any, cast

from django import forms
from django.utils.translation import gettext, gettext_lazy

from ingang.foundation.audit.queries import Entry
from ingang.services.access_log.elsewhere.rules import HELD_DAYS, Interval, earliest

USUAL_DAYS = 90
DATE = forms.DateInput(attrs={"type": "date"})


class IntervalForm(forms.Form):
    """The first and the last day, both included."""

    fran = forms.DateField(label=gettext_lazy("From"), widget=DATE)
    till = forms.DateField(label=gettext_lazy("To"), widget=DATE)

    def __init__(self, *args: Any, today: date, **options: Any) -> None:
        super().__init__(*args, **options)
        self.initial = {"fran": today - timedelta(days=USUAL_DAYS), "till": today}
        self._today = today

    def clean(self) -> dict[str, Any]:
        found = super().clean() or self.cleaned_data
        first, last = found.get("fran"), found.get("till")
        if last and last > self._today:
            self.add_error("till", gettext("Choose today or an earlier day"))
        if first and first < earliest(today=self._today):
            said = gettext("Choose a day within the last %(days)s days. Ask the care giver itself for older lines")
            self.add_error("fran", said % {"days": HELD_DAYS})
        if first and last and first > last:
            self.add_error("till", gettext("The last day is before the first"))
        return found

    @property
    def interval(self) -> Interval:
        """What a valid form says."""
        return Interval(first=self.cleaned_data["fran"], last=self.cleaned_data["till"])


class UnitForm(forms.Form):
    """At which unit. A unit without lines can be asked about too, as the journal does: it has none, says the page."""

    enhet = forms.ChoiceField(label=gettext_lazy("Unit"), required=False)

    def __init__(self, *, entries: Iterable[Entry], unit: str) -> None:
        super().__init__(initial={"enhet": unit})
        units = sorted({(one.unit, one.details["unit_name"]) for one in entries}, key=lambda one: one[1])
        cast(forms.ChoiceField, self.fields["enhet"]).choices = [("", gettext("All")), *units]
