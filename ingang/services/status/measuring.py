"""Each minute the worker asks the portal's own parts, as a reader's browser would, whether they work.

What it hears is kept as the care givers' systems' answers are (foundation.systems), under a code of the part's own. A
worker that stands still measures nothing, and a minute in which nobody asked is never told as working.
"""

from datetime import datetime
from uuid import NAMESPACE_URL, uuid5

from django.conf import settings
from django.urls import reverse

from ingang.connectors.http import AnswerTooLarge, AnswerTooLate, Limits, NotReached, Tls, call
from ingang.foundation.outbox.queries import waiting_since
from ingang.foundation.systems.models import Asking
from ingang.foundation.systems.rules import Outcome, Part
from ingang.kernel.grant import Grant
from ingang.services.status.rules import DELIVERY, LATE, code_of

LIMITS = Limits(connect_seconds=2, read_seconds=5)
WORKS = 200


def measure(*, grant: Grant, now: datetime) -> int:
    """Ask every part once; tells how many were asked. Without the pages' own address only delivery is measured."""
    asked = [_asked(part, now) for part in Part] if settings.PAGES_ORIGIN else []
    since = waiting_since()
    outcome = Outcome.ANSWERED if since is None or now - since < LATE else Outcome.LATE
    asked.append(Asking(system=code_of(DELIVERY), at=now, outcome=outcome, milliseconds=0))
    for one in asked:
        # The same minute again, by a worker that was killed, is the same question.
        one.id = uuid5(NAMESPACE_URL, f"{one.system} {now.isoformat()}")
    return len(Asking.objects.bulk_create(asked, ignore_conflicts=True))


def _asked(part: Part, now: datetime) -> Asking:
    url = settings.PAGES_ORIGIN.rstrip("/") + reverse("status:part", kwargs={"part": part})
    outcome, error, took = Outcome.DOWN, "", 0
    try:
        answer = call(method="GET", url=url, limits=LIMITS, tls=Tls())
        took = round(answer.took.total_seconds() * 1000)
        outcome = Outcome.ANSWERED if answer.status == WORKS else Outcome.DOWN
        error = "" if answer.status == WORKS else f"status.{answer.status}"
    except AnswerTooLate:
        outcome, error = Outcome.LATE, "status.late"
    except (NotReached, AnswerTooLarge):
        error = "status.not_reached"
    return Asking(system=code_of(part), at=now, outcome=outcome, error=error, milliseconds=took)
