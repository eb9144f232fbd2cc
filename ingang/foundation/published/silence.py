"""Whether the database is silent: it takes questions and answers none, as when its host is gone or stands still.

Nothing on the server can end such a wait, and neither can TCP while the other end's kernel lives. So one thread in each
process of the pages asks a small question again and again, and while that is not answered nobody waits: neither those
who have asked already nor those who come. Knows neither Django nor a driver.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import get_ident
from time import monotonic

SILENT_AFTER = 2.0
"""So long an answer to the small question may take."""
ASKED_AGAIN_AFTER = 5.0
"""So long whoever asks it waits: then on a connection of its own anew, since the former may lead nowhere."""


class _Asking:
    """What is asked in this process: since when without an answer, by which thread, and since when that one waits."""

    since: float | None = None
    thread: int | None = None
    again_at: float = 0.0


def is_silent() -> bool:
    """Whether the small question waits for its answer for too long."""
    since = _Asking.since
    return since is not None and monotonic() - since > SILENT_AFTER


def must_give_up() -> bool:
    """Whether the thread that calls may not wait for the database any longer, or at all."""
    if _Asking.since is None:
        return False
    if _Asking.thread == get_ident():
        return monotonic() > _Asking.again_at
    return is_silent()


@contextmanager
def asking() -> Iterator[None]:
    """The small question is asked, by one thread of a process at a time.

    An error that comes at once is an answer too: then each who asks hears it by herself.
    """
    began = monotonic()
    _Asking.thread, _Asking.again_at = get_ident(), began + ASKED_AGAIN_AFTER
    _Asking.since = began if _Asking.since is None else _Asking.since
    try:
        yield
    except BaseException:
        if monotonic() - began <= SILENT_AFTER:
            _Asking.since = None
        raise
    else:
        _Asking.since = None
    finally:
        _Asking.thread = None
