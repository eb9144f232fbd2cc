"""Input of a report, and of its answer. Validates, never saves."""

from collections.abc import Iterable
from typing import Any, cast
from uuid import UUID

from django import forms
from django.utils.translation import gettext, gettext_lazy
from uuid6 import uuid7

from ingang.foundation.care_units.models import CareUnit
from ingang.foundation.work_items import forms as forms_of_work
from ingang.services.journal.reports.actions import Written
from ingang.services.journal.reports.models import Finding, What
from ingang.services.journal.reports.quoting import Part


class ReportForm(forms.Form):
    """What is wrong, where in the entry, and what the reader writes. `report` is the id that the report will have."""

    report = forms.UUIDField(widget=forms.HiddenInput)
    what = forms.TypedChoiceField(
        label=gettext_lazy("What is wrong?"),
        coerce=What,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose what is wrong")},
    )
    part = forms.ChoiceField(
        label=gettext_lazy("Which part is it about?"),
        required=False,
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": gettext_lazy("The entry has changed since you opened it. Choose again.")},
    )
    words = forms.CharField(
        label=gettext_lazy("The words or the value that it is about"),
        help_text=gettext_lazy("If you want to be more exact: copy it from the entry."),
        required=False,
        max_length=500,
    )
    text = forms.CharField(
        label=gettext_lazy("What is right, in your words?"),
        max_length=2000,
        widget=forms.Textarea({"rows": 6}),
        error_messages={"required": gettext_lazy("Write what is wrong and what is right")},
    )

    def __init__(self, *args: Any, parts: Iterable[Part], **options: Any) -> None:
        super().__init__(*args, **options)
        self.initial = {"report": uuid7(), "part": ""}
        self._parts = {one.code: one for one in parts}
        cast(forms.ChoiceField, self.fields["what"]).choices = [(one.value, gettext(one.label)) for one in What]
        cast(forms.ChoiceField, self.fields["part"]).choices = [
            ("", gettext("The whole entry, or something that is missing")),
            *((code, part.in_short) for code, part in self._parts.items()),
        ]

    @property
    def id(self) -> UUID:
        """The id that the report will have."""
        return cast(UUID, self.cleaned_data["report"])

    @property
    def written(self) -> Written:
        """What a valid form says."""
        said = self.cleaned_data
        chosen = self._parts.get(said["part"])
        return Written(what=said["what"], text=said["text"], part=chosen.text if chosen else "", words=said["words"])


class AnswerForm(forms_of_work.AnswerForm):
    """What came of the report, and what the resident reads."""

    findings = Finding
    hint = gettext_lazy(
        "The resident reads this beside the entry. Say what you did, or why nothing is changed, and where to turn."
    )


class SendOnForm(forms.Form):
    """To which of the care giver's other units."""

    unit = forms.ChoiceField(label=gettext_lazy("Unit"), error_messages={"required": gettext_lazy("Choose a unit")})

    def __init__(self, *args: Any, units: Iterable[CareUnit], **options: Any) -> None:
        super().__init__(*args, **options)
        choices = [(one.hsa_id, one.name) for one in units]
        self.has_units = bool(choices)
        cast(forms.ChoiceField, self.fields["unit"]).choices = [("", gettext("Choose a unit")), *choices]
