"""What the services offer on the public start page, and which pages of the entrance are kept finished."""

import logging
from datetime import datetime

from django.urls import reverse
from django.utils import translation

from ingang.foundation.published.current import say_incomplete
from ingang.kernel.registry import current, resolve
from ingang.ui.values import Front

log = logging.getLogger(__name__)


def fronts(*, region: str, language: str, now: datetime) -> list[Front]:
    """Every service's part of the start page, in order. One that fails is left out, and the others stand."""
    found = (_front(one.front, region, language, now) for one in current().services if one.front)
    return sorted((one for one in found if one is not None), key=lambda one: (one.order, one.title))


def _front(dotted: str, region: str, language: str, now: datetime) -> Front | None:
    try:
        found: Front | None = resolve(dotted)(region=region, language=language, now=now)
    except Exception:
        # Whatever it is, it is one service's: the numbers to call and the way to log in stand here too.
        log.exception("a service's part of the start page failed", extra={"fields": {"part": dotted}})
        say_incomplete()
        return None
    return found


def public_pages() -> list[str]:
    """The start page in each language."""
    addresses = []
    for language in ("sv", "en"):
        with translation.override(language):
            addresses += [reverse("home"), reverse("robots")]
    return addresses
