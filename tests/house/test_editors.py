"""The editors' rooms: one access rule for the whole namespace, one policy, and Wagtail imported nowhere else."""

import ast
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from ingang.foundation.access.doors import AccessRule
from ingang.services.content.roles import CONTENT_ROLES
from tests.house.addresses import editors_addresses
from tests.house.source import product_files, tree, where

HOME = "/redaktor/"
ALL = editors_addresses()
ITS_OWN = ("wagtail", "modelcluster", "taggit", "draftjs_exporter")
INSIDE = "ingang/services/content/"

LogIn = Callable[..., Client]


def test_every_address_below_redaktor_has_the_editors_door() -> None:
    doors = list(_below(HOME.strip("/") + "/"))

    assert len(doors) > 100
    assert [one for one in doors if not getattr(one.callback, "is_editors", False)] == []


def test_the_door_is_for_staff_with_a_role_in_content() -> None:
    assert {(one.rule, one.roles) for one in ALL} == {(AccessRule.STAFF, CONTENT_ROLES)}


@pytest.mark.parametrize("prefix", ["password_reset", "users", "groups"])
def test_wagtails_own_accounts_and_passwords_are_not_there(prefix: str) -> None:
    assert [str(one.pattern) for one in _below(HOME.strip("/") + "/") if str(one.pattern).startswith(prefix)] == []


@pytest.mark.parametrize("method", ["get", "post"])
def test_a_stranger_is_sent_to_the_log_in_from_every_address(method: str, db: None) -> None:
    client = Client()

    answers = {place: getattr(client, method)(place) for place in _places()}

    assert {place: one.status_code for place, one in answers.items() if one.status_code != 302} == {}
    assert all(one["Location"].startswith("/logga-in/") for one in answers.values())


@pytest.mark.parametrize(("key", "status"), [("cleo", 404), ("sara", 403), ("yusuf", 403)])
def test_residents_and_staff_without_a_role_get_in_nowhere(key: str, status: int, log_in_as: LogIn) -> None:
    client = log_in_as(key)

    found = {place: client.get(place).status_code for place in _places()}

    assert {place: one for place, one in found.items() if one != status} == {}


def test_the_policy_is_the_editors_own_and_names_no_other_host(log_in_as: LogIn) -> None:
    answer = log_in_as("vera").get(HOME)

    policy = answer["Content-Security-Policy"]
    assert answer.status_code == 200
    assert "frame-ancestors 'self'" in policy
    assert "unsafe-eval" not in policy
    assert "script-src 'self';" in f"{policy};"
    assert "http" not in policy


def test_wagtail_is_imported_by_content_alone() -> None:
    used = [
        where(path, node.lineno)
        for path in product_files()
        if not where(path).startswith(INSIDE)
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Import | ast.ImportFrom) and _names(node) & set(ITS_OWN)
    ]

    assert used == []


def _names(node: ast.Import | ast.ImportFrom) -> set[str]:
    named = [one.name for one in node.names] if isinstance(node, ast.Import) else [node.module or ""]
    return {one.partition(".")[0] for one in named}


def _below(prefix: str) -> Iterator[URLPattern]:
    for entry in get_resolver().url_patterns:
        if isinstance(entry, URLResolver) and str(entry.pattern) == prefix:
            yield from _patterns(entry)


def _patterns(resolver: URLResolver) -> Iterator[URLPattern]:
    for entry in resolver.url_patterns:
        if isinstance(entry, URLResolver):
            yield from _patterns(entry)
        elif isinstance(entry, URLPattern):
            yield entry


def _places() -> list[str]:
    """Every address that can be written without knowing anything, and some that need a number."""
    return sorted({HOME + one for one in _written(get_resolver(), "") if one is not None})


def _written(resolver: Any, before: str) -> Iterator[str]:
    for entry in resolver.url_patterns:
        part = str(entry.pattern)
        if not before and part != HOME.strip("/") + "/":
            continue
        here = (before + part) if before else "start:"
        if "<" in here.replace("<int:", "") or "^" in here:
            continue
        if isinstance(entry, URLResolver):
            yield from _written(entry, here)
        else:
            yield _filled(here.removeprefix("start:"))


def _filled(path: str) -> str:
    while "<int:" in path:
        begin, _, rest = path.partition("<int:")
        path = begin + "1" + rest.partition(">")[2]
    return path
