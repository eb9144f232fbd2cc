"""A colleague of the nurse's who reads, and a question about it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from uuid import UUID

import pytest

from conftest import opened, resident, staff
from ingang.foundation.audit.part import EVENTS
from ingang.foundation.personal.scope import house_scope
from ingang.foundation.work_items.models import WorkItem
from ingang.services.access_log.actions.questions import ask
from ingang.services.access_log.models import QUESTION, Why
from ingang.services.access_log.samples import read_by

Cast = Callable[[str], UUID]
KINDS = (EVENTS, QUESTION)
COLLEAGUE = replace(staff("sara"), hsa_id="SE0000000020-S077", name="Pia Ek", roles=())


@pytest.fixture
def questioned(cast: Cast, now: datetime) -> UUID:
    """Alva's question about what a colleague of Sara's read."""
    number = read_by(actor=COLLEAGUE, person=cast("alva"), now=now)
    return ask(grant=opened(resident("alva"), *KINDS, now=now), number=number, why=Why.KNOWS_ME, text="Vem?", now=now)


def item_of(question: UUID, unit: str, now: datetime) -> UUID:
    with house_scope():
        return WorkItem.unguarded.get(kind=QUESTION, subject=str(question), unit=unit).id
