"""Asks ClamAV's daemon whether a file holds a virus: zINSTREAM and zPING over TCP or a socket on this machine.

Source: clamd(8). The packages for it on PyPI were last released in 2014; the protocol is two commands.
"""

import socket
import struct
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import BinaryIO, Protocol

from ingang.connectors.clamd import errors

CHUNK = 64 * 1024
LONGEST_ANSWER = 4096


class Scanner(Protocol):
    """What callers may ask; the client and the fake both keep to it."""

    def scan(self, *, content: BinaryIO) -> str: ...
    def check(self) -> None: ...


@dataclass(frozen=True, kw_only=True)
class ClamdSettings:
    """Where the daemon listens: `unix:/run/clamd.sock` or `tcp:HOST:PORT`. It has no encryption: keep it near."""

    address: str
    timeout_seconds: float = 20.0


class ClamdClient:
    """One connection for each file. Raises errors.ClamdError; never tries twice."""

    def __init__(self, *, settings: ClamdSettings) -> None:
        self._settings = settings

    def scan(self, *, content: BinaryIO) -> str:
        """The name of what was found in the content, from its beginning to its end; empty when it is clean."""
        content.seek(0)
        with _in_our_words(), self._connected() as daemon:
            daemon.sendall(b"zINSTREAM\0")
            # A daemon that has had enough says so and hangs up while we are still sending.
            with suppress(BrokenPipeError, ConnectionResetError):
                while chunk := content.read(CHUNK):
                    daemon.sendall(struct.pack(">I", len(chunk)) + chunk)
                daemon.sendall(struct.pack(">I", 0))
            return _verdict(_answer(daemon))

    def check(self) -> None:
        """See that the daemon answers (PING)."""
        with _in_our_words(), self._connected() as daemon:
            daemon.sendall(b"zPING\0")
            if _answer(daemon) != "PONG":
                raise errors.AnswerGarbled

    @contextmanager
    def _connected(self) -> Iterator[socket.socket]:
        kind, _, where = self._settings.address.partition(":")
        if kind == "unix":
            daemon = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        else:
            daemon = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        with daemon:
            daemon.settimeout(self._settings.timeout_seconds)
            host, _, port = where.rpartition(":")
            daemon.connect(where if kind == "unix" else (host, int(port)))
            yield daemon


def _answer(daemon: socket.socket) -> str:
    """The answer up to its closing zero."""
    answer = b""
    while not answer.endswith(b"\0") and len(answer) < LONGEST_ANSWER:
        piece = daemon.recv(LONGEST_ANSWER)
        if not piece:
            break
        answer += piece
    return answer.rstrip(b"\0").decode("utf-8", "replace").strip()


def _verdict(answer: str) -> str:
    """What `stream: OK` and `stream: NAME FOUND` say. Anything else is no verdict."""
    if answer == "stream: OK":
        return ""
    if answer.startswith("stream: ") and answer.endswith(" FOUND"):
        return answer.removeprefix("stream: ").removesuffix(" FOUND")
    raise errors.ScanRefused if answer.endswith("ERROR") else errors.AnswerGarbled


@contextmanager
def _in_our_words() -> Iterator[None]:
    try:
        yield
    except TimeoutError as error:
        raise errors.TimedOut from error
    except OSError as error:
        raise errors.Unreachable from error
