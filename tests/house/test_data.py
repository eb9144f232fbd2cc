"""No grant, no data; every field classified; every unique constraint ready to be spread (architecture 5, 9)."""

import ast
import re

from django.apps import apps
from django.db import models

from ingang.foundation.personal.models import ClassifiedModel, PersonalModel
from tests.house import exceptions
from tests.house.source import FOUNDATION, product_files, tree, where

CLASSIFIED = [model for model in apps.get_models() if issubclass(model, ClassifiedModel)]
PERSONAL = [model for model in CLASSIFIED if issubclass(model, PersonalModel)]


def test_every_model_of_the_house_is_a_classified_one() -> None:
    own = [model for model in apps.get_models() if model.__module__.startswith("ingang.")]

    unclassified = [model.__name__ for model in own if not hasattr(model, "personal_fields")]

    assert unclassified == []


def test_every_field_is_classified_as_personal_or_plain_and_not_as_both() -> None:
    wrong = {
        model.__name__: sorted(_fields(model) ^ (model.personal_fields | model.plain_fields))
        for model in CLASSIFIED
        if _fields(model) != model.personal_fields | model.plain_fields or model.personal_fields & model.plain_fields
    }

    assert wrong == {}


def test_every_personal_table_under_row_security_names_its_kind_of_data() -> None:
    nameless = [model.__name__ for model in PERSONAL if model.row_security and not model.data_kind]

    assert nameless == []


def test_every_unique_constraint_of_a_distributed_table_contains_its_column() -> None:
    wrong = [
        f"{model.__name__}.{constraint.name}"
        for model in CLASSIFIED
        for constraint in model._meta.constraints
        if isinstance(constraint, models.UniqueConstraint)
        and model.distribution
        and model.distribution not in constraint.fields
    ]
    wrong += [
        f"{model.__name__}.{field.name}"
        for model in CLASSIFIED
        for field in model._meta.local_fields
        if field.unique and not field.primary_key and model.distribution not in {None, field.name}
    ]

    assert wrong == []


def test_no_table_points_to_a_person_by_foreign_key() -> None:
    keys = [
        f"{model.__name__}.{field.name}"
        for model in CLASSIFIED
        for field in model._meta.local_fields
        if field.is_relation and field.related_model and field.related_model._meta.app_label == "people"
    ]

    assert keys == []


def test_no_model_orders_itself_or_does_work_in_save() -> None:
    ordered = [model.__name__ for model in CLASSIFIED if model._meta.ordering]
    saving = [model.__name__ for model in CLASSIFIED if "save" in vars(model)]

    assert (ordered, saving) == ([], [])


def test_unguarded_tables_are_used_in_the_listed_modules_alone() -> None:
    used = [
        where(path, node.lineno)
        for path in product_files()
        if not where(path).startswith(exceptions.UNGUARDED_MODULES)
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Attribute) and node.attr in {"unguarded", "_base_manager", "_default_manager"}
    ]

    assert used == []


def test_only_access_makes_a_grant() -> None:
    made = [
        where(path, node.lineno)
        for path in product_files()
        if not path.is_relative_to(FOUNDATION / "access")
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Grant"
    ]

    assert made == []


def test_raw_cursors_are_used_in_queries_and_actions_and_the_listed_modules_alone() -> None:
    used = [
        where(path)
        for path in product_files()
        if not _may_use_cursor(where(path))
        and re.search(r"\.cursor\(|\.raw\(|\bcursors import\b", path.read_text(encoding="utf-8"))
    ]

    assert used == []


def _may_use_cursor(name: str) -> bool:
    return name.startswith(exceptions.CURSOR_MODULES) or bool(re.search(r"/(queries|actions)(\.py|/)", name))


def _fields(model: type[ClassifiedModel]) -> frozenset[str]:
    return frozenset(field.name for field in model._meta.local_fields)
