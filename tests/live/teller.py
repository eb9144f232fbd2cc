"""Processes for the tests of delivery, with small services of their own: `python -m tests.live.teller ...`."""

import os
import signal
import sys
from pathlib import Path
from uuid import UUID

import django
from django.core.management import call_command
from django.utils import timezone

from ingang.kernel.registry import Registry, current, install


def kill_self() -> None:
    """What a power cut does to a process."""
    os.kill(os.getpid(), signal.SIGKILL)


def announce_and_die(person: str, *steps: str) -> None:
    """Commit the events, and be killed before anybody could deliver them."""
    from ingang.foundation.outbox.actions import announce
    from ingang.foundation.outbox.tests.hearers import STEP

    for step in steps:
        announce(name=STEP, person=UUID(person), fields={"step": step}, now=timezone.now())
    kill_self()


def work(marker: str = "") -> None:
    """Be the worker; with a marker, be killed once in the middle of a handler, after it has written."""
    from ingang.foundation.outbox.tests import hearers

    note = hearers.note

    def note_and_die(**told: object) -> None:
        note(**told)  # type: ignore[arg-type]
        if not Path(marker).exists():
            Path(marker).touch()
            kill_self()

    if marker:
        hearers.note = note_and_die  # type: ignore[assignment]
    call_command("worker")


if __name__ == "__main__":
    django.setup()
    from ingang.foundation.outbox.tests.hearers import SERVICES

    install(Registry((*current().services, *SERVICES)))
    {"announce": announce_and_die, "worker": work}[sys.argv[1]](*sys.argv[2:])
