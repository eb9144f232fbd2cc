"""The clients of the hot time: `python -m benchmarks.hot_time_clients 200` prints the outcome as JSON."""

import gc
import json
import multiprocessing
import os
import signal
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from multiprocessing.connection import wait
from multiprocessing.context import ForkProcess
from multiprocessing.synchronize import Barrier
from pathlib import Path
from typing import Any
from uuid import UUID

import django

django.setup()

from django.db import connection  # noqa: E402
from uuid6 import uuid7  # noqa: E402

from ingang.foundation.access.actions import open_subject, open_unit  # noqa: E402
from ingang.foundation.audit.models import AuditEvent  # noqa: E402
from ingang.foundation.care_units.models import CareGiver, CareUnit  # noqa: E402
from ingang.foundation.entitlement.models import ServiceArea  # noqa: E402
from ingang.foundation.outbox.models import OutboxEvent  # noqa: E402
from ingang.foundation.people.models import Person  # noqa: E402
from ingang.foundation.personal.scope import house_scope, scope  # noqa: E402
from ingang.kernel.actor import Resident, Staff  # noqa: E402
from ingang.kernel.grant import Grant  # noqa: E402
from ingang.services.booking.actions import booking, claims, holding  # noqa: E402
from ingang.services.booking.actions.publishing import define_time_type, publish_times  # noqa: E402
from ingang.services.booking.errors import TimeAlreadyTaken  # noqa: E402
from ingang.services.booking.models import KIND, Appointment, Claim, Slot, SlotStatus  # noqa: E402

UNIT = "SE0000000099-U001"
FORK = multiprocessing.get_context("fork")
PATIENCE = 60
# Seconds between looking and writing in the careless booking; a reader thinks for longer.
THINKING = 0.5

# How many clients are killed at each step. The winner comes to the last five, and dies and returns at each of them.
STEPS = {
    "before the time is looked at": 5,
    "hold written, not committed": 3,
    "hold committed": 1,
    "time taken, appointment not written": 1,
    "everything written, not committed": 1,
    "committed, not told": 1,
}

_all_answered = FORK.Event()


class Client:
    """One client: a person, the token it was given, and its answer, kept where a killed process can not lose them."""

    def __init__(self, folder: Path, number: int, slot: Slot, act: Callable[["Client"], str]) -> None:
        self.person = UUID(int=number + 1)
        self.slot = slot
        self.act = act
        self.token = folder / f"{number}.token"
        self.answer = folder / f"{number}.answer"

    def start(self, barrier: Barrier | None) -> ForkProcess:
        """Begin, or begin again after a kill."""
        process = FORK.Process(target=self._run, args=(barrier,))
        process.start()
        return process

    def _run(self, barrier: Barrier | None) -> None:
        connection.ensure_connection()
        if barrier:
            barrier.wait(PATIENCE)
        started = time.monotonic()
        try:
            told = self.act(self)
        except Exception as error:
            told = f"unclear: {error!r}"
        self.answer.write_text(json.dumps([told, time.monotonic() - started]))
        connection.close()
        # A process that ends takes time from those that still wait for their answer; a browser would not.
        _all_answered.wait(PATIENCE)


def careful(client: Client) -> str:
    """Hold the time and confirm it twice, as with a double click; with a known token only confirm."""
    now = datetime.now(UTC)
    grant = open_subject(actor=Resident(person=client.person), kinds=[KIND], now=now)
    try:
        if not client.token.exists():
            hold = holding.hold_time(grant=grant, unit=UNIT, slot=client.slot.id, now=now)
            client.token.write_text(str(hold.id))
            die_at("hold committed")
        token = UUID(client.token.read_text())
        first = booking.confirm_hold(grant=grant, hold=token, now=now)
        die_at("committed, not told")
        second = booking.confirm_hold(grant=grant, hold=token, now=now)
    except TimeAlreadyTaken:
        return "taken"
    return f"booked {first.id}" if first.id == second.id else "unclear: two receipts"


def careless(client: Client) -> str:
    """What must not be done: look, and then write without asking again."""
    now = datetime.now(UTC)
    grant = open_subject(actor=Resident(person=client.person), kinds=[KIND], now=now)
    if Slot.objects.get(id=client.slot.id).status != SlotStatus.FREE:
        return "taken"
    time.sleep(THINKING)
    with scope(grant):
        Slot.objects.filter(id=client.slot.id).update(status=SlotStatus.BOOKED)
        _appointment(grant, client.slot, now).save(force_insert=True)
    return "booked"


def _appointment(grant: Grant, slot: Slot, now: datetime) -> Appointment:
    return Appointment(
        person=grant.person,
        unit=slot.unit,
        slot=slot.id,
        hold=uuid7(),
        time_type=slot.time_type,
        starts_at=slot.starts_at,
        ends_at=slot.ends_at,
        performer_name=slot.performer_name,
        booked_by="resident",
        booked_at=now,
    )


_left = {step: FORK.Value("i", count) for step, count in STEPS.items()}


def die_at(step: str) -> None:
    """Kill this process here, as often as the step's count says over all clients."""
    with _left[step].get_lock():
        dies = _left[step].value > 0
        _left[step].value -= dies
    if dies:
        os.kill(os.getpid(), signal.SIGKILL)


