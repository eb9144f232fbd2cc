"""Fixtures known to every test: a fixed moment, the cast in the database, and logging in as one of them."""

import gc
import os
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import UUID

import pytest
from django.db import connection
from django.test import Client, TransactionTestCase
from django.test.utils import setup_databases, teardown_databases
from django.utils.translation.reloader import translation_file_changed
from hypothesis import settings
from pytest_django.plugin import DjangoDbBlocker

from demo.cast import CARE_GIVERS, RESIDENTS, STAFF, person_id
from demo.nation import write_cast
from ingang.foundation.access.actions import open_person, open_subject
from ingang.foundation.consents.models import CareRelation
from ingang.foundation.identity.models import LogIn
from ingang.foundation.identity.sessions import SESSION_KEY
from ingang.foundation.personal.scope import house_scope
from ingang.kernel.actor import Actor, Representative, Resident, Staff
from ingang.kernel.grant import Grant, Purpose
from ingang.kernel.identifiers import IdentifierKind, PersonIdentifier
from ingang.project.work import deliver_events, run_queued
from ingang.ui.catalogues import compile_catalogues

if TYPE_CHECKING:
    from playwright.sync_api import Browser

# No test depends on how fast the machine is.
settings.register_profile("house", deadline=None)
settings.load_profile("house")


def pytest_configure(config: pytest.Config) -> None:
    """Compile the words once, before any worker looks at them."""
    if not hasattr(config, "workerinput"):
        for catalogue in compile_catalogues(root=Path(__file__).parent / "ingang"):
            # Django may have looked for words before there were any.
            translation_file_changed(sender=None, file_path=catalogue.with_suffix(".mo"))


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """On PostgreSQL, what asks no database is left out, or has no part of its answer from it: it has been tried, and
    would be the same again.
    """
    if connection.vendor != "postgresql":
        return
    asking, others = list[pytest.Item](), list[pytest.Item]()
    for item in items:
        (asking if _asks_the_database(item) else others).append(item)
    config.hook.pytest_deselected(items=others)
    items[:] = asking


def _asks_the_database(item: pytest.Item) -> bool:
    """Whether it may, and to find something out: any other test that tried would be stopped."""
    if item.get_closest_marker("once"):
        return False
    names, owner = getattr(item, "fixturenames", ()), getattr(item, "cls", None)
    is_case = isinstance(owner, type) and issubclass(owner, TransactionTestCase)
    return is_case or item.get_closest_marker("django_db") is not None or bool({"db", "transactional_db"} & {*names})


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Where everything is required, a skipped test is a failed run."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if os.environ.get("INGANG_REQUIRE_ALL") == "1" and reporter and reporter.stats.get("skipped"):
        reporter.write_line(f"{len(reporter.stats['skipped'])} skipped, and nothing may be", red=True)
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


@pytest.fixture(scope="session")
def django_db_setup(
    django_test_environment: None, django_db_blocker: DjangoDbBlocker, request: pytest.FixtureRequest
) -> Iterator[None]:
    """A SQLite of our own in memory; or the PostgreSQL database that the runner made for this worker."""
    if connection.vendor == "postgresql":
        worker = os.environ.get("PYTEST_XDIST_WORKER")
        if worker:
            connection.settings_dict["NAME"] = f"{connection.settings_dict['NAME']}_{worker}"
        yield
        return
    with django_db_blocker.unblock():
        made = setup_databases(verbosity=0, interactive=False, serialized_aliases=())
    yield
    with django_db_blocker.unblock():
        teardown_databases(made, verbosity=0)


@pytest.fixture(scope="session")
def browser() -> "Iterator[Browser]":
    """One Chromium, Debian's own, for every test that needs a real browser: a process can drive only one."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=CHROMIUM_FLAGS)
        yield chromium
        chromium.close()


CHROMIUM = "/usr/bin/chromium"
CHROMIUM_FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"]
NOON = datetime(2026, 11, 26, 11, 0, tzinfo=UTC)
TODAY = date(2026, 11, 26)

BJORKBACKEN, BVC = "SE0000000020-U001", "SE0000000010-U001"


@pytest.fixture
def now() -> datetime:
    """Thursday 26 November 2026, twelve o'clock in Sweden."""
    return NOON


@pytest.fixture
def cast(db: None, now: datetime, time_machine: object) -> Callable[[str], UUID]:
    """The cast is in the database, the clock stands at `now`; call it with a name to get the person's id."""
    time_machine.move_to(now, tick=False)  # type: ignore[attr-defined]
    _write_cast(now)
    return person_id


