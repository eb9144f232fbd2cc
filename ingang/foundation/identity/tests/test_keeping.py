"""What is sealed or locked for one browser opens there and nowhere else."""

from dataclasses import replace

import msgspec
from hypothesis import given
from hypothesis import strategies as st
from uuid6 import uuid7

from ingang.foundation.identity.keeping import Keeper

OWN = Keeper(log_in=uuid7(), session_key="a browser")
OTHERS = (replace(OWN, session_key="another browser"), replace(OWN, log_in=uuid7()))


@given(st.lists(st.text(max_size=50), max_size=5))
def test_what_a_job_locks_the_browser_alone_opens(value: list[str]) -> None:
    lock = OWN.new_lock()
    locked = lock.closed(value)

    opened = OWN.unlocked(lock=lock, locked=locked)
    assert opened is not None
    assert msgspec.json.decode(opened) == value
    assert [one.unlocked(lock=lock, locked=locked) for one in OTHERS] == [None, None]


def test_what_another_lock_closed_or_somebody_changed_does_not_open() -> None:
    lock, another = OWN.new_lock(), OWN.new_lock()
    locked = lock.closed("secret")

    assert OWN.unlocked(lock=another, locked=locked) is None
    assert OWN.unlocked(lock=lock, locked=locked[:-1] + b"A") is None
    assert b"secret" not in locked
