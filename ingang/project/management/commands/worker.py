"""`ingang worker`: deliver events, run jobs and do the standing ones, in the foreground, until told to stop."""

import logging
import signal
import threading
from typing import Any

from django.core.management.base import BaseCommand
from django.db import DatabaseError, connections
from django.utils import timezone

from ingang.project.queue import OwnProcess, serve_jobs, serve_standing_jobs
from ingang.project.work import deliver_events, sync_schedules

POLL_SECONDS = 0.3
PAUSE_SECONDS = 2.0

log = logging.getLogger(__name__)


class Command(BaseCommand):
    """Delivers the outbox and runs queued and scheduled jobs. Ends cleanly on SIGTERM and SIGINT.

    Any number may run beside each other. What is due lives in the database, so nothing is lost by kill -9.
    """

    help = "Deliver events and run jobs until stopped."
    requires_migrations_checks = True

    def handle(self, *_: Any, **__: Any) -> None:
        stopping = threading.Event()
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_signal: stopping.set())
        sync_schedules(now=timezone.now())
        beside = (
            OwnProcess(name="jobs", serve=serve_jobs),
            OwnProcess(name="standing jobs", serve=serve_standing_jobs),
        )
        self.stdout.write("The worker is ready.")
        self.stdout.flush()
        try:
            while not stopping.is_set():
                for process in beside:
                    process.keep_alive()
                stopping.wait(_deliver())
        finally:
            for process in beside:
                process.stop()
            connections.close_all()


def _deliver() -> float:
    """Deliver what is due; give back how long to rest."""
    try:
        deliver_events(now=timezone.now())
    except DatabaseError as error:
        # The database is locked, or away for a while: the events wait in it, and so do we.
        log.error("the database can not answer: %s", type(error).__name__)
        connections.close_all()
        return PAUSE_SECONDS
    return POLL_SECONDS
