"""Forms of the catalogue. They validate, and never save."""

import re
from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ingang.foundation.care_units.functions import FUNCTIONS, function_title
from ingang.foundation.care_units.models import OfferStatus, Referral
from ingang.foundation.care_units.saying import NOTICE, OFFER_FIELDS
from ingang.foundation.care_units.words import ACCESS_FACTS, CONTACTS, DAYS, WAYS, language_names
from ingang.foundation.regions.rules import regions
from ingang.foundation.regions.values import IDENTITY_NUMBER
from ingang.kernel.words import marked
from ingang.services.care_finder.actions.deciding import Choice
from ingang.services.care_finder.models import About
from ingang.services.care_finder.offering import WaitingTime, missing_of
from ingang.services.care_finder.rules import is_right_number
from ingang.ui.fields import DatePartsField

LONGEST_TEXT, LONGEST_FILE = 600, 50_000_000
EARLIEST, LATEST = 2000, 2100
STATUSES = {OfferStatus.ACTIVE: marked("Yes, in its time"), OfferStatus.INACTIVE: marked("No, not yet")}
OFFER_TICKED = re.compile(r"[A-Za-z0-9-]{1,31}/[A-Za-z0-9_-]{1,40}/[0-9]{1,9}")
YES_NO = [("yes", _("Yes")), ("no", _("No")), ("", _("Not known"))]
_LONG: dict[str, Any] = {"required": False, "max_length": 2000, "widget": forms.Textarea({"rows": 4})}
_SHORT: dict[str, Any] = {"required": False, "max_length": LONGEST_TEXT, "widget": forms.Textarea({"rows": 3})}
CLOCKS = ("%H:%M", "%H.%M", "%H")
SPANS: dict[str, tuple[str, tuple[int, ...]]] = {
    "workdays": (marked("Monday to Friday"), (0, 1, 2, 3, 4)),
    "every_day": (marked("Every day"), (0, 1, 2, 3, 4, 5, 6)),
    **{str(number): (title, (number,)) for number, title in enumerate(DAYS)},
}
NO_IDENTITY_NUMBER = RegexValidator(
    IDENTITY_NUMBER, _("Take away the identity number: nothing about a person stands here."), inverse_match=True
)
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
        validators=[NO_IDENTITY_NUMBER],
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
        validators=[NO_IDENTITY_NUMBER],
    )


class SayingForm(forms.Form):
    """What an editor at a unit says: the change that she has looked at last, and nothing about a person."""

    seen = forms.IntegerField(min_value=0, max_value=2**31 - 2, widget=forms.HiddenInput)
    sections: tuple[tuple[Any, tuple[str, ...]], ...] = ()

    def choose(self, name: str, choices: Iterable[tuple[str, str]]) -> None:
        """Give a field its choices, in the reader's language."""
        self.fields[name].choices = [(code, gettext(words)) for code, words in choices]  # type: ignore[attr-defined]

    def said(self) -> dict[str, Any]:
        """What a valid form says, as it is kept: days as text."""
        raise NotImplementedError

    def parts(self) -> list[tuple[str, list[forms.BoundField]]]:
        """The fields under their headings, in the order of the form."""
        return [(str(heading), [self[name] for name in names]) for heading, names in self.sections]

    def clean(self) -> dict[str, Any]:
        found = super().clean() or self.cleaned_data
        for name, value in list(found.items()):
            if isinstance(value, str):
                found[name] = value.replace("\r\n", "\n")
                if IDENTITY_NUMBER.search(value):
                    self.add_error(name, NO_IDENTITY_NUMBER.message)
            elif isinstance(value, date) and not EARLIEST <= value.year <= LATEST:
                self.add_error(name, gettext("Choose a year between 2000 and 2100."))
        return found


