"""Finished bytes in memory: bounded, and read without a lock."""

from collections.abc import Hashable
from threading import Lock

from ingang.foundation.published.answers import Finished

LARGEST_PART = 8
"""One answer may take so small a part of the room at most."""


class Store:
    """Keeps what was used last, within so many bytes: what nobody has read since it was last looked at goes first."""

    def __init__(self, *, most_bytes: int) -> None:
        self.most_bytes, self.size = most_bytes, 0
        self._kept: dict[Hashable, Finished] = {}
        self._lock = Lock()
        self.get = self._kept.get

    def __len__(self) -> int:
        return len(self._kept)

    def put(self, key: Hashable, finished: Finished) -> None:
        """Keep the answer in place of a former one; one that is too large is not kept."""
        with self._lock:
            self._drop(key)
            if finished.size > self.most_bytes // LARGEST_PART:
                return
            self._kept[key] = finished
            self.size += finished.size
            self._make_room()

    def drop(self, key: Hashable) -> None:
        """Keep it no longer."""
        with self._lock:
            self._drop(key)

    def _drop(self, key: Hashable) -> None:
        former = self._kept.pop(key, None)
        if former is not None:
            self.size -= former.size

    def _make_room(self) -> None:
        while self.size > self.most_bytes:
            key = next(iter(self._kept))
            oldest = self._kept.pop(key)
            if oldest.used:
                oldest.used = False
                self._kept[key] = oldest
            else:
                self.size -= oldest.size
