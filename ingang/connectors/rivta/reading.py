"""Reading elements by their names: minor versions of a contract add elements in namespaces of their own."""

from collections.abc import Iterator
from datetime import datetime

from lxml import etree

from ingang.kernel.periods import LocalTimeMissing, to_utc


def children(element: etree._Element | None, name: str) -> Iterator[etree._Element]:
    """The inner elements of that name, in whichever version's namespace."""
    return iter(()) if element is None else element.iterchildren(f"{{*}}{name}")


def child(element: etree._Element | None, *names: str) -> etree._Element | None:
    """The first inner element along the names, or None."""
    for name in names:
        if element is None:
            return None
        element = next(element.iterchildren(f"{{*}}{name}"), None)
    return element


def text(element: etree._Element | None, *names: str) -> str:
    """The words along the names, without space around them; empty where there are none."""
    found = child(element, *names)
    return (found.text or "").strip() if found is not None else ""


def moment(written: str) -> datetime | None:
    """A time stamp of fourteen digits, which is Swedish local time; None when it is none.

    In the hour that is skipped when summer time begins, clocks that were not yet put forward are meant.
    """
    try:
        clock = datetime.strptime(written, "%Y%m%d%H%M%S") if len(written) == 14 else None  # noqa: DTZ007
        return to_utc(clock) if clock else None
    except (ValueError, LocalTimeMissing):
        return None