class PageForm(SayingForm):
    """What a unit says of itself."""

    notice = forms.CharField(
        label=_("What stands first on the page for a time"),
        help_text=_("Such as other hours or another entrance. Leave it empty where nothing is out of the ordinary."),
        required=False,
        max_length=LONGEST_TEXT,
        widget=forms.Textarea({"rows": 3}),
    )
    first_day = DatePartsField(label=_("From which day"), required=False)
    last_day = DatePartsField(label=_("To and including which day"), required=False)
    about = forms.CharField(label=_("About the unit"), **_LONG)
    how_to_seek = forms.CharField(label=_("How to seek care here"), **_LONG)
    your_visit = forms.CharField(label=_("Your visit"), **_LONG)
    languages = forms.MultipleChoiceField(
        label=_("Languages spoken here"), required=False, widget=forms.CheckboxSelectMultiple
    )
    is_step_free = forms.ChoiceField(label=_("Step-free"), choices=YES_NO, required=False, widget=forms.RadioSelect)
    access_facts = forms.MultipleChoiceField(
        label=_("What helps those who move, see or hear with difficulty"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
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
    sections = (
        (_("What is temporary"), ("notice", "first_day", "last_day")),
        (_("In your own words"), ("about", "how_to_seek", "your_visit")),
        (_("How you meet people"), ("languages", "is_step_free", "access_facts", "takes_listings", "is_digital")),
        (_("Who answers for it"), ("owner",)),
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["languages"].choices = list(language_names().items())  # type: ignore[attr-defined]
        self.choose("access_facts", ACCESS_FACTS.items())

    def clean(self) -> dict[str, Any]:
        found = super().clean()
        days = found.get("first_day"), found.get("last_day")
        if found.get("notice") and not self.errors:
            if None in days:
                self.add_error("first_day", gettext("Write from which day to which day the notice stands."))
            elif days[0] > days[1]:  # type: ignore[operator]
                self.add_error("last_day", gettext("The last day comes before the first."))
        return found

    def said(self) -> dict[str, Any]:
        """What is said, as it is kept: days as text."""
        found = self.cleaned_data
        said = {name: found[name] for name in ("about", "how_to_seek", "your_visit", "is_digital", "owner")}
        for name in ("is_step_free", "takes_listings"):
            said[name] = TO_BOOL[found[name]]
        said |= {name: sorted(found[name]) for name in ("languages", "access_facts")}
        days = [found[name].isoformat() for name in ("first_day", "last_day")] if found["notice"] else []
        return said | {NOTICE: [*days, found["notice"]] if found["notice"] else []}


def _days(label: Any) -> DatePartsField:
    return DatePartsField(label=label, required=False)


def _number(label: Any, *, most: int) -> forms.IntegerField:
    box = forms.TextInput({"inputmode": "numeric", "autocomplete": "off"})
    return forms.IntegerField(label=label, required=False, min_value=0, max_value=most, widget=box)


def _several(label: Any, *, hint: Any = "") -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(label=label, help_text=hint, required=False, widget=forms.CheckboxSelectMultiple)


class OfferForm(SayingForm):
    """Something that a unit offers, on which conditions."""

    title_sv = forms.CharField(label=_("What it is called, in Swedish"), max_length=120)
    title_en = forms.CharField(label=_("What it is called, in English"), max_length=120, required=False)
    conditions_sv = forms.CharField(label=_("Conditions, in Swedish"), **_SHORT)
    conditions_en = forms.CharField(label=_("Conditions, in English"), **_SHORT)
    age_from = _number(_("From age"), most=120)
    age_to = _number(_("To age, counted"), most=120)
    regions = _several(_("For those who live in"), hint=_("Choose none where it is for the whole country."))
    referral = forms.ChoiceField(label=_("How one comes to it"), widget=forms.RadioSelect)
    requirements = forms.CharField(label=_("What a referral must tell"), **_LONG)
    referral_address = forms.CharField(label=_("Where a referral goes"), max_length=300, required=False)
    ways = _several(_("How you meet"))
    contacts = _several(_("How one gets in touch about it"))
    e_service = forms.URLField(
        label=_("Your own e-service for it"),
        help_text=_("An address that begins with https. What is booked here in the portal is shown by itself."),
        required=False,
        max_length=200,
        assume_scheme="https",
    )
    waiting_days = _number(_("Waiting time in days"), most=2000)
    waiting_from = _days(_("Measured from"))
    waiting_until = _days(_("Measured until"))
    waiting_source = forms.CharField(label=_("Where the figure comes from"), max_length=120, required=False)
    valid_from = _days(_("Offered from"))
    valid_until = _days(_("Offered until, that day counted"))
    status = forms.ChoiceField(label=_("Shall residents see it?"), widget=forms.RadioSelect)
    sections = (
        (_("What it is"), ("title_sv", "title_en", "conditions_sv", "conditions_en")),
        (_("For whom"), ("age_from", "age_to", "regions")),
        (_("The way there"), ("referral", "requirements", "referral_address", "ways", "contacts", "e_service")),
        (_("Waiting time"), ("waiting_days", "waiting_from", "waiting_until", "waiting_source")),
        (_("When it is shown"), ("valid_from", "valid_until", "status")),
    )

    def __init__(self, *args: Any, today: date, **options: Any) -> None:
        super().__init__(*args, **options)
        self.today = today
        self.choose("referral", Referral.choices)
        self.choose("ways", WAYS.items())
        self.choose("contacts", CONTACTS.items())
        self.choose("status", STATUSES.items())
        self.choose("regions", ((one.code, one.name) for one in regions()))

    def clean(self) -> dict[str, Any]:
        found = super().clean()
        self._clean_orders(found)
        if not self.errors:
            self._clean_waiting(found)
        if not self.errors and found["status"] == OfferStatus.ACTIVE:
            for one in missing_of(found):
                self.add_error(one.field, gettext(one.reason))
        return found

    def clean_e_service(self) -> str:
        address: str = self.cleaned_data["e_service"]
        if address and not address.startswith("https://"):
            raise forms.ValidationError(gettext("The address must begin with https."))
        return address

    def _clean_orders(self, found: dict[str, Any]) -> None:
        for first, last, sentence in (
            ("age_from", "age_to", gettext("The last age comes before the first.")),
            ("valid_from", "valid_until", gettext("The last day comes before the first.")),
        ):
            if found.get(first) is not None and found.get(last) is not None and found[last] < found[first]:
                self.add_error(last, sentence)

    def _clean_waiting(self, found: dict[str, Any]) -> None:
        time = WaitingTime(
            days=found["waiting_days"], first=found["waiting_from"], last=found["waiting_until"],
            source=found["waiting_source"],
        )  # fmt: skip
        if not time.is_whole:
            self.add_error("waiting_days", gettext("Write the days, the period and the source, or none of them."))
        elif not time.has_been(on=self.today):
            self.add_error("waiting_until", gettext("The period must go forward and have ended."))

    def said(self) -> dict[str, Any]:
        """What is said, as it is kept: days as text."""
        found = {name: self.cleaned_data[name] for name in OFFER_FIELDS}
        return {name: one.isoformat() if isinstance(one, date) else one for name, one in found.items()}


class EndForm(forms.Form):
    """The last day of something that is offered."""

    seen = forms.IntegerField(min_value=0, max_value=2**31 - 2, widget=forms.HiddenInput)
    last_day = DatePartsField(label=_("The last day, which counts"))


class UndoForm(forms.Form):
    """Which change is undone."""

    subject = forms.CharField(max_length=40, required=False, widget=forms.HiddenInput)
    number = forms.IntegerField(min_value=1, max_value=2**31 - 2, widget=forms.HiddenInput)


class FunctionForm(forms.Form):
    """A function that can be called by itself. It is chosen from a list, so that no person is ever named."""

    function = forms.ChoiceField(label=_("Function"), error_messages={"required": _("Choose a function")})
    phone = forms.CharField(
        label=_("Its phone number"),
        help_text=_("A number of the function. Never a person's own."),
        max_length=30,
        widget=forms.TextInput({"inputmode": "tel", "autocomplete": "off"}),
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


class OffersField(forms.MultipleChoiceField):
    """Offers that were ticked, each as its unit, its code and the decision that was looked at."""

    def valid_value(self, value: str) -> bool:
        return bool(OFFER_TICKED.fullmatch(value))

    def clean(self, value: Any) -> list[Choice]:
        parts = [one.rsplit("/", 2) for one in dict.fromkeys(super().clean(value))]
        return [Choice(unit=unit, code=code, seen=int(seen)) for unit, code, seen in parts]


class DecisionsForm(forms.Form):
    """What the region decides of several offers at once, and why."""

    offers = OffersField(
        error_messages={
            "required": _("Choose at least one offer."),
            "invalid_choice": _("Something that you chose is not offered any longer."),
        }
    )
    choice = forms.ChoiceField(
        choices=[("in", _("In the region's offer")), ("out", _("Not in the region's offer"))],
        error_messages={"required": _("Choose whether it is in the region's offer.")},
    )
    reason = forms.CharField(
        label=_("Why you decide so"),
        help_text=_("The unit reads it. Write nothing about a person."),
        required=False,
        max_length=300,
    )