def deadly(function: Callable[..., Any], step: str) -> Callable[..., Any]:
    """The function, with a death in front of it."""

    def first_die(*args: Any, **kwargs: Any) -> Any:
        die_at(step)
        return function(*args, **kwargs)

    return first_die


def make_steps_deadly() -> None:
    """Put a death in front of what each step calls; the product itself knows nothing of it."""
    holding.offered_time = deadly(holding.offered_time, "before the time is looked at")  # type: ignore[attr-defined]
    holding.record_under = deadly(holding.record_under, "hold written, not committed")  # type: ignore[attr-defined]
    claims.insert = deadly(claims.insert, "time taken, appointment not written")  # type: ignore[attr-defined]
    booking.announce = deadly(booking.announce, "everything written, not committed")  # type: ignore[attr-defined]


def prepare(clients: int) -> tuple[Slot, Slot]:
    """The unit, the hot time, a cold one to warm up with, and a person for each client."""
    now = datetime.now(UTC)
    if not CareUnit.objects.filter(hsa_id=UNIT).exists():
        CareGiver.objects.create(hsa_id="SE0000000099-G001", name="Hett", region="01")
        CareUnit.objects.create(
            hsa_id=UNIT,
            name="Hett",
            care_giver="SE0000000099-G001",
            region="01",
            municipality="0184",
            kind="x",
            phone="0",
        )
        ServiceArea.objects.create(unit=UNIT, region="00")
        born = datetime(1990, 1, 1, tzinfo=UTC).date()
        Person.objects.bulk_create(
            Person(id=UUID(int=number + 1), given_name="N", family_name="N", birth_date=born)
            for number in range(clients + 1)
        )
    own = uuid7().hex[-12:]
    nurse = Staff(
        hsa_id=f"SE-{own}",
        assignment="A",
        unit=UNIT,
        care_giver="SE0000000099-G001",
        purpose="care",
        name="N",
        role="N",
        roles=("booking_admin",),
    )
    grant = open_unit(actor=nurse, kinds=[KIND], now=now)
    kind = define_time_type(
        grant=grant, code=own, title_sv="H", title_en="H", minutes=30, is_open_to_residents=True, now=now
    )
    hours = datetime(2026, 1, 1, 8, tzinfo=UTC).time(), datetime(2026, 1, 1, 9, tzinfo=UTC).time()
    hot, cold = publish_times(
        grant=grant,
        publication=uuid7(),
        time_type=kind.id,
        on=(now + timedelta(days=7)).date(),
        begins=hours[0],
        ends=hours[1],
        minutes=30,
        place="",
        now=now,
    )
    return hot, cold


def run(clients: list[Client]) -> int:
    """Let all begin at once, start the killed ones again, and give back how many were killed."""
    gc.freeze()  # forks share what is never collected
    barrier = FORK.Barrier(len(clients))
    running = {client.start(barrier): client for client in clients}
    kills = 0
    while not all(client.answer.exists() for client in clients):
        wait([process.sentinel for process in running], timeout=0.05)
        for process in [process for process in running if process.exitcode is not None]:
            client = running.pop(process)
            kills += process.exitcode == -signal.SIGKILL
            running[client.start(None)] = client
    _all_answered.set()
    for process in running:
        process.join(PATIENCE)
    return kills


def outcome(clients: list[Client], slot: Slot, kills: int) -> dict[str, Any]:
    """Count the rows and the answers."""
    answers = [json.loads(client.answer.read_text()) for client in clients]
    told = [answer for answer, _ in answers]
    with house_scope():
        booked = [str(row.id) for row in Appointment.unguarded.filter(slot=slot.id, status="booked")]
    return {
        "appointments": len(booked),
        "claims": Claim.objects.filter(slot=slot.id, released_at=None).count(),
        "events": sum(
            OutboxEvent.objects.filter(name="booking.appointment_booked", fields__appointment=one).count()
            for one in booked
        ),
        "audited": sum(
            AuditEvent.objects.filter(event="booking.appointment_booked", details__appointment=one).count()
            for one in booked
        ),
        "winners": sum(answer.startswith("booked") for answer in told),
        "told_taken": told.count("taken"),
        "unclear": sum(answer.startswith("unclear") for answer in told),
        "kills": kills,
        "seconds": [seconds for _, seconds in answers],
    }


def main(arguments: list[str]) -> None:
    """Prepare, warm up, race, count."""
    count, act = int(arguments[0]), careless if "careless" in arguments else careful
    hot, cold = prepare(count)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        # What a served page has long behind it: compiled queries and imports, which every fork then shares.
        warm = Client(folder, count, cold, act)
        warm.token = folder / "warm.token"
        for step in _left.values():
            step.value = 0
        act(warm)
        connection.close()
        if act is careful:
            for step, times in STEPS.items():
                _left[step].value = times
            make_steps_deadly()
        clients = [Client(folder, number, hot, act) for number in range(count)]
        kills = run(clients)
        print(json.dumps(outcome(clients, hot, kills)))


if __name__ == "__main__":
    main(sys.argv[1:])
