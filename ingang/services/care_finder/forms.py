"""Forms of the catalogue. They validate, and never save."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ingang.foundation.care_units.functions import FUNCTIONS, function_title
from ingang.foundation.care_units.words import DAYS, language_names
from ingang.foundation.regions.rules import regions
from ingang.kernel.words import marked
from ingang.services.care_finder.actions.editing import Notice
from ingang.services.care_finder.models import About
from ingang.services.care_finder.rules import is_right_number
from ingang.ui.fields import DatePartsField

LONGEST_TEXT, LONGEST_FILE = 600, 50_000_000
YES_NO = [("yes", _("Yes")), ("no", _("No")), ("", _("Not known"))]
_LONG: dict[str, Any] = {"required": False, "max_length": 2000, "widget": forms.Textarea({"rows": 4})}
CLOCKS = ("%H:%M", "%H.%M", "%H")
SPANS: dict[str, tuple[str, tuple[int, ...]]] = {
    "workdays": (marked("Monday to Friday"), (0, 1, 2, 3, 4)),
    "every_day": (marked("Every day"), (0, 1, 2, 3, 4, 5, 6)),
    **{str(number): (title, (number,)) for number, title in enumerate(DAYS)},
}
TO_BOOL = {"yes": True, "no": False, "": None}


def _clock() -> forms.TextInput:
    return forms.TextInput({"inputmode": "numeric"})


class ReportForm(forms.Form):
    """What is wrong on a unit's page."""

    about = forms.ChoiceField(
        label=_("What is wrong?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what is wrong")},
    )
    text = forms.CharField(
        label=_("What should it be?"),
        help_text=_(
            "Never write about yourself or anybody's health. The unit can not answer questions about care here."
        ),
        required=False,
        max_length=LONGEST_TEXT,
        widget=forms.Textarea({"rows": 4}),
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        choices = [(one.value, gettext(one.label)) for one in About]
        self.fields["about"].choices = choices  # type: ignore[attr-defined]


class AnswerForm(forms.Form):
    """What became of a report."""

    outcome = forms.ChoiceField(
        label=_("What became of it?"),
        choices=[("corrected", _("It was wrong and is corrected")), ("not_wrong", _("It was right as it stood"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what became of it")},
    )
    answer = forms.CharField(
        label=_("Answer to the one who reported"),
        help_text=_("It is read by whoever has the reference. Write nothing about a person."),
        max_length=LONGEST_TEXT,
        widget=forms.Textarea({"rows": 3}),
        error_messages={"required": _("Write an answer")},
    )


class PageForm(forms.Form):
    """What a unit says of itself."""

    about = forms.CharField(
        label=_("About the unit"), required=False, max_length=2000, widget=forms.Textarea({"rows": 4})
    )
    how_to_seek = forms.CharField(
        label=_("How to seek care here"), required=False, max_length=2000, widget=forms.Textarea({"rows": 4})
    )
    your_visit = forms.CharField(
        label=_("Your visit"), required=False, max_length=2000, widget=forms.Textarea({"rows": 4})
    )
    languages = forms.MultipleChoiceField(
        label=_("Languages spoken here"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    is_step_free = forms.ChoiceField(label=_("Step-free"), choices=YES_NO, required=False, widget=forms.RadioSelect)
    takes_listings = forms.ChoiceField(
        label=_("Takes new patients to list"), choices=YES_NO, required=False, widget=forms.RadioSelect
    )
    is_digital = forms.BooleanField(label=_("We meet at a distance alone"), required=False)
    owner = forms.CharField(
        label=_("Who answers for the page"),
        help_text=_("A function, as the head of the unit. Never a person's name."),
        error_messages={"required": _("Write who answers for the page")},
        max_length=120,
    )
    notice = forms.CharField(
        label=_("What stands first on the page for a time"),
        help_text=_("Such as other hours or another entrance. Leave it empty where nothing is out of the ordinary."),
        required=False,
        max_length=LONGEST_TEXT,
        widget=forms.Textarea({"rows": 3}),
    )
    first_day = DatePartsField(label=_("From which day"), required=False)
    last_day = DatePartsField(label=_("To and including which day"), required=False)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["languages"].choices = list(language_names().items())  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        found = super().clean() or self.cleaned_data
        days = found.get("first_day"), found.get("last_day")
        if found.get("notice") and not self.errors:
            if None in days:
                self.add_error("first_day", gettext("Write from which day to which day the notice stands."))
            elif days[0] > days[1]:  # type: ignore[operator]
                self.add_error("last_day", gettext("The last day comes before the first."))
        return found

    def fields_said(self) -> dict[str, Any]:
        """The unit's own fields as they are kept."""
        said = {name: self.cleaned_data[name] for name in ("about", "how_to_seek", "your_visit", "is_digital", "owner")}
        for name in ("is_step_free", "takes_listings"):
            said[name] = TO_BOOL[self.cleaned_data[name]]
        return said | {"languages": sorted(self.cleaned_data["languages"])}

    def notice_said(self) -> Notice | None:
        """The notice with its days; None where there is none."""
        found = self.cleaned_data
        if not found["notice"]:
            return None
        return Notice(text=found["notice"], first_day=found["first_day"], last_day=found["last_day"])


class FunctionForm(forms.Form):
    """A function that can be called by itself. It is chosen from a list, so that no person is ever named."""

    function = forms.ChoiceField(label=_("Function"), error_messages={"required": _("Choose a function")})
    phone = forms.CharField(
        label=_("Its phone number"),
        help_text=_("A number of the function. Never a person's own."),
        max_length=30,
        error_messages={"required": _("Write the phone number")},
    )
    days = forms.ChoiceField(label=_("Days when it answers"), required=False)
    opens = forms.TimeField(label=_("Answers from"), required=False, input_formats=CLOCKS, widget=_clock())
    closes = forms.TimeField(label=_("Answers until"), required=False, input_formats=CLOCKS, widget=_clock())

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        functions = sorted((function_title(code), code) for code in FUNCTIONS)
        self.fields["function"].choices = [("", ""), *((code, title) for title, code in functions)]  # type: ignore[attr-defined]
        days = [(code, gettext(title)) for code, (title, _days) in SPANS.items()]
        self.fields["days"].choices = [("", gettext("The unit's own phone hours")), *days]  # type: ignore[attr-defined]

    def clean_phone(self) -> str:
        phone = str(self.cleaned_data["phone"])
        if not is_right_number(phone):
            raise forms.ValidationError(gettext("Write a number that can be called, such as 08-465 004 00."))
        return phone

    def clean(self) -> dict[str, Any]:
        found = super().clean() or self.cleaned_data
        opens, closes = found.get("opens"), found.get("closes")
        if not self.errors and found.get("days") and (not opens or not closes or opens >= closes):
            self.add_error("closes", gettext("Write from when until when it answers, such as 08:00 and 16:00."))
        return found

    def hours_said(self) -> list[str]:
        """The hours as they are kept; none where the unit's own count."""
        said = self.cleaned_data
        times = f"{said['opens']:%H:%M} {said['closes']:%H:%M}" if said["days"] else ""
        return [f"{day} {times}" for day in SPANS[said["days"]][1]] if times else []


class ImportForm(forms.Form):
    """A file of the directory, and what it covers."""

    file = forms.FileField(
        label=_("The directory's file"),
        help_text=_("XML or CSV with the attributes of HSA, in UTF-8."),
        error_messages={"required": _("Choose a file"), "empty": _("The file is empty")},
    )
    region = forms.ChoiceField(label=_("What the file covers"), required=False)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        choices = [("", gettext("The whole country")), *((one.code, one.name) for one in regions())]
        self.fields["region"].choices = choices  # type: ignore[attr-defined]

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > LONGEST_FILE:
            raise forms.ValidationError(gettext("The file is larger than any right one."))
        return file


class DecisionForm(forms.Form):
    """Whether something that a unit offers is in the region's offer."""

    unit = forms.CharField(max_length=31, widget=forms.HiddenInput)
    offer = forms.CharField(max_length=40, widget=forms.HiddenInput)
    seen = forms.IntegerField(min_value=0, max_value=2**31 - 2, widget=forms.HiddenInput)
    choice = forms.ChoiceField(choices=[("in", _("In the region's offer")), ("out", _("Not in the region's offer"))])
    reason = forms.CharField(required=False, max_length=300)
