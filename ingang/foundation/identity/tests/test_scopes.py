"""What SMART scopes let a system do."""

import pytest

from ingang.foundation.identity.scopes import Scopes


@pytest.mark.parametrize(
    ("scope", "letter", "type", "allowed"),
    [
        ("system/Observation.rs", "r", "Observation", True),
        ("system/Observation.rs", "s", "Observation", True),
        ("system/Observation.rs", "c", "Observation", False),
        ("system/Observation.rs", "r", "Condition", False),
        ("system/*.cruds", "d", "Condition", True),
        ("system/*.r system/Observation.c", "c", "Observation", True),
        ("system/*.r system/Observation.c", "c", "Condition", False),
        # Order is fixed, version 1 is another language, and a filter is not understood: nothing is given.
        ("system/Observation.sr", "r", "Observation", False),
        ("system/Observation.read", "r", "Observation", False),
        ("system/Observation.rs?category=laboratory", "r", "Observation", False),
        ("patient/*.cruds user/*.cruds", "r", "Observation", False),
        ("xsystem/*.cruds", "r", "Observation", False),
        ("", "r", "Observation", False),
        (None, "r", "Observation", False),
        (["system/*.cruds"], "r", "Observation", False),
    ],
)
def test_a_scope_lets_do_what_it_says_and_nothing_else(scope: object, letter: str, type: str, allowed: bool) -> None:
    assert Scopes.read(scope=scope).allows(letter=letter, type=type) is allowed
