"""Which version of the public pages this process knows of, and what is known for all of them."""

import logging
from collections.abc import Callable
from contextvars import ContextVar
from datetime import datetime
from threading import Event, Thread
from time import monotonic
from typing import TypeVar

from django.core.cache import cache
from django.db import Error, connection
from django.db.models import Count, Max
from django.utils import timezone

from ingang.foundation.published.models import PublicChange
from ingang.foundation.published.silence import asking

log = logging.getLogger(__name__)
T = TypeVar("T")
_MISSING = object()
_incomplete: ContextVar[bool] = ContextVar("incomplete", default=False)


class Version:
    """How the public pages stand: compared by identity in the hot path, by its mark when it is asked for."""

    __slots__ = ("mark", "since")

    def __init__(self, mark: str, since: float) -> None:
        self.mark, self.since = mark, since


_current = [Version("", monotonic())]
_answers = [False]


def version() -> Version:
    """The version that this process knows of."""
    return _current[0]


def database_answers() -> bool:
    """Whether the database answered when it was last asked for the version; not before it has been asked."""
    return _answers[0]


def look_again(*, now: datetime) -> Version:
    """Ask the database whether something has changed; a new version where it has."""
    _answers[0] = False
    # Of two who write at once the earlier row may become visible last: the number of rows tells of it too.
    due = PublicChange.objects.filter(at__lte=now).aggregate(rows=Count("id"), latest=Max("id"), at=Max("at"))
    _answers[0] = True
    mark = f"{due['rows']}.{due['latest']}.{due['at'].timestamp()}" if due["at"] else "0"
    if mark != _current[0].mark:
        _current[0] = Version(mark, monotonic())
    return _current[0]


def watch(*, every: float) -> Event:
    """Look again so often in a thread of its own, until the event that is given back is set.

    By it this process also knows whether the database is silent.
    """
    ended = Event()

    def watching() -> None:
        while not ended.wait(every):
            try:
                with asking():
                    look_again(now=timezone.now())
            except Error:
                # It passes: what is finished stays as it is meanwhile, and the next look has a new connection.
                connection.close()
            except Exception:
                log.exception("the version of public pages could not be asked for")

    Thread(target=watching, name="published", daemon=True).start()
    return ended


def known(*, name: str, seconds: float, read: Callable[[], T], at_first: T) -> T:
    """What many pages tell, read once in so many seconds in each process, and anew when something public has changed.

    As it was last known where the database does not answer: no page fails for it. Where nothing is known yet it is
    `at_first`, and the page counts as incomplete.
    """
    key = f"{name}.{version().mark}"
    found, is_known = cache.get(key, (_MISSING, True))
    if found is _MISSING:
        found, is_known = _read(name, read, at_first)
        cache.set(key, (found, is_known), seconds)
    if not is_known:
        say_incomplete()
    return found  # type: ignore[no-any-return]


def _read(name: str, read: Callable[[], T], at_first: T) -> tuple[T, bool]:
    try:
        found = read()
    except Error:
        return cache.get(f"{name}.last", (at_first, False))  # type: ignore[no-any-return]
    cache.set(f"{name}.last", (found, True), timeout=None)
    return found, True


def say_incomplete() -> None:
    """The page that is being made lacks a part: it is shown, and never kept where a whole one is there."""
    _incomplete.set(True)


def is_incomplete() -> bool:
    """Whether the page that is being made lacks a part."""
    return _incomplete.get()


def begin_page() -> None:
    """A page is made from here on, and lacks nothing yet."""
    _incomplete.set(False)
