"""The clients that contend: `python -m benchmarks.contention_clients ATTEMPTS KILLS SOCKET` prints the outcome."""

import json
import multiprocessing
import os
import random
import signal
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from multiprocessing.context import ForkProcess
from pathlib import Path
from uuid import UUID

import django

django.setup()

import psycopg  # noqa: E402
from django.db import DatabaseError, InterfaceError, connection  # noqa: E402

from benchmarks.contention_counts import counted, wrong  # noqa: E402
from benchmarks.residents import CARE_GIVER, MUNICIPALITY, REGION  # noqa: E402
from ingang.foundation.access.actions import open_subject  # noqa: E402
from ingang.foundation.care_units.models import CareGiver, CareUnit  # noqa: E402
from ingang.foundation.entitlement.models import ServiceArea  # noqa: E402
from ingang.foundation.people.models import Person  # noqa: E402
from ingang.kernel.actor import Resident  # noqa: E402
from ingang.kernel.errors import IngangError  # noqa: E402
from ingang.kernel.grant import Grant  # noqa: E402
from ingang.services.booking.actions.booking import cancel_appointment, confirm_hold  # noqa: E402
from ingang.services.booking.actions.holding import hold_time, let_go  # noqa: E402
from ingang.services.booking.actions.moving import hold_to_move  # noqa: E402
from ingang.services.booking.models import KIND, Slot, TimeType  # noqa: E402
from ingang.services.booking.queries.own import coming_times  # noqa: E402
from tests.postgres import APP  # noqa: E402

UNIT = "SE0000000099-U001"
CLIENTS, PERSONS_EACH, HOT_TIMES = 4, 6, 8
# A second counts for a minute: what is let lie lapses while the others still want it.
PACE = 60
FORK = multiprocessing.get_context("fork")
BEGAN = time.monotonic()
FIRST = datetime.now(UTC)
PATIENCE = 30

CANCEL_SOME, MOVE_SOME, LET_GO, LET_LIE = 0.2, 0.2, 0.15, 0.25
"""How often a client cancels a time, or wants to move one, before it wants another; lets a held one go, or lie."""

TELL_EVERY = 10
"""Seconds between two words about how far it has come."""


def now() -> datetime:
    """The moment in the contention's own, faster time; the same for every client."""
    return FIRST + PACE * timedelta(seconds=time.monotonic() - BEGAN)


class Client:
    """A process with a few residents. What it was told stands in a file that no kill can take back."""

    def __init__(self, number: int, folder: Path, slots: list[UUID], tried: "Counter") -> None:
        self.persons = [UUID(int=1 + number * PERSONS_EACH + one) for one in range(PERSONS_EACH)]
        self.told = folder / f"{number}.told"
        self.slots = slots
        self.tried = tried
        self.number = number
        self.booked: dict[UUID, list[UUID]] = {}

    def start(self) -> ForkProcess:
        """Begin, or begin again after a kill."""
        connection.close()
        process = FORK.Process(target=self._run, daemon=True)
        process.start()
        return process

    def _run(self) -> None:
        random.seed()
        grants = {}
        with self.told.open("a", buffering=1) as told:
            while self.tried.wants_more():
                person = random.choice(self.persons)
                try:
                    if person not in grants:
                        grants[person] = self._opened(person)
                    self._try(grants[person], lambda what, row: told.write(f"{what} {row}\n"))
                except IngangError:
                    pass
                except (DatabaseError, InterfaceError):
                    # The session was ended under us: we look again at what is there, as a browser would.
                    connection.close()
                    grants.pop(person, None)
                self.tried.add(self.number)

    def _opened(self, person: UUID) -> Grant:
        """The resident's grant. What she had booked before a kill is hers to cancel."""
        grant = open_subject(actor=Resident(person=person), kinds=[KIND], now=now())
        self.booked[person] = [booked.appointment.id for booked in coming_times(grant=grant, now=now())]
        return grant

    def _try(self, grant: Grant, tell: Callable[[str, UUID], object]) -> None:
        mine, chance = self.booked[grant.person], random.random()
        if mine and chance < CANCEL_SOME:
            appointment = mine[-1]
            cancel_appointment(grant=grant, appointment=appointment, now=now())
            mine.pop()
            tell("cancelled", appointment)
        elif mine and chance < CANCEL_SOME + MOVE_SOME:
            hold = hold_to_move(grant=grant, appointment=mine[-1], slot=random.choice(self.slots), now=now())
            tell("moved", self._confirm(grant, hold.id))
        else:
            self._try_new(grant, tell)

    def _try_new(self, grant: Grant, tell: Callable[[str, UUID], object]) -> None:
        hold = hold_time(grant=grant, unit=UNIT, slot=random.choice(self.slots), now=now())
        chance = random.random()
        if chance < LET_GO:
            let_go(grant=grant, hold=hold.id, now=now())
        elif chance >= LET_LIE:
            self.booked[grant.person].append(self._confirm(grant, hold.id))
            tell("booked", self.booked[grant.person][-1])

    def _confirm(self, grant: Grant, hold: UUID) -> UUID:
        try:
            return confirm_hold(grant=grant, hold=hold, now=now()).id
        except (DatabaseError, InterfaceError):
            # Nobody knows whether it was booked: confirming again gives the same one.
            connection.close()
            return confirm_hold(grant=grant, hold=hold, now=now()).id


