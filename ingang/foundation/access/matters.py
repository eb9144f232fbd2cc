"""What something that a page refers to by id is about now: asked of the service that it belongs to, under a grant."""

import logging
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext

from ingang.foundation.access.actions import open_subject
from ingang.foundation.access.errors import AccessRefused
from ingang.foundation.access.foresight import foreseen
from ingang.kernel.actor import Representative, Resident
from ingang.kernel.registry import current, resolve
from ingang.kernel.service import Matter, MatterKind

log = logging.getLogger(__name__)


def matter_now(*, code: str, id: UUID, actor: Resident | Representative, now: datetime) -> Matter | None:
    """The matter as it stands; None where its service is not here, or the reader does not reach it or may not know.

    A service that fails is never taken for "nothing": the matter then says that it could not be fetched. Opens a
    grant for the matter's kinds, which is recorded.
    """
    kind = current().matters.get(code)
    if kind is None or not _is_reached(kind, actor, now):
        return None
    grant = open_subject(actor=actor, kinds=kind.kinds, now=now)
    try:
        state: Matter | None = resolve(kind.state)(id, grant, now)
    except Exception as error:  # whatever the other service raises: the page that asks is still true
        log.error("the state of %s failed: %s", code, type(error).__name__)
        return _failed()
    return state


def _is_reached(kind: MatterKind, actor: Resident | Representative, now: datetime) -> bool:
    person = actor.acting_for if isinstance(actor, Representative) else actor.person
    answers = foreseen(acting=actor.person, person=person, kinds=kind.kinds, now=now)
    return not any(isinstance(answer, AccessRefused) for answer in answers.values())


def _failed() -> Matter:
    return Matter(
        title=gettext("how it stands could not be fetched"),
        sentences=(gettext("What is written here may have changed since. Try again in a while, or call the unit."),),
    )
