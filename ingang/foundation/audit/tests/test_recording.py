"""What is recorded for good stands in no transaction that could take it back."""

from datetime import datetime

import pytest
from django.db import transaction

from ingang.foundation.audit.actions import record_for_good
from ingang.foundation.audit.models import AuditEvent, ShownPerson
from ingang.foundation.audit.tests.conftest import ALVA, BO
from ingang.kernel.actor import Job


def test_it_refuses_to_stand_in_a_transaction(db: None, now: datetime) -> None:
    with transaction.atomic(), pytest.raises(RuntimeError):
        record_for_good(event="access.list_shown", actor=Job(name="test"), persons=[ALVA], now=now)

    assert not AuditEvent.objects.exists()


def test_the_row_and_whom_it_showed_are_written(db: None, now: datetime) -> None:
    number = record_for_good(event="access.list_shown", actor=Job(name="test"), persons=[ALVA, BO], now=now)

    assert AuditEvent.objects.get(id=number).event == "access.list_shown"
    assert {row.person for row in ShownPerson.objects.filter(event_id=number)} == {ALVA, BO}
