"""What a reader chooses to take along. Validates, never saves."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ingang.services.journal.finding import LONGEST
from ingang.services.journal.forms import FilterForm
from ingang.services.journal.kinds import KINDS
from ingang.services.journal.models import Form
from ingang.services.journal.taking.wishes import Wish
from ingang.ui.fields import DatePartsField


class TakingForm(forms.Form):
    """The form of the file, and a filter with the names that the list's own has."""

    form = forms.ChoiceField(
        label=_("In which form?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose a form")},
    )
    sok = forms.CharField(label=_("With these words"), required=False, max_length=LONGEST)
    vardgivare = forms.ChoiceField(label=_("Care giver"), required=False)
    typ = forms.ChoiceField(label=_("Kind of entry"), required=False)
    fran = DatePartsField(label=_("From and including"), required=False, help_text=_("Leave empty for everything."))
    till = DatePartsField(label=_("Until and including"), required=False)
    nytt = forms.BooleanField(label=_("Only what is new since last time"), required=False)

    def __init__(
        self, *args: Any, care_givers: Iterable[tuple[str, str]], since: datetime | None, **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self._since = since
        kinds = [(kind.code, gettext(kind.title)) for kind in KINDS]
        self._choices("form", [(code, gettext(str(label))) for code, label in Form.choices])
        self._choices("vardgivare", [("", gettext("All care givers")), *care_givers])
        self._choices("typ", [("", gettext("All kinds")), *kinds])

    def clean(self) -> dict[str, Any]:
        found = super().clean() or self.cleaned_data
        if found.get("fran") and found.get("till") and found["fran"] > found["till"]:
            self.add_error("till", gettext("Choose a day that is not before the first one."))
        return found

    @property
    def asks_for_a_part(self) -> bool:
        """Whether the list was narrowed, or what was sent has to be put right."""
        return bool(self.errors) or any(value for name, value in self.initial.items() if name != "form")

    @property
    def wish(self) -> Wish:
        """What was chosen. A summary is always made of everything."""
        chosen = self.cleaned_data
        if chosen["form"] == Form.SUMMARY:
            return Wish(form=Form.SUMMARY)
        return Wish(
            form=Form(chosen["form"]),
            care_giver=chosen["vardgivare"],
            kind=chosen["typ"],
            since=_day(chosen["fran"]),
            until=_day(chosen["till"]),
            sought=chosen["sok"],
            new_after=self._since.isoformat() if self._since and chosen["nytt"] else "",
        )

    def _choices(self, name: str, choices: list[tuple[str, str]]) -> None:
        self.fields[name].choices = choices  # type: ignore[attr-defined]


def wish_of_list(*, filters: FilterForm, since: datetime | None) -> Wish:
    """What the list shows by its own filter, as a document: what it asks that does not exist is left out there too."""
    return Wish(
        form=Form.PDF,
        care_giver=filters.chosen("vardgivare"),
        kind=filters.chosen("typ"),
        sought=filters.chosen("sok"),
        new_after=since.isoformat() if since and filters.is_chosen("nytt") else "",
    )


def initial_of(*, wish: Wish) -> dict[str, Any]:
    """The wish as the form's beginning."""
    return {
        "form": wish.form,
        "sok": wish.sought,
        "vardgivare": wish.care_giver,
        "typ": wish.kind,
        "nytt": bool(wish.new_after),
    }


def _day(chosen: date | None) -> str:
    return chosen.isoformat() if chosen else ""
