"""Notices while their worker is killed again and again."""

import signal
from collections import Counter
from datetime import datetime, timedelta
from pathlib import Path
from uuid import uuid4

import pytest

from demo.cast import person_id
from demo.nation import write_cast
from ingang.foundation.access.actions import open_job
from ingang.foundation.notifications.actions import notify
from ingang.foundation.notifications.models import Notice
from ingang.foundation.personal.scope import house_scope, scope
from tests.live.databases import OwnDatabase

pytestmark = pytest.mark.live

NOTICES, KILLS = 40, 4
# A killed worker's lease has ended by then.
LATER = timedelta(minutes=4)


def write_notices(*, now: datetime) -> None:
    """As many things that wait for Alva, each told of in its own transaction."""
    write_cast(now=now)
    alva = person_id("alva")
    grant = open_job(name="test", kinds=("inbox.message",), persons=(alva,), now=now)
    for _ in range(NOTICES):
        with scope(grant):
            notify(person=alva, code="inbox.new_message", about=uuid4(), kind="inbox.message", grant=grant, now=now)


def run(database: OwnDatabase, letters: Path, moment: datetime, *killed_after: str) -> int:
    """How one run of the delivery ended."""
    return database.start("-m", "tests.live.postman", str(letters), moment.isoformat(), *killed_after).wait(120)


def test_a_worker_killed_again_and_again_loses_no_notice_and_repeats_only_the_one_in_its_hand(
    database: OwnDatabase, tmp_path: Path, now: datetime
) -> None:
    letters = tmp_path / "letters"
    write_notices(now=now)

    ends = [run(database, letters, now + number * LATER, "7") for number in range(KILLS)]
    ends.append(run(database, letters, now + KILLS * LATER))

    times = Counter(letters.read_text(encoding="ascii").split())
    with house_scope():
        states = Counter(Notice.unguarded.values_list("state", flat=True))
    assert ends == [-signal.SIGKILL] * KILLS + [0]
    assert states == {"sent": NOTICES}
    assert len(times) == NOTICES
    assert sum(times.values()) == NOTICES + KILLS
    assert max(times.values()) == 2
