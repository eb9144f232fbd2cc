"""The process that runs queued and scheduled jobs: django-q2's sentinel, which ends when its parent does."""

import os
import threading
import time
from multiprocessing.process import BaseProcess
from multiprocessing.synchronize import Event
from uuid import uuid4

from django.db import connections
from django_q.cluster import Sentinel, get_mp_context

# Jobs can wait: pages and the delivery of events go first where they compete for the processor.
POLITENESS = 10

context = get_mp_context()


class JobQueue:
    """Starts the sentinel, starts it again when it dies, and stops it after the job in hand."""

    def __init__(self) -> None:
        self._stop: Event = context.Event()
        self._process = self._started()

    def keep_alive(self) -> None:
        """Start the sentinel again if something killed it."""
        if not self._process.is_alive():
            self._process = self._started()

    def stop(self) -> None:
        """Let the job in hand end, then end the sentinel and its workers."""
        self._stop.set()
        self._process.join()

    def _started(self) -> BaseProcess:
        # A forked child that closes an inherited connection would end ours too.
        connections.close_all()
        process: BaseProcess = context.Process(
            target=_serve, name="jobs", args=(self._stop, context.Event(), os.getpid())
        )
        process.start()
        return process


def _serve(stop: Event, started: Event, parent: int) -> None:
    os.nice(POLITENESS)
    threading.Thread(target=_stop_with_parent, args=(stop, parent), daemon=True).start()
    Sentinel(stop, started, uuid4())


def _stop_with_parent(stop: Event, parent: int) -> None:
    # After kill -9 nobody tells the children: they would go on for ever, beside the next worker's.
    while os.getppid() == parent:
        time.sleep(1)
    stop.set()
