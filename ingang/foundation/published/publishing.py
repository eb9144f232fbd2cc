"""Making every public page once, so that each is on disk before it is needed."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from urllib.parse import urlsplit

from django.core.handlers.wsgi import WSGIHandler, WSGIRequest

from ingang.foundation.published.answers import Finished
from ingang.foundation.published.front import Front, Start
from ingang.foundation.published.places import Environ, place_of
from ingang.foundation.published.setting_up import front_before
from ingang.kernel.registry import current, resolve

EVERY = 50


@dataclass(frozen=True, kw_only=True)
class Made:
    """How many pages are whole on disk now, and the addresses of those that could not be made."""

    whole: int
    failed: tuple[str, ...]


class _Within(WSGIHandler):
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
) -> Made:
    """Make each page as the settings' first host shows it, or the one that its address names, and write it to disk.

    `choices` are the cookies on which pages depend; each page is made for every one of the `wanted` values of each, and
    where none are wanted for nothing chosen.
    """
    front, failed, whole = front_before(_Within(), choices=choices), [], 0
    sets = product(*(wanted.get(name, ("",)) for name in choices))
    pages = [(address, chosen) for chosen in sets for address in addresses]
    for number, (address, chosen) in enumerate(pages, start=1):
        if _is_made(front, address, chosen):
            whole += 1
        else:
            failed.append(address)
        if number % EVERY == 0:
            progress(f"{number} of {len(pages)} pages")
    front.snapshot.trim()
    return Made(whole=whole, failed=tuple(dict.fromkeys(failed)))


def _is_made(front: Front, address: str, chosen: tuple[str, ...]) -> bool:
    whole = urlsplit(address)
    host = whole.netloc or front.rules.hosts[0]
    path = whole.path.encode().decode("latin-1")
    environ: Environ = {
        "PATH_INFO": path,
        "QUERY_STRING": "",
        "HTTP_HOST": host,
        "SERVER_PORT": host.partition(":")[2],
        "SCRIPT_NAME": "",
    }
    place = place_of(environ=environ, chosen=chosen, is_secure=front.rules.secure is not None, rules=front.rules)
    made = front.make(place) if place else None
    return isinstance(made, Finished) and not made.is_stale
