"""How outcomes and budgets are said."""

from babel.numbers import format_decimal
from django.utils.translation import get_language, gettext

from ingang.foundation.systems.models import Protocol
from ingang.foundation.systems.rules import Budget, Outcome
from ingang.foundation.systems.words import percent_words
from ingang.kernel.words import marked

OUTCOMES: dict[str, str] = {
    Outcome.ANSWERED: marked("It answered"),
    Outcome.PARTLY: marked("Answered with a part"),
    Outcome.LATE: marked("Did not answer in time"),
    Outcome.REFUSED: marked("Refused us"),
    Outcome.DOWN: marked("Could not be reached, or failed"),
    Outcome.WRONG_PERSON: marked("Answered about somebody else"),
    Outcome.OURS: marked("Not counted: we were late ourselves"),
    Outcome.NAMED: marked("Named by the engagement index, and not connected"),
}

PROTOCOLS: dict[str, str] = {str(one.value): str(one.label) for one in Protocol}


def budget_words(budget: Budget, /) -> str:
    """How much of what may fail is used, and how fast."""
    if budget.used is None:
        return gettext("Nothing has been counted for 30 days.")
    used = gettext("The objective %(objective)s leaves some room for failures in 30 days: %(used)s of it is used.") % {
        "used": percent_words(budget.used),
        "objective": percent_words(budget.objective),
    }
    if budget.burn is None:
        return used
    burn = format_decimal(budget.burn, locale=get_language() or "sv")
    return " ".join(
        (used, gettext("The last day used it at %(burn)s times the pace that would last the 30 days.") % {"burn": burn})
    )
