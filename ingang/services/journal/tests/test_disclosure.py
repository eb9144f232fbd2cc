"""What a care giver shows: its rules one by one."""

from datetime import date, timedelta
from typing import Any

import pytest

from ingang.services.journal.disclosure import EVERYTHING, Disclosure, is_disclosed
from ingang.services.journal.tests.entries import NOW, entry

LONG_AGO = NOW - timedelta(days=400)


@pytest.mark.parametrize(
    ("rules", "about", "shown"),
    [
        (EVERYTHING, {"is_signed": False}, True),
        (Disclosure(signed_only=True), {"is_signed": False}, False),
        (Disclosure(signed_only=True), {"is_signed": None}, True),
        (Disclosure(signed_only=True), {"is_signed": True}, True),
        (Disclosure(delay_days=14), {"stored_at": NOW - timedelta(days=13, hours=23)}, False),
        (Disclosure(delay_days=14), {"stored_at": NOW - timedelta(days=14)}, True),
        (Disclosure(delay_days=14), {"stored_at": NOW, "written_at": NOW - timedelta(days=15)}, True),
        (Disclosure(delay_days=14), {"stored_at": NOW, "written_at": NOW + timedelta(days=15)}, False),
        (Disclosure(excluded_units=frozenset({"SE1-U1"})), {}, False),
        (Disclosure(excluded_units=frozenset({"SE1-U2"})), {}, True),
        (Disclosure(excluded_units=frozenset({"SE1-U2"})), {"unit": ""}, True),
        (Disclosure(hidden_terms=frozenset({"tidiga hypoteser"})), {"title": "Tidiga  Hypoteser:"}, False),
        (Disclosure(hidden_terms=frozenset({"tidiga hypoteser"})), {"title": "Hypoteser"}, True),
        (Disclosure(excluded_professions=frozenset({"kurator"})), {"profession": "Kurator"}, False),
        (Disclosure(excluded_professions=frozenset({"kurator"})), {"profession": ""}, True),
        (Disclosure(shows_from=date(2026, 1, 1)), {"happened_at": LONG_AGO}, False),
        (Disclosure(shows_from=date(2026, 1, 1)), {"happened_at": None, "stored_at": LONG_AGO}, False),
        (Disclosure(shows_from=date(2026, 11, 26)), {}, True),
    ],
)
def test_each_rule_of_a_care_giver(rules: Disclosure, about: dict[str, Any], shown: bool) -> None:
    assert is_disclosed(entry=entry(**about), rules=rules, now=NOW) is shown
