"""Notices while their workers are killed: none lost, none twice, none before its message can be read.

The worker processes of the product, on PostgreSQL, against the simulators of mail, SMS and push; counted there.
"""

import json
import os
import signal
import subprocess
import sys
import time
from base64 import urlsafe_b64encode
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256

from demo.simulators.mail.server import MailSimulator
from demo.simulators.push.server import PushSimulator
from demo.simulators.serving import Beside
from demo.simulators.sms.server import SmsSimulator
from tests.postgres import ROOT, cluster

NOTICES, KILLS, WORKERS = 100_000, 10, 2
LEASE_SECONDS = 20
PATIENCE_SECONDS = 240
PUSH_KEY = "yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw"


Say = Callable[[str], None]


@dataclass(frozen=True, kw_only=True)
class Expected:
    """One notice as it was written; `mark` is what the far side knows it by."""

    id: str
    channel: str
    mark: str
    readable_from: datetime


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """What the far side saw. `repeated` came again under the same Message-ID or topic, by which it is recognised."""

    expected: int
    arrived: Counter[str]
    lost: Counter[str]
    twice: int
    repeated: int
    uncertain: int
    early: int
    strangers: int
    kills: int
    seconds: float

    @property
    def is_right(self) -> bool:
        """All arrived, none that cannot be recognised came twice, and none came early."""
        return (self.unseen, self.twice, self.early, self.strangers) == (0, 0, 0, 0)

    @property
    def unseen(self) -> int:
        """How many are lost without anybody knowing: an SMS that did not arrive must be marked as uncertain."""
        texts = self.lost["sms"]
        return self.lost.total() - texts + max(0, texts - self.uncertain)


@dataclass
class FarSide:
    """The three simulators, and everything that they have received."""

    beside: Beside
    mail: MailSimulator = field(default_factory=lambda: MailSimulator(kept=None))
    sms: SmsSimulator = field(
        default_factory=lambda: SmsSimulator(system_id="ingang", password="only-sim", kept=None)  # noqa: S106
    )
    push: PushSimulator = field(default_factory=lambda: PushSimulator(kept=None))

    def __post_init__(self) -> None:
        self.mail_port = self.beside.keep(self.mail.serve_smtp())
        self.sms_port = self.beside.keep(self.sms.serve_smpp())
        self.push_origin = self.beside.web(self.push.app())

    @property
    def settings(self) -> dict[str, str]:
        """What workers must be told to find it."""
        return {
            "INGANG_MAIL_HOST": "127.0.0.1",
            "INGANG_MAIL_PORT": str(self.mail_port),
            "INGANG_MAIL_SENDER": "ingang@bench.example",
            "INGANG_MAIL_STARTTLS": "0",
            "INGANG_SMS_HOST": "127.0.0.1",
            "INGANG_SMS_PORT": str(self.sms_port),
            "INGANG_SMS_SYSTEM_ID": "ingang",
            "INGANG_SMS_PASSWORD": "only-sim",
            "INGANG_SMS_SOURCE": "Ingang",
            "INGANG_PUSH_KEY": PUSH_KEY,
            "INGANG_PUSH_CONTACT": "mailto:bench@bench.example",
            "INGANG_PUSH_HOSTS": "127.0.0.1",
        }

    @property
    def count(self) -> int:
        """How many messages have come in all."""
        return len(self.mail.received) + len(self.sms.received) + len(self.push.received)

    def arrivals(self) -> Iterator[tuple[str, datetime]]:
        """By what each message is known here, and when it came."""
        yield from ((one.message_id, datetime.fromisoformat(one.at)) for one in list(self.mail.received))
        yield from ((one.recipient, datetime.fromisoformat(one.at)) for one in list(self.sms.received))
        yield from ((one.topic, datetime.fromisoformat(one.at)) for one in list(self.push.received))


def main(notices: int = NOTICES) -> bool:
    """Write them, deliver them while workers are killed, and count."""
    with cluster(fsync=True) as server:
        outcome = race(address=server.migrated("notices"), notices=notices, kills=KILLS, say=_say)
    _say("\n")
    by_channel = ", ".join(f"{count} {channel}" for channel, count in sorted(outcome.arrived.items()))
    print(f"  {outcome.expected} notices, {outcome.kills} kills, {WORKERS} workers: {outcome.seconds:.0f} s")
    print(f"  arrived: {by_channel}; lost {outcome.unseen}, twice {outcome.twice},")
    print(
        f"  before their message {outcome.early}; {outcome.repeated} came again under the same Message-ID or topic, "
        f"{outcome.uncertain} SMS marked as uncertain, for a person to see"
    )
    return outcome.is_right


def race(
    *, address: str, notices: int, kills: int, say: Say | None = None, lease_seconds: int = LEASE_SECONDS
) -> Outcome:
    """Deliver so many notices while a worker is killed so many times, at even steps of the way."""
    with Beside() as beside:
        far = FarSide(beside)
        environment = _environment(address, far, lease_seconds)
        expected = _write(notices, far.push_origin, environment)
        began = time.monotonic()
        with _workers(environment) as workers:
            done = _kill_along_the_way(workers, far, notices, kills, environment, say)
            _wait_for_the_rest(far, expected, environment, say)
        seconds = time.monotonic() - began
        return _counted(expected, list(far.arrivals()), _states(environment), done, seconds)


