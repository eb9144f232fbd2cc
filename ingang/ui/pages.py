"""Addresses of the pages of a long list."""

from collections.abc import Iterable
from typing import Any

from django.core.paginator import Page
from django.http import QueryDict

from ingang.ui.values import Link


def page_links(*, page: Page[Any], query: QueryDict | None, param: str) -> dict[str, Any]:
    """Earlier, later and the numbered pages between, with the rest of the address kept."""
    numbers: Iterable[int | str] = page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    return {
        "earlier": _address(page.previous_page_number(), query, param) if page.has_previous() else "",
        "later": _address(page.next_page_number(), query, param) if page.has_next() else "",
        "numbers": [_link(number, page.number, query, param) for number in numbers],
    }


def _link(number: int | str, here: int, query: QueryDict | None, param: str) -> Link:
    url = _address(number, query, param) if isinstance(number, int) else ""
    return Link(title=str(number), url=url, current=number == here)


def _address(number: int, query: QueryDict | None, param: str) -> str:
    changed = query.copy() if query is not None else QueryDict(mutable=True)
    changed[param] = str(number)
    return f"?{changed.urlencode()}"
