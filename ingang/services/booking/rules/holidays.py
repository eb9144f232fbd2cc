"""Swedish holidays, on which schedules publish nothing unless they say so."""

from datetime import date

from holidays import country_holidays

KINDS = ("public", "de_facto")
"""Those of lag 1989:253, and the eves that are worked like Sundays (semesterlagen 1977:480, 3 a §)."""
LANGUAGES = {"sv": "sv", "en": "en_US"}


def holidays_between(*, first: date, until: date, language: str = "sv") -> dict[date, str]:
    """The holidays from a day up to, but not including, another, by their names; without ordinary Sundays."""
    years = range(first.year, until.year + 1)
    found = country_holidays(
        "SE", years=years, include_sundays=False, language=LANGUAGES.get(language, "en_US"), categories=KINDS
    )
    return {day: name for day, name in sorted(found.items()) if first <= day < until}