class Counter:
    """How often each client has tried, where a killed one's count stays; whoever interrupts wants no more."""

    def __init__(self, wanted: int) -> None:
        self._counts = FORK.RawArray("q", CLIENTS)
        self._wanted = FORK.RawValue("q", wanted)
        for stop in (signal.SIGINT, signal.SIGTERM):
            signal.signal(stop, lambda *_: self.stop())

    def stop(self) -> None:
        """Let every client end after the attempt that it makes; what was done until then is counted."""
        self._wanted.value = 0

    def add(self, number: int) -> None:
        """Count one attempt of the client."""
        self._counts[number] += 1

    def wants_more(self) -> bool:
        """Whether there are attempts left."""
        return self.total < self._wanted.value

    @property
    def total(self) -> int:
        """How often all of them have tried."""
        return sum(self._counts)


def prepare() -> list[UUID]:
    """A unit with a few hot times, and the residents who want them."""
    CareGiver.objects.create(hsa_id=CARE_GIVER, name="Hett", region=REGION)
    CareUnit.objects.create(
        hsa_id=UNIT, name="Hett", care_giver=CARE_GIVER, region=REGION, municipality=MUNICIPALITY, kind="x", phone="0"
    )
    ServiceArea.objects.create(unit=UNIT, region="00")
    born = datetime(1990, 1, 1, tzinfo=UTC).date()
    Person.objects.bulk_create(
        Person(id=UUID(int=number + 1), given_name="N", family_name="N", birth_date=born)
        for number in range(CLIENTS * PERSONS_EACH)
    )
    kind = TimeType.objects.create(
        unit=UNIT,
        code="hot",
        title_sv="H",
        title_en="H",
        minutes=30,
        is_open_to_residents=True,
        cancel_until_hours=1,
        rebook_until_hours=1,
    )
    starts = [FIRST + timedelta(days=300, hours=number) for number in range(HOT_TIMES)]
    slots = Slot.objects.bulk_create(
        Slot(
            unit=UNIT, time_type=kind.id, starts_at=one, ends_at=one + timedelta(minutes=30),
            performer="SE0000000099-S001", performer_name="N", publication=kind.id,
        )
        for one in starts
    )  # fmt: skip
    return [slot.id for slot in slots]


def run(clients: list[Client], tried: Counter, *, attempts: int, kills: int, dsn: str) -> int:
    """Let them contend, kill at regular counts and random moments, and start again what was killed."""
    running = {client: client.start() for client in clients}
    killed, told_at = 0, BEGAN
    with psycopg.connect(dsn, autocommit=True) as owner:
        while tried.wants_more():
            time.sleep(random.uniform(0.005, 0.05))
            if time.monotonic() > told_at + TELL_EVERY:
                told_at = time.monotonic()
                rate = tried.total / (told_at - BEGAN)
                print(f"  {tried.total} of {attempts} attempts, {rate:.0f}/s, {killed} kills", file=sys.stderr)
            if killed < kills and tried.total >= (killed + 1) * attempts // (kills + 1):
                killed += _kill(list(running.values()), owner, ends_session=killed % 2 == 1)
            for client, process in list(running.items()):
                if not process.is_alive() and tried.wants_more():
                    running[client] = client.start()
    for process in running.values():
        process.join(PATIENCE)
    return killed


def _kill(processes: list[ForkProcess], owner: psycopg.Connection, *, ends_session: bool) -> int:
    if not ends_session:
        process = random.choice(processes)
        if process.pid is None or not process.is_alive():
            return 0
        os.kill(process.pid, signal.SIGKILL)
        process.join()
        return 1
    ended = owner.execute(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = %s ORDER BY random() LIMIT 1", [APP]
    ).fetchone()
    return int(bool(ended and ended[0]))


def main(attempts: int, kills: int, socket: str) -> None:
    """Prepare, contend, count."""
    slots = prepare()
    name = connection.settings_dict["NAME"]
    dsn = f"host={socket} dbname={name} user=postgres"
    tried = Counter(attempts)
    with tempfile.TemporaryDirectory() as folder:
        clients = [Client(number, Path(folder), slots, tried) for number in range(CLIENTS)]
        killed = run(clients, tried, attempts=attempts, kills=kills, dsn=dsn)
        told = [line.split() for client in clients for line in client.told.read_text().splitlines()]
    with psycopg.connect(dsn) as owner:
        outcome = counted(owner) | {"wrong": wrong(owner, told=told, now=now())}
    seconds = time.monotonic() - BEGAN
    print(json.dumps(outcome | {"attempts": tried.total, "kills": killed, "seconds": seconds}))


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]), sys.argv[3])