_CAST: dict[tuple[str, datetime], list[tuple[str, Any]]] = {}
"""How the cast is written, by database and day: the same rows for every test, and Django takes long to make them."""


def _write_cast(now: datetime) -> None:
    key = connection.vendor, now
    if key not in _CAST:
        told: list[tuple[str, Any]] = []

        def listen(execute: Callable[..., Any], sql: str, parameters: Any, *rest: Any) -> Any:
            told.append((sql, parameters))
            return execute(sql, parameters, *rest)

        with connection.execute_wrapper(listen):
            write_cast(now=now)
        _CAST[key] = [one for one in told if one[0].startswith("INSERT")]
        return
    with house_scope(), connection.cursor() as cursor:
        for sql, parameters in _CAST[key]:
            cursor.execute(sql, parameters)


def work_off(name: str, *arguments: str) -> None:
    """Runs once what was queued, as the worker does."""
    run_queued(name, *arguments)


@pytest.fixture
def deliver(now: datetime) -> Callable[..., int]:
    """Delivers what was announced, as the worker does: now, or `at` another moment."""
    return lambda *, at=now: deliver_events(now=at)


def resident(key: str) -> Resident:
    """The actor for a resident of the cast."""
    return Resident(person=person_id(key))


def representative(key: str, *, acting_for: str) -> Representative:
    """The actor for a member of the cast who acts for another."""
    return Representative(person=person_id(key), acting_for=person_id(acting_for))


def staff(key: str, *, assignment: int = 0) -> Staff:
    """The actor for a member of staff of the cast in one of her assignments."""
    member = next(one for one in STAFF if one.key == key)
    work = member.assignments[assignment]
    return Staff(
        hsa_id=member.hsa_id,
        assignment=work.hsa_id,
        unit=work.unit,
        care_giver=work.care_giver,
        purpose=work.purpose,
        name=f"{member.given_name} {member.family_name}",
        role=member.title,
        roles=work.roles,
        sector="social" if member.key == "tore" else "care",
        region=next(one.region for one in CARE_GIVERS if one.hsa_id == work.care_giver),
    )


def opened(actor: Actor, *kinds: str, now: datetime, person: UUID | None = None) -> Grant:
    """The grant that access gives the actor: on `person`, or on the one whose pages she sees. For staff: for care."""
    if person is None:
        assert isinstance(actor, Resident | Representative)  # noqa: S101
        return open_subject(actor=actor, kinds=kinds, now=now)
    return open_person(actor=actor, person=person, kinds=kinds, purpose=Purpose.CARE, now=now)


def relate(key: str, unit: str, care_giver: str, *, now: datetime) -> None:
    """Give the unit a current patient relation with a resident of the cast."""
    CareRelation.unguarded.create(
        person=person_id(key),
        unit=unit,
        care_giver=care_giver,
        because="test",
        valid_from=now - timedelta(days=1),
        valid_until=now + timedelta(days=30),
    )


def number_of(key: str) -> PersonIdentifier:
    """The identity number of a resident of the cast, as of `TODAY`."""
    one = next(each for each in RESIDENTS if each.key == key)
    return PersonIdentifier(IdentifierKind(one.number_kind), one.number(TODAY))


@pytest.fixture
def log_in_as(cast: Callable[[str], UUID], now: datetime) -> Callable[..., Client]:
    """Gives a client that is logged in as a resident (perhaps acting for another) or a staff member of the cast."""

    def logged_in(key: str, *, acting_for: str | None = None, assignment: int | None = 0) -> Client:
        member = next((one for one in STAFF if one.key == key), None)
        log_in = LogIn.objects.create(
            person=None if member else person_id(key),
            acting_for=person_id(acting_for) if acting_for else None,
            staff=member.hsa_id if member else "",
            assignment=member.assignments[assignment].hsa_id if member and assignment is not None else "",
            issuer="test",
            assurance="loa3",
            started_at=now,
            last_active_at=now,
        )
        client = Client()
        session = client.session
        session[SESSION_KEY] = str(log_in.id)
        session.save()
        return client

    return logged_in


def pytest_collection_finish(session: pytest.Session) -> None:
    """What was imported and collected stays for good: nobody needs to look through it for garbage again."""
    gc.collect()
    gc.freeze()
