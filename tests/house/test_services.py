"""Every folder is a registered part; every action is audited; what manifests name is there."""

import ast
from importlib import import_module
from pathlib import Path

import pytest
from django.urls import reverse
from uuid6 import uuid7

from ingang.foundation.records.fhir_types import CLINICAL
from ingang.foundation.records.parameters import PARAMETERS
from ingang.kernel.registry import current, resolve
from ingang.kernel.service import Service, WorkKind
from ingang.services.journal.kinds import TYPES
from tests.house import exceptions
from tests.house.source import (
    FOUNDATION,
    Function,
    called_names,
    decorator_names,
    functions,
    product_files,
    service_folders,
    tree,
    where,
)

PARTS = current().services


def test_every_folder_of_a_service_is_registered() -> None:
    registered = {service.name for service in PARTS}

    assert [folder.name for folder in service_folders() if folder.name not in registered] == []


def test_every_folder_of_the_foundation_is_registered() -> None:
    folders = [path.name for path in FOUNDATION.iterdir() if (path / "apps.py").exists()]

    assert [name for name in folders if name not in {part.name for part in PARTS}] == []


@pytest.mark.parametrize("part", PARTS, ids=lambda part: part.name)
def test_every_dotted_name_of_a_manifest_answers(part: Service) -> None:
    names = [part.card, part.first_things, part.at_unit, part.unit_offers, part.work_list, part.seed, part.samples]
    names += [part.own_finds, part.front, part.public_pages, part.on_every_page]
    names += [hearing.handler for hearing in part.hears] + [job.handler for job in part.jobs]
    names += [kind.state for kind in part.matters]
    names += [job.handler for job in part.queued_jobs]
    names += [name for job in part.standing_jobs for name in (job.handler, job.is_due)]
    names += [name for one in part.finds for name in (one.names, one.entries, one.shown, one.narrowed)]

    for name in filter(None, names):
        assert callable(resolve(name))
    for module in part.mounts.values():
        assert import_module(module).urlpatterns


@pytest.mark.parametrize("part", PARTS, ids=lambda part: part.name)
def test_every_kind_that_a_manifest_asks_for_is_declared(part: Service) -> None:
    kinds = [kind for hearing in part.hears for kind in hearing.kinds] + [
        kind for job in (*part.jobs, *part.queued_jobs, *part.standing_jobs) for kind in job.kinds
    ]
    kinds += [rule.kind for rule in part.age_rules] + [kind for matter in part.matters for kind in matter.kinds]

    assert [kind for kind in kinds if kind not in current().data_kinds] == []


@pytest.mark.parametrize("kind", current().work_kinds.values(), ids=lambda kind: kind.code)
def test_the_page_of_every_kind_of_work_takes_the_item(kind: WorkKind) -> None:
    assert kind.code.split(".")[0] in {part.name for part in PARTS}
    assert not kind.page or reverse(kind.page, kwargs={"item": uuid7()})


def test_the_fhir_server_serves_every_type_that_the_journal_shows_and_the_registers() -> None:
    registers = {"Patient", "Practitioner", "PractitionerRole", "Organization", "Location"}

    assert (TYPES | registers) - PARAMETERS.keys() == set()
    assert PARAMETERS.keys() - CLINICAL == set()


@pytest.mark.parametrize("folder", service_folders(), ids=lambda folder: folder.name)
def test_every_service_has_a_readme_and_a_manifest(folder: Path) -> None:
    assert (folder / "service.py").exists()
    assert len((folder / "README.md").read_text(encoding="utf-8")) > 200


def test_every_action_records_an_audit_event() -> None:
    silent = [
        f"{where(path)}:{function.name}"
        for path in product_files()
        if path.name == "actions.py" or path.parent.name == "actions"
        for function in functions(path)
        if "action" in decorator_names(function) and not _records(path, function)
    ]

    assert silent == sorted(exceptions.ACTIONS_WITHOUT_AUDIT)


def test_every_recorded_code_stands_in_a_manifest() -> None:
    codes = {
        (where(path, node.lineno), keyword.value.value)
        for path in product_files()
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Call) and {"record", "record_under", "record_each"} & called_names(ast.Expr(node))
        for keyword in node.keywords
        if keyword.arg == "event" and isinstance(keyword.value, ast.Constant)
    }

    assert [code for code in sorted(codes) if code[1] not in current().audit_words] == []


def test_every_announced_event_stands_in_a_manifest() -> None:
    names = {
        (where(path, node.lineno), keyword.value.value)
        for path in product_files()
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "announce"
        for keyword in node.keywords
        if keyword.arg == "name" and isinstance(keyword.value, ast.Constant)
    }

    assert [name for name in sorted(names) if name[1] not in current().event_types] == []


def test_public_functions_of_queries_and_actions_take_keywords_alone() -> None:
    positional = [
        f"{where(path)}:{function.name}"
        for path in product_files()
        if path.stem in {"queries", "actions"} or path.parent.name in {"queries", "actions"}
        for function in tree(path).body
        if isinstance(function, Function) and not function.name.startswith("_") and function.args.args
    ]

    assert positional == []


def test_every_public_rule_query_action_and_error_has_a_docstring() -> None:
    watched = {"rules", "queries", "actions", "access", "errors", "service", "part", "models"}
    bare = [
        f"{where(path)}:{node.name}"
        for path in product_files()
        if path.stem in watched
        for node in tree(path).body
        if isinstance(node, Function | ast.ClassDef) and not node.name.startswith("_") and not ast.get_docstring(node)
    ]
    bare += [where(path) for path in product_files() if not ast.get_docstring(tree(path))]

    assert bare == []


def _records(path: Path, function: Function) -> bool:
    """Whether the action, or a function of the same file that it calls, records."""
    local = {one.name: one for one in functions(path)}
    seen: set[str] = set()
    waiting = [function]
    while waiting:
        names = called_names(waiting.pop())
        if {"record", "record_under", "record_each"} & names:
            return True
        waiting += [local[name] for name in names & local.keys() - seen]
        seen |= names
    return False
