"""Scopes of SMART on FHIR, version 2, for systems: `system/Observation.rs`, `system/*.cruds`. Pure."""

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache
from typing import Self

_SCOPE = re.compile(r"system/([A-Za-z]+|\*)\.(c?r?u?d?s?)")
EVERY_TYPE = "*"


@dataclass(frozen=True)
class Scopes:
    """What a token lets its bearer do with each type: create, read, update, delete, search, by first letter."""

    by_type: tuple[tuple[str, frozenset[str]], ...] = ()

    @classmethod
    def read(cls, *, scope: object) -> Self:
        """The scopes of a token's `scope` claim. One that is not understood, as one with a filter, gives nothing."""
        return cls(_by_type(scope) if isinstance(scope, str) else ())

    def allows(self, *, letter: str, type: str) -> bool:
        """Whether the bearer may do this with resources of the type."""
        return any(letter in letters for kind, letters in self.by_type if kind in {type, EVERY_TYPE})


@lru_cache(maxsize=256)
def _by_type(scope: str) -> tuple[tuple[str, frozenset[str]], ...]:
    """A system asks for the same scopes each time."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for word in scope.split():
        if match := _SCOPE.fullmatch(word):
            found[match[1]] |= set(match[2])
    return tuple((kind, frozenset(letters)) for kind, letters in sorted(found.items()))
