"""Input of the settings; validates, never saves."""

from collections import Counter
from collections.abc import Iterable

from django import forms
from django.utils.translation import gettext_lazy as _

from ingang.foundation.care_units.models import CareGiver, CareUnit
from ingang.foundation.consents.models import BlockKind
from ingang.foundation.consents.rules import IdentityCheck
from ingang.foundation.notifications.queries import NoticeChoice
from ingang.foundation.people.contact import AVOID, BEST_WAYS
from ingang.foundation.people.needs import COMMUNICATION, LANGUAGES, LONGEST_NOTE, language_name

CHECKS = (
    (IdentityCheck.ID_DOCUMENT, _("Identity document shown")),
    (IdentityCheck.KNOWN_IN_PERSON, _("Known in person")),
    (IdentityCheck.E_ID_ON_SITE, _("Own e-ID shown on site")),
)
CHANNELS = (("mail", _("Mail")), ("sms", _("SMS")), ("push", _("Push notices")))


class AddressForm(forms.Form):
    """A mobile number or a mail address."""

    address = forms.CharField(max_length=254, error_messages={"required": _("Write the number or address")})

    def __init__(self, *args: object, channel: str, **options: object) -> None:
        super().__init__(*args, **options)  # type: ignore[arg-type]
        is_sms = channel == "sms"
        self.fields["address"].label = _("Mobile number") if is_sms else _("E-mail address")
        self.fields["address"].widget.attrs |= {
            "autocomplete": "tel" if is_sms else "email",
            "inputmode": "tel" if is_sms else "email",
        }


class CodeForm(forms.Form):
    """The code that was sent."""

    code = forms.CharField(
        label=_("The code"),
        max_length=40,
        widget=forms.TextInput({"autocomplete": "one-time-code", "inputmode": "numeric"}),
        error_messages={"required": _("Write the code")},
    )


class NeedsForm(forms.Form):
    """Languages and what is needed at visits."""

    language = forms.ChoiceField(label=_("Language"))
    interpreter_language = forms.ChoiceField(label=_("Interpreter"), required=False)
    communication = forms.MultipleChoiceField(
        label=_("What do you need?"), required=False, widget=forms.CheckboxSelectMultiple
    )
    note = forms.CharField(label=_("Something more that staff should know"), required=False, max_length=LONGEST_NOTE)

    def __init__(self, *args: object, **options: object) -> None:
        super().__init__(*args, **options)  # type: ignore[arg-type]
        languages = sorted(((code, language_name(code=code)) for code in LANGUAGES), key=lambda one: one[1])
        for name, choices in (
            ("language", languages),
            ("interpreter_language", [("", _("No interpreter")), *languages]),
            ("communication", [(code, _(words)) for code, words in COMMUNICATION.items()]),
        ):
            self.fields[name].choices = choices  # type: ignore[attr-defined]


class NameForm(forms.Form):
    """What to be called."""

    chosen_name = forms.CharField(label=_("Name to be called by"), required=False, max_length=40)
    pronoun = forms.CharField(label=_("Pronoun"), required=False, max_length=40, help_text=_("For example hon or hen."))


class SafetyForm(forms.Form):
    """How to be contacted safely."""

    avoid = forms.MultipleChoiceField(
        label=_("What must we never do?"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        choices=[(code, _(words)) for code, words in AVOID.items()],
    )
    best_way = forms.ChoiceField(
        label=_("What is the safest way?"),
        required=False,
        widget=forms.RadioSelect,
        choices=[("", _("No special way")), *((code, _(words)) for code, words in BEST_WAYS.items())],
    )
    note = forms.CharField(
        label=_("When is it safe?"), required=False, max_length=LONGEST_NOTE, help_text=_("For example weekdays 9-12.")
    )


class NoticesForm(forms.Form):
    """For each kind of notice the channels that are wanted; none: not at all."""

    # Last in the form: what arrives cut off would otherwise turn notices off.
    is_whole = forms.CharField(
        widget=forms.HiddenInput,
        initial="1",
        max_length=1,
        error_messages={"required": _("All of it did not arrive. Choose again.")},
    )

    def __init__(self, *args: object, choices: Iterable[NoticeChoice], **options: object) -> None:
        super().__init__(*args, **options)  # type: ignore[arg-type]
        self._codes = [choice.code for choice in choices]
        for choice in choices:
            self.fields[choice.code] = forms.MultipleChoiceField(
                label=_(choice.title),
                required=False,
                widget=forms.CheckboxSelectMultiple,
                choices=CHANNELS,
                initial=sorted(choice.channels),
            )

    def chosen(self) -> dict[str, list[str]]:
        """The channels of each kind of notice."""
        return {code: self.cleaned_data[code] for code in self._codes}


def _told_apart(care_givers: Iterable[CareGiver]) -> list[tuple[str, str]]:
    """Each by its name, and by its HSA-id too where another is called the same."""
    given = list(care_givers)
    often = Counter(one.name for one in given)
    return [(one.hsa_id, one.name if often[one.name] == 1 else f"{one.name} ({one.hsa_id})") for one in given]


class BlockForm(forms.Form):
    """What is blocked, and for whom: first whose records, then which of them and which block."""

    care_giver = forms.ChoiceField(
        label=_("Whose records do you want to block?"),
        error_messages={"required": _("Choose a care giver")},
    )
    unit = forms.ChoiceField(label=_("Which part?"), required=False)
    kind = forms.ChoiceField(
        label=_("Who must not read it?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose who must not read it")},
        choices=[
            (BlockKind.OUTER, _("Other care givers")),
            (BlockKind.INNER, _("Other units of the same care giver")),
        ],
    )

    def __init__(self, *args: object, care_givers: Iterable[CareGiver], units: Iterable[CareUnit], **options: object):
        super().__init__(*args, **options)  # type: ignore[arg-type]
        givers = [("", _("Choose")), *_told_apart(care_givers)]
        parts = [("", _("All units of the care giver")), *((one.hsa_id, one.name) for one in units)]
        self.fields["care_giver"].choices = givers  # type: ignore[attr-defined]
        self.fields["unit"].choices = parts  # type: ignore[attr-defined]

    def clean(self) -> dict[str, object]:
        found = super().clean() or self.cleaned_data
        if found.get("kind") == BlockKind.INNER and not found.get("unit"):
            self.add_error("unit", _("Choose the unit whose records other units must not read"))
        return found


class LookUpForm(forms.Form):
    """Whose log-in, and how staff made sure who asks."""

    number = forms.CharField(label=_("Personal identity number"), max_length=20, required=True)
    identity_check = forms.ChoiceField(
        label=_("How was the identity checked?"), required=False, widget=forms.RadioSelect, choices=CHECKS
    )
