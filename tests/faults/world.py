"""Everything that the house has written, in a form in which two ways to the same end can be compared."""

import re
from collections import Counter
from functools import cache

from django.apps import apps
from django.db.models import AutoField, Model

from ingang.foundation.personal.scope import house_scope

World = Counter[tuple[str, ...]]

NAMES_OF_THINGS = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
# How the work went, not what came of it: openings, who was shown, seals over them, leases and attempts.
HOW_IT_WENT = {"audit.ShownPerson", "audit.Seal", "outbox.RunningJob"}
COUNTED_ATTEMPTS = {"attempts", "next_attempt_at"}
OPENINGS = "access."


def world(*, known: frozenset[str] = frozenset()) -> World:
    """Every row of every table. Names of things are left out, but for the `known` ones: each run gives new ones."""
    found: World = Counter()
    with house_scope():
        for model in _models():
            for row in _rows(model):
                found[(model._meta.label, *(_plain(value, known) for value in row))] += 1
    return found


def known_things() -> frozenset[str]:
    """The names of everything that is there now."""
    names: set[str] = set()
    with house_scope():
        for model in _models():
            for row in _rows(model):
                names.update(NAMES_OF_THINGS.findall(" ".join(map(str, row))))
    return frozenset(names)


def differences(one: World, other: World) -> dict[str, list[tuple[str, ...]]]:
    """What only one of two worlds has."""
    return {name: rows for name, rows in (("less", [*(one - other)]), ("more", [*(other - one)])) if rows}


@cache
def _models() -> tuple[type[Model], ...]:
    ours = [model for model in apps.get_models() if model.__module__.startswith("ingang.")]
    return tuple(model for model in ours if model._meta.label not in HOW_IT_WENT)


def _rows(model: type[Model]) -> list[tuple[object, ...]]:
    rows = getattr(model, "unguarded", model._base_manager).all()
    if model._meta.label == "audit.AuditEvent":
        rows = rows.exclude(event__startswith=OPENINGS)
    return list(rows.values_list(*_fields(model)))


@cache
def _fields(model: type[Model]) -> tuple[str, ...]:
    fields = [field for field in model._meta.concrete_fields if not isinstance(field, AutoField)]
    return tuple(field.attname for field in fields if field.name not in COUNTED_ATTEMPTS)


def _plain(value: object, known: frozenset[str]) -> str:
    return NAMES_OF_THINGS.sub(lambda name: name[0] if name[0] in known else "…", str(value))
