"""What each care giver shows, in words: for residents, who must be told that it differs, and for who decides it."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from django.utils.translation import gettext

from ingang.foundation.care_units.queries import care_giver_names
from ingang.services.journal.disclosure import Disclosure
from ingang.services.journal.gate import disclosures
from ingang.services.journal.sources.connected import connected_sources
from ingang.ui.words import day_in_words


def rule_words(*, rules: Disclosure, units: Mapping[str, str], now: datetime) -> list[str]:
    """The rules as sentences for those who decide them."""
    return [*_told(rules, now), *_left_out(rules, units)] or [gettext("Everything is shown at once.")]


def coverage_page(*, now: datetime) -> dict[str, Any]:
    """Every care giver that shows less than everything, and the systems that are connected.

    Which headings, units and professions are left out is not told, only that some are: a patient must not be able to
    read from it what is hidden about her.
    """
    found = disclosures(now=now)
    names = care_giver_names(hsa_ids=frozenset(found))
    rows = [
        {"name": names.get(care_giver, care_giver), "rules": [*_told(rules, now), *_some_left_out(rules)]}
        for care_giver, rules in found.items()
    ]
    return {
        "care_givers": sorted(rows, key=lambda row: str(row["name"])),
        "systems": [source.name for source in connected_sources()],
    }


def _told(rules: Disclosure, now: datetime) -> Iterator[str]:
    if rules.signed_only:
        yield gettext("Only what is signed is shown.")
    if rules.delay_days:
        yield gettext("It is shown %(days)s days after it was written.") % {"days": rules.delay_days}
    if rules.shows_from:
        yield gettext("Nothing from before %(day)s is shown.") % {"day": day_in_words(value=rules.shows_from, now=now)}


def _some_left_out(rules: Disclosure) -> Iterator[str]:
    if rules.excluded_units or rules.hidden_terms or rules.excluded_professions:
        yield gettext("Some units, professions or parts of notes are not shown. You can ask for a copy on paper.")


def _left_out(rules: Disclosure, units: Mapping[str, str]) -> Iterator[str]:
    parts = (
        (gettext("Headings that are not shown: %(names)s."), rules.hidden_terms),
        (gettext("Units that are not shown: %(names)s."), {units.get(one, one) for one in rules.excluded_units}),
        (gettext("Professions whose notes are not shown: %(names)s."), rules.excluded_professions),
    )
    for sentence, names in parts:
        if names:
            yield sentence % {"names": ", ".join(sorted(names))}
