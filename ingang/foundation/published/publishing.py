"""Making every public page once, so that each is on disk before it is needed."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import product
from math import inf
from time import monotonic
from urllib.parse import urlsplit

from django.core.handlers.wsgi import WSGIHandler, WSGIRequest

from ingang.foundation.published.answers import Finished
from ingang.foundation.published.front import Front, Start
from ingang.foundation.published.places import Environ, Place, place_of
from ingang.foundation.published.setting_up import front_before
from ingang.kernel.registry import current, resolve

EVERY = 50


@dataclass(frozen=True, kw_only=True)
class Made:
    """How many pages are whole on disk now, the addresses of those that could not be made, and how many are left."""

    whole: int
    failed: tuple[str, ...]
    left: int = 0


class Within(WSGIHandler):
    """Django, without the beginning and end of a request: they would close the connection of the job that asks."""

    def __call__(self, environ: Environ, start_response: Start) -> Iterable[bytes]:  # type: ignore[override]
        response = self.get_response(WSGIRequest(environ))
        cookies = [("Set-Cookie", morsel.output(header="")) for morsel in response.cookies.values()]
        start_response(f"{response.status_code} {response.reason_phrase}", [*response.items(), *cookies])
        return [response.getvalue()]


def public_addresses() -> list[str]:
    """The addresses of every public page that the services name."""
    return [address for one in current().services if one.public_pages for address in resolve(one.public_pages)()]


def publish(
    *,
    addresses: Sequence[str],
    choices: Mapping[str, frozenset[str]],
    wanted: Mapping[str, Sequence[str]],
    progress: Callable[[str], None],
    unless_written_after: datetime | None = None,
    most_seconds: float = inf,
) -> Made:
    """Make each page as the settings' first host shows it, or the one that its address names, and write it to disk.

    `choices` are the cookies on which pages depend; each page is made for every one of the `wanted` values of each, and
    where none are wanted for nothing chosen. What was written after the moment is left as it is, and after so many
    seconds the rest is left for the next time: whoever comes again and again is done at last.
    """
    # Each page is written and let go: whoever makes all of them reads none.
    front, until = front_before(Within(), choices=choices, most_megabytes=0), monotonic() + most_seconds
    sets = list(product(*(wanted.get(name, ("",)) for name in choices)))
    count, whole, failed = len(sets) * len(addresses), 0, list[str]()
    for chosen, address in product(sets, addresses):
        place = _place(front, address, chosen)
        is_there = place is not None and _was_written(front, place, unless_written_after)
        if not is_there and monotonic() > until:
            break
        if is_there or _is_made(front, place):
            whole += 1
        else:
            failed.append(address)
        if (done := whole + len(failed)) % EVERY == 0:
            progress(f"{done} of {count} pages")
    front.snapshot.trim()
    return Made(whole=whole, failed=tuple(dict.fromkeys(failed)), left=count - whole - len(failed))


def _was_written(front: Front, place: Place, after: datetime | None) -> bool:
    return after is not None and front.snapshot.is_newer(name=place.name, than=after)


def _place(front: Front, address: str, chosen: tuple[str, ...]) -> Place | None:
    whole = urlsplit(address)
    host = whole.netloc or front.rules.hosts[0]
    environ: Environ = {
        "PATH_INFO": whole.path.encode().decode("latin-1"),
        "QUERY_STRING": "",
        "HTTP_HOST": host,
        "SERVER_PORT": host.partition(":")[2],
        "SCRIPT_NAME": "",
    }
    return place_of(environ=environ, chosen=chosen, is_secure=front.rules.secure is not None, rules=front.rules)


def _is_made(front: Front, place: Place | None) -> bool:
    made = front.make(place) if place else None
    return isinstance(made, Finished) and not made.is_stale
