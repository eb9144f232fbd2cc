"""The filter of the log, read from the address."""

from datetime import UTC, datetime
from typing import cast

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy

from ingang.foundation.audit.queries import Position
from ingang.services.access_log.queries import Log
from ingang.services.access_log.rules import PERIODS, USUAL_PERIOD, Filter, Who

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
    (Who.AUTOMATIC, gettext_lazy("Automatic work")),
)


class FilterForm(forms.Form):
    """Period, who, unit and kind of data."""

    period = forms.ChoiceField(label=gettext_lazy("Period"), choices=PERIOD_WORDS)
    vem = forms.ChoiceField(label=gettext_lazy("By whom"), choices=WHO_WORDS, required=False)
    enhet = forms.ChoiceField(label=gettext_lazy("Unit"), required=False)
    typ = forms.ChoiceField(label=gettext_lazy("Kind of data"), required=False)

    def __init__(self, *, chosen: Filter, log: Log) -> None:
        super().__init__(initial={"period": chosen.period, "vem": chosen.who, "enhet": chosen.unit, "typ": chosen.kind})
        everything = [("", gettext_lazy("All"))]
        for name, choices in (("enhet", log.units), ("typ", log.kinds)):
            field = cast(forms.ChoiceField, self.fields[name])
            field.choices = everything + [(choice.code, choice.title) for choice in choices]


def asked_filter(*, query: QueryDict) -> Filter:
    """The filter of an address; what is unknown or too long counts as not chosen."""
    period, who = query.get("period", ""), query.get("vem", "")
    return Filter(
        period=period if period in PERIODS else USUAL_PERIOD,
        who=Who(who) if who in set(Who) else Who.ANYBODY,
        unit=query.get("enhet", "")[:31],
        kind=query.get("typ", "")[:60],
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
