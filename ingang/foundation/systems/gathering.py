"""What happened when systems were asked: gathered in the process, and written a batch at a time.

Whoever asks never waits for the database: readers do not queue behind each other, and the background loop not at all.
What a process had gathered when it was killed, a few seconds' worth, is lost.
"""

import logging
import threading
from collections import deque
from datetime import datetime

from django.conf import settings
from django.db import Error, connection

from ingang.foundation.systems.models import Asking
from ingang.foundation.systems.rules import Outcome

MOST_GATHERED = 10_000
"""While the database can not be written, the oldest are lost above this."""
BATCH = 500

log = logging.getLogger(__name__)


class Gatherer:
    """What one process has asked. `note` is for any thread; a thread of its own writes."""

    def __init__(self) -> None:
        self._gathered: deque[Asking] = deque(maxlen=MOST_GATHERED)
        self._begins = threading.Lock()
        self._writer: threading.Thread | None = None

    def note(self, *, system: str, outcome: Outcome, seconds: float, at: datetime, error: str = "") -> None:
        """One question to a system and how it ended; `error` is a connector's code, and nothing tells about whom."""
        milliseconds = round(seconds * 1000)
        self._gathered.append(Asking(system=system, at=at, outcome=outcome, error=error, milliseconds=milliseconds))
        if self._writer is None and settings.SYSTEMS_WRITE_SECONDS:
            self._begin()

    def write(self) -> int:
        """Write what is gathered; tells how many. What could not be written is kept for the next time."""
        written = 0
        while batch := self._batch():
            try:
                Asking.objects.bulk_create(batch)
            except Error as error:
                log.error("health not written", extra={"fields": {"error": type(error).__name__}})
                self._gathered.extendleft(reversed(batch))
                return written
            written += len(batch)
        return written

    def _batch(self) -> list[Asking]:
        return [self._gathered.popleft() for _ in range(min(len(self._gathered), BATCH))]

    def _begin(self) -> None:
        with self._begins:
            if self._writer is None:
                self._writer = threading.Thread(target=self._write_on, name="systems' health", daemon=True)
                self._writer.start()

    def _write_on(self) -> None:
        """Until it is told, by a setting of nought, that nobody waits for it any more."""
        rest = threading.Event()
        while (seconds := settings.SYSTEMS_WRITE_SECONDS) and not rest.wait(seconds):
            if self._gathered:
                self.write()
                connection.close()
        self._writer = None


GATHERER = Gatherer()
"""The process's own."""
