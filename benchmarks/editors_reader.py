"""Founds texts and reads the editors' pages with few of them and with all, as JSON: run by `benchmarks.editors`."""

import json
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import django

django.setup()

from django.conf import settings  # noqa: E402
from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402
from django.utils import timezone  # noqa: E402

from demo.cast import STAFF  # noqa: E402
from demo.nation import write_cast  # noqa: E402
from ingang.foundation.identity.models import LogIn  # noqa: E402
from ingang.foundation.identity.sessions import SESSION_KEY  # noqa: E402
from ingang.foundation.published.publishing import publish  # noqa: E402
from ingang.foundation.regions.chosen import page_choices  # noqa: E402
from ingang.foundation.search.actions import refresh_all  # noqa: E402
from ingang.kernel.periods import local_date  # noqa: E402
from ingang.services.content.editing.reminders import what_waits  # noqa: E402
from ingang.services.content.founding import found  # noqa: E402
from ingang.services.content.fronts import public_pages  # noqa: E402
from ingang.services.content.models import Article  # noqa: E402
from ingang.services.content.samples import chapters, text  # noqa: E402

TOLD_EVERY = 1000
PUBLISHED = 100


def main(few: int, many: int) -> None:
    """Write the few and read, write the rest and read again."""
    settings.ALLOWED_HOSTS = ["testserver"]
    settings.PUBLISHED_FOLDER = tempfile.mkdtemp(prefix="ingang-editors-")
    write_cast(now=timezone.now())
    root = found()
    _write(root, range(few))
    nora = _logged_in("nora")
    first = _read(nora, root.pk)
    begun = time.perf_counter()
    _write(root, range(few, many))
    written = time.perf_counter() - begun
    second = _read(nora, root.pk)
    pages = [(name, first[name], second[name]) for name in first]
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(json.dumps({"written": written, "pages": pages, "memory": memory}))


def _write(root: Any, numbers: range) -> None:
    """Half of them late, half soon to be reviewed; each second has a translation that is older than its source."""
    today = local_date(timezone.now())
    for number in numbers:
        row = text(
            key=f"text-{number}", title=f"Text {number}", chapters=chapters("Ring 112", f"Så känns det {number}")
        )
        row.is_demonstration, row.live = True, True
        row.review_due_on = today + timedelta(days=number % 100 - 50)
        root.add_child(instance=row)
        if number % 2:
            other = text(
                key=row.key, slug=row.slug, title=f"Text {number}", language="en", chapters=chapters("Call", "It")
            )
            other.is_demonstration, other.live = True, True
            row.add_child(instance=other)
        if number % TOLD_EVERY == 0:
            print(f"  {number} texts", file=sys.stderr, flush=True)


def _logged_in(key: str) -> Client:
    member, now, client = next(one for one in STAFF if one.key == key), timezone.now(), Client()
    log_in = LogIn.objects.create(
        staff=member.hsa_id,
        assignment=member.assignments[0].hsa_id,
        issuer="bench",
        assurance="loa3",
        started_at=now,
        last_active_at=now,
    )
    session = client.session
    session[SESSION_KEY] = str(log_in.id)
    session.save()
    return client


def _read(nora: Client, root: int) -> dict[str, dict[str, float]]:
    pages = {
        "explorer": f"/redaktor/pages/{root}/",
        "editors' start page": "/redaktor/",
        "reviews": "/redaktor/granskningar/",
        "plain language": "/redaktor/klarsprak/",
        "opinions": "/redaktor/synpunkter/",
        "one text": f"/redaktor/pages/{Article.objects.order_by('pk').values_list('pk', flat=True)[0]}/edit/",
        "site map": "/sidkarta.xml",
        "A to Z": "/a-o/",
        "public start page": "/",
    }
    found_pages = {name: _timed(lambda place=place: _get(nora, place)) for name, place in pages.items()}
    found_pages["what waits, for letters"] = _timed(lambda: what_waits(now=timezone.now()))
    found_pages["addresses to publish"] = _timed(public_pages)
    found_pages["search index anew *"] = _timed(refresh_all)
    found_pages[f"{PUBLISHED} pages published *"] = _timed(_publish)
    return found_pages


def _get(client: Client, place: str) -> None:
    answer = client.get(place)
    if answer.status_code != 200:
        raise RuntimeError(f"{place}: {answer.status_code}")


def _publish() -> None:
    publish(
        addresses=public_pages()[:PUBLISHED],
        choices=page_choices(),
        wanted={},
        progress=lambda told: print(f"  {told}", file=sys.stderr, flush=True),
    )


def _timed(read: Callable[[], Any]) -> dict[str, float]:
    """The second time counts: what a process learns once is no page's own."""
    read()
    with CaptureQueriesContext(connection) as asked:
        begun = time.perf_counter()
        read()
        took = time.perf_counter() - begun
    return {"statements": len(asked), "seconds": took}


if __name__ == "__main__":
    main(*(int(one) for one in sys.argv[1:]))
