"""The processes beside the worker's own, which end with it: django-q2's sentinel for jobs, and the standing jobs."""

import logging
import os
import threading
import time
from collections.abc import Callable
from multiprocessing.process import BaseProcess
from multiprocessing.synchronize import Event
from uuid import uuid4

from django.db import DatabaseError, connections
from django.utils import timezone
from django_q.cluster import Sentinel, get_mp_context

from ingang.project.work import do_standing_jobs

# Jobs can wait: pages and the delivery of events go first where they compete for the processor.
POLITENESS = 10
REST_SECONDS = 0.5
PAUSE_SECONDS = 2.0

context = get_mp_context()
log = logging.getLogger(__name__)

Serve = Callable[[Event, int], None]
"""What a process does until the event is set; the number is its parent's id."""


class OwnProcess:
    """A process that is started again when it dies, and stops after the work in hand."""

    def __init__(self, *, name: str, serve: Serve) -> None:
        self._name, self._serve = name, serve
        self._stop: Event = context.Event()
        self._process = self._started()

    def keep_alive(self) -> None:
        """Start the process again if something killed it."""
        if not self._process.is_alive():
            self._process = self._started()

    def stop(self) -> None:
        """Let the work in hand end, then end the process."""
        self._stop.set()
        self._process.join()

    def _started(self) -> BaseProcess:
        # A forked child that closes an inherited connection would end ours too.
        connections.close_all()
        process: BaseProcess = context.Process(
            target=_serve, name=self._name, args=(self._serve, self._stop, os.getpid())
        )
        process.start()
        return process


def serve_jobs(stop: Event, parent: int) -> None:
    """Run queued and scheduled jobs."""
    Sentinel(stop, context.Event(), uuid4())


def serve_standing_jobs(stop: Event, parent: int) -> None:
    """Do the standing jobs as long as anything is due, and look again every half second."""
    while not stop.is_set():
        try:
            done = do_standing_jobs(now=timezone.now())
        except DatabaseError as error:
            log.error("the database can not answer: %s", type(error).__name__)
            connections.close_all()
            stop.wait(PAUSE_SECONDS)
            continue
        if not done:
            stop.wait(REST_SECONDS)


def _serve(serve: Serve, stop: Event, parent: int) -> None:
    os.nice(POLITENESS)
    threading.Thread(target=_stop_with_parent, args=(stop, parent), daemon=True).start()
    serve(stop, parent)


def _stop_with_parent(stop: Event, parent: int) -> None:
    # After kill -9 nobody tells the children: they would go on for ever, beside the next worker's.
    while os.getppid() == parent:
        time.sleep(1)
    stop.set()
