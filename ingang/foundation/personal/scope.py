"""The scope of a grant: one transaction in which the database itself knows whose rows may be seen."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from contextvars import ContextVar
from functools import wraps
from typing import ParamSpec, TypeVar, cast

from django.db import transaction

from ingang.foundation.personal.cursors import ask, database
from ingang.foundation.personal.errors import ScopeNeeded
from ingang.kernel.grant import Grant, GrantKind

P = ParamSpec("P")
R = TypeVar("R")

# Which grants are in force in this thread of work. It never gives access: it only catches a forgotten decorator.
_open_scopes: ContextVar[tuple[Grant, ...]] = ContextVar("open_scopes", default=())

EVERYBODY = "*"
SETTING = "SELECT set_config('ingang.persons', %s, true), set_config('ingang.unit', %s, true)"


@contextmanager
def scope(grant: Grant, *, writes: bool = True) -> Iterator[None]:
    """Open a transaction that reaches what the grant reaches; on PostgreSQL row security obeys it.

    Scopes nest: the inner grant counts until it ends, and reading under the one in force opens nothing new. On
    SQLite a reading scope opens no transaction: there every transaction takes the one writer's place from the start,
    and readers would queue behind writers for nothing.
    """
    if not writes and _is_in_force(grant):
        yield
        return
    token = _open_scopes.set((*_open_scopes.get(), grant))
    try:
        with _transaction(_persons_of(grant), grant.unit, writes=writes):
            yield
    finally:
        _open_scopes.reset(token)


@contextmanager
def house_scope() -> Iterator[None]:
    """Open a transaction that reaches every row, for the listed modules that keep the house itself."""
    with _transaction(EVERYBODY, "", writes=True):
        yield


def check_in_scope(grant: Grant) -> None:
    """Refuse a grant whose scope is not open."""
    if grant not in _open_scopes.get():
        raise ScopeNeeded("mark the function with @query or @action, which open the grant's scope")


def query(function: Callable[P, R]) -> Callable[P, R]:
    """Mark a reading function: its keyword `grant` is in force while it runs. It must return finished values."""
    return _in_scope(function, writes=False)


def action(function: Callable[P, R]) -> Callable[P, R]:
    """Mark a writing function: one transaction under its keyword `grant`."""
    return _in_scope(function, writes=True)


def _is_in_force(grant: Grant) -> bool:
    # A transaction belongs to one thread; the scopes that are known here may be another's.
    here = database()
    is_ours = here.in_atomic_block or here.vendor == "sqlite"
    return is_ours and _open_scopes.get()[-1:] == (grant,)


@contextmanager
def _transaction(persons: str, unit: str, *, writes: bool) -> Iterator[None]:
    """A transaction in which row security knows whose rows may be seen; the settings end with it."""
    here = database()
    if here.vendor == "sqlite":
        with transaction.atomic() if writes else nullcontext():
            yield
        return
    before = _setting() if here.in_atomic_block else None
    with transaction.atomic():
        _set(persons, unit)
        yield
        # After an error the transaction is rolled back to where it began, and the settings with it.
        if before:
            _set(*before)


def _in_scope(function: Callable[P, R], *, writes: bool) -> Callable[P, R]:
    @wraps(function)
    def within(*args: P.args, **kwargs: P.kwargs) -> R:
        with scope(cast(Grant, kwargs["grant"]), writes=writes):
            return function(*args, **kwargs)

    return within


def _persons_of(grant: Grant) -> str:
    if grant.kind is GrantKind.JOB and not grant.persons:
        return EVERYBODY
    return ",".join(sorted(map(str, grant.persons)))


def _setting() -> tuple[str, str]:
    ((persons, unit),) = ask(
        database(), "SELECT current_setting('ingang.persons', true), current_setting('ingang.unit', true)"
    )
    return persons or "", unit or ""


def _set(persons: str, unit: str) -> None:
    ask(database(), SETTING, [persons, unit])