def _environment(address: str, far: FarSide, lease_seconds: int) -> dict[str, str]:
    return (
        os.environ
        | far.settings
        | {
            "INGANG_DATABASE": address,
            "INGANG_NOTICE_LEASE_SECONDS": str(lease_seconds),
            "DJANGO_SETTINGS_MODULE": "ingang.project.settings.test",
            "PYTHONPATH": str(ROOT),
        }
    )


def _write(notices: int, push_origin: str, environment: dict[str, str]) -> list[Expected]:
    command = [sys.executable, "-m", "benchmarks.notices_writer", str(notices), push_origin]
    done = subprocess.run(command, cwd=ROOT, env=environment, check=True, stdout=subprocess.PIPE, text=True)
    return [
        Expected(
            id=one["id"],
            channel=one["channel"],
            mark=_mark(one["id"], one["channel"], one["address"]),
            readable_from=datetime.fromisoformat(one["readable_from"]),
        )
        for one in json.loads(done.stdout)
    ]


def _mark(id: str, channel: str, address: str) -> str:
    if channel == "mail":
        return f"<{sha256(id.encode()).hexdigest()[:40]}@localhost>"
    if channel == "push":
        return urlsafe_b64encode(sha256(id.encode()).digest()).rstrip(b"=").decode()[:32]
    return address.lstrip("+")


class Workers:
    """The worker processes; one that is killed is started again at once."""

    def __init__(self, environment: dict[str, str]) -> None:
        self._environment = environment
        self.running = [self._started() for _ in range(WORKERS)]

    def kill(self, number: int) -> None:
        """End one with everything it started, as a power cut would, and start another."""
        _kill(self.running[number % WORKERS])
        self.running[number % WORKERS] = self._started()

    def _started(self) -> "subprocess.Popen[bytes]":
        command = [sys.executable, "-m", "benchmarks.notices_worker"]
        return subprocess.Popen(
            command, cwd=ROOT, env=self._environment, start_new_session=True, stdout=subprocess.DEVNULL
        )


@contextmanager
def _workers(environment: dict[str, str]) -> Iterator[Workers]:
    workers = Workers(environment)
    try:
        yield workers
    finally:
        for one in workers.running:
            _kill(one)


def _kill(process: "subprocess.Popen[bytes]") -> None:
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def _kill_along_the_way(
    workers: Workers, far: FarSide, notices: int, kills: int, environment: dict[str, str], say: Say | None
) -> int:
    for number in range(kills):
        _wait(lambda goal=(number + 1) * notices // (kills + 2): far.count >= goal, far, notices, say)
        workers.kill(number)
    return kills


def _wait_for_the_rest(far: FarSide, expected: list[Expected], environment: dict[str, str], say: Say | None) -> None:
    _wait(lambda: far.count >= len(expected) * 0.99, far, len(expected), say)
    _wait(lambda: _states(environment).get("waiting", 0) == 0, far, len(expected), say, every=2.0)


def _wait(is_reached: Callable[[], bool], far: FarSide, notices: int, say: Say | None, *, every: float = 0.1) -> None:
    last, moved = far.count, time.monotonic()
    while not is_reached():
        if far.count != last:
            last, moved = far.count, time.monotonic()
        if time.monotonic() - moved > PATIENCE_SECONDS:
            raise RuntimeError(f"nothing arrives any more: {last} of {notices}")
        if say:
            say(f"\r  {last} of {notices} arrived ")
        time.sleep(every)


def _states(environment: dict[str, str]) -> dict[str, int]:
    """How many notices stand in each state."""
    command = [sys.executable, "-m", "benchmarks.notices_states"]
    done = subprocess.run(command, cwd=ROOT, env=environment, check=True, stdout=subprocess.PIPE, text=True)
    return dict(json.loads(done.stdout))


def _counted(
    expected: list[Expected], arrivals: list[tuple[str, datetime]], states: dict[str, int], kills: int, seconds: float
) -> Outcome:
    by_mark = {one.mark: one for one in expected}
    times = Counter(mark for mark, _ in arrivals)
    again = Counter({mark: count - 1 for mark, count in times.items() if count > 1})
    is_text = {one.mark for one in expected if one.channel == "sms"}
    return Outcome(
        expected=len(expected),
        arrived=Counter(one.channel for mark, one in by_mark.items() if mark in times),
        lost=Counter(one.channel for mark, one in by_mark.items() if mark not in times),
        twice=sum(count for mark, count in again.items() if mark in is_text),
        repeated=sum(count for mark, count in again.items() if mark not in is_text),
        uncertain=states.get("uncertain", 0),
        early=sum(at < by_mark[mark].readable_from for mark, at in arrivals if mark in by_mark),
        strangers=sum(mark not in by_mark for mark in times),
        kills=kills,
        seconds=seconds,
    )


def _say(text: str) -> None:
    print(text, end="", flush=True)


if __name__ == "__main__":
    sys.exit(0 if main() else 1)
