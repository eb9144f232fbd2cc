"""Input of the log: the filter, read from the address, a question and its answer. Validates, never saves."""

from datetime import UTC, datetime
from typing import Any, cast

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext, gettext_lazy

from ingang.foundation.audit.queries import Position
from ingang.foundation.work_items import forms as forms_of_work
from ingang.services.access_log.models import Finding, Why
from ingang.services.access_log.queries.log import Log
from ingang.services.access_log.rules.log import PERIODS, USUAL_PERIOD, WAYS, Filter, Who

PERIOD_WORDS = (
    ("30", gettext_lazy("The last 30 days")),
    ("90", gettext_lazy("The last 3 months")),
    ("183", gettext_lazy("The last 6 months")),
    ("365", gettext_lazy("The last year")),
    ("1825", gettext_lazy("The last 5 years")),
)
WHO_WORDS = (
    (Who.ANYBODY, gettext_lazy("Everybody")),
    (Who.STAFF, gettext_lazy("Staff in care")),
    (Who.SELF, gettext_lazy("The person herself or himself")),
    (Who.REPRESENTATIVE, gettext_lazy("Guardians and other representatives")),
    (Who.SYSTEM, gettext_lazy("Other systems")),
    (Who.AUTOMATIC, gettext_lazy("Automatic work of this service")),
)
WAY_WORDS = (
    ("", gettext_lazy("All ways")),
    ("page", gettext_lazy("These pages")),
    ("interface", gettext_lazy("From another system")),
    ("secret_address", gettext_lazy("A calendar that follows a secret address")),
    ("secret_link", gettext_lazy("A link and a code that were shown")),
    ("job", gettext_lazy("Automatic")),
)


class FilterForm(forms.Form):
    """Period, who, unit, kind of data and way."""

    period = forms.ChoiceField(label=gettext_lazy("Period"), choices=PERIOD_WORDS)
    vem = forms.ChoiceField(label=gettext_lazy("By whom"), choices=WHO_WORDS, required=False)
    enhet = forms.ChoiceField(label=gettext_lazy("Unit"), required=False)
    typ = forms.ChoiceField(label=gettext_lazy("Kind of data"), required=False)
    vag = forms.ChoiceField(label=gettext_lazy("Way"), choices=WAY_WORDS, required=False)

    def __init__(self, *, chosen: Filter, log: Log) -> None:
        names = {
            "period": chosen.period,
            "vem": chosen.who,
            "enhet": chosen.unit,
            "typ": chosen.kind,
            "vag": chosen.way,
        }
        super().__init__(initial=names)
        everything = [("", gettext_lazy("All"))]
        for name, choices in (("enhet", log.units), ("typ", log.kinds)):
            field = cast(forms.ChoiceField, self.fields[name])
            field.choices = everything + [(choice.code, choice.title) for choice in choices]


def asked_filter(*, query: QueryDict) -> Filter:
    """The filter of an address; what is unknown or too long counts as not chosen."""
    period, who, way = query.get("period", ""), query.get("vem", ""), query.get("vag", "")
    return Filter(
        period=period if period in PERIODS else USUAL_PERIOD,
        who=Who(who) if who in set(Who) else Who.ANYBODY,
        unit=query.get("enhet", "")[:31],
        kind=query.get("typ", "")[:60],
        way=way if way in WAYS else "",
    )


def asked_position(*, query: QueryDict) -> Position | None:
    """Where the page begins; None for the first page and for an address that somebody has changed."""
    moment, _, number = query.get("fore", "").rpartition("/")
    try:
        at = datetime.fromisoformat(moment)
        # Brought to UTC here: a moment at the edge of the calendar has none, and is nobody's position.
        return Position(at=at.astimezone(UTC), id=int(number)) if at.tzinfo else None
    except (ValueError, OverflowError):
        return None


def position_in_words(position: Position) -> str:
    """The same position for an address."""
    return f"{position.at.isoformat()}/{position.id}"


class AskForm(forms.Form):
    """Why a line is questioned. `cleaned_data` holds a Why, and the words where there are any."""

    why = forms.TypedChoiceField(
        label=gettext_lazy("Why do you ask?"),
        choices=Why.choices,
        coerce=Why,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose why you ask")},
    )
    text = forms.CharField(
        label=gettext_lazy("What do you want to know?"),
        required=False,
        max_length=1000,
        widget=forms.Textarea({"rows": 5}),
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        cast(forms.ChoiceField, self.fields["why"]).choices = [(why.value, gettext(why.label)) for why in Why]

    def clean(self) -> dict[str, Any]:
        found = super().clean() or self.cleaned_data
        if found.get("why") is Why.OTHER and not found.get("text"):
            self.add_error("text", gettext("Write what you want to know"))
        return found


class AnswerForm(forms_of_work.AnswerForm):
    """What the log reviewer found, and what the resident reads."""

    findings = Finding
    hint = gettext_lazy("The resident reads this. Say who by role, why the reading was needed, and what you do now.")
