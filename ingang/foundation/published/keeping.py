"""How a view says that its page may be kept as finished bytes."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.utils.cache import add_never_cache_headers

from ingang.foundation.published.current import begin_page, is_incomplete

KEEP_SECONDS = "X-Keep-Seconds"
"""For the front alone, which takes it away: how long the answer may be kept. 0: it lacks a part."""

View = Callable[..., HttpResponseBase]


@dataclass(frozen=True, kw_only=True)
class Keeping:
    """For how many seconds a page is kept, and the names in its query on which it depends; None: of one without any.

    Readers who have a session see theirs made by Django, with their name, unless it is `same_for_all`.
    """

    seconds: int
    query: frozenset[str] | None = frozenset()
    same_for_all: bool = False


def keep_finished(
    *, seconds: int = 60, query: tuple[str, ...] | None = (), same_for_all: bool = False
) -> Callable[[View], View]:
    """A public page that is the same for all who have chosen the same region, look and language.

    It is asked for without a session, and without what else its first reader sent: its address, the named parts of the
    query and the choices are all that it can depend on. With None it is kept as it is before anything is asked for, and
    nothing is kept of what somebody asks. An answer that says `no-store` or `private` is not kept.
    """

    def mark(view: View) -> View:
        @wraps(view)
        def through(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            begin_page()
            response = view(request, *args, **kwargs)
            if query is None and request.META.get("QUERY_STRING"):
                # What somebody asks is her own: neither the browser nor anything on the way keeps the answer.
                add_never_cache_headers(response)
            elif response.status_code == 200:
                response.headers[KEEP_SECONDS] = "0" if is_incomplete() else str(seconds)
            return response

        through.keeping = Keeping(  # type: ignore[attr-defined]
            seconds=seconds, query=None if query is None else frozenset(query), same_for_all=same_for_all
        )
        return through

    return mark


def keeping_of(view: object, /) -> Keeping | None:
    """How the view's page is kept; None where it is not."""
    return getattr(view, "keeping", None)
