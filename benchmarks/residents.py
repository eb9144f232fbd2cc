"""Residents who are logged in, made in bulk: `python -m benchmarks.residents held 10000` prints their requests' keys.

Everything is written as the house itself writes it, but past its actions: a benchmark measures what comes after.
"""

import json
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, time, timedelta
from uuid import UUID

import django

django.setup()

from django.contrib.sessions.backends.db import SessionStore  # noqa: E402
from django.contrib.sessions.models import Session  # noqa: E402
from django.utils.crypto import get_random_string  # noqa: E402
from uuid6 import uuid7  # noqa: E402

from demo import numbers  # noqa: E402
from ingang.foundation.care_units.models import CareGiver, CareUnit  # noqa: E402
from ingang.foundation.entitlement.models import ServiceArea  # noqa: E402
from ingang.foundation.identity.models import LogIn  # noqa: E402
from ingang.foundation.identity.sessions import SESSION_KEY  # noqa: E402
from ingang.foundation.people.models import Person, PersonNumber  # noqa: E402
from ingang.foundation.personal.scope import house_scope  # noqa: E402
from ingang.kernel.identifiers import IdentifierKind  # noqa: E402
from ingang.services.booking.models import Appointment, Hold, Slot, SlotStatus, TimeType  # noqa: E402
from ingang.services.inbox.models import Category, Message, Reader  # noqa: E402

UNITS, KINDS_EACH, MINUTES = 50, 3, 15
CARE_GIVER, MUNICIPALITY, REGION = "SE0000000099-G001", "0184", "01"
BORN = datetime(1990, 1, 1, tzinfo=UTC).date()
MESSAGES, COMING = 12, 2
BATCH = 2000
LASTS = timedelta(hours=4)
"""How long the holds last and the log-ins count as just used: longer than any measurement."""


def write_units() -> list[TimeType]:
    """Units that offer kinds of time to residents; the first kind of each is the one that is booked."""
    CareGiver.objects.create(hsa_id=CARE_GIVER, name="Mätning", region=REGION)
    CareUnit.objects.bulk_create(
        CareUnit(
            hsa_id=f"SE0000000099-U{number:03}", name=f"Mottagning {number}", care_giver=CARE_GIVER, region=REGION,
            municipality=MUNICIPALITY, kind="vardcentral", phone="08-000 00 00",
        )
        for number in range(UNITS)
    )  # fmt: skip
    ServiceArea.objects.bulk_create(
        ServiceArea(unit=f"SE0000000099-U{number:03}", region="00") for number in range(UNITS)
    )
    kinds = [
        TimeType(
            unit=f"SE0000000099-U{number:03}", code=f"k{kind}", title_sv=f"Besök {kind}", title_en=f"Visit {kind}",
            minutes=MINUTES, cancel_until_hours=24, is_open_to_residents=True,
        )
        for number in range(UNITS)
        for kind in range(KINDS_EACH)
    ]  # fmt: skip
    TimeType.objects.bulk_create(kinds)
    return kinds[::KINDS_EACH]


def write_log_ins(count: int, *, now: datetime) -> Iterator[tuple[UUID, dict[str, str]]]:
    """So many residents with an open log-in each: the person, and the keys that her browser holds."""
    store = SessionStore()
    for begins in range(0, count, BATCH):
        persons = [
            Person(given_name=f"Invånare {number}", family_name="Mätt", birth_date=BORN, municipality=MUNICIPALITY)
            for number in range(begins, min(begins + BATCH, count))
        ]
        log_ins = [
            LogIn(person=one.id, issuer="bankid", assurance="loa3", started_at=now, last_active_at=now + LASTS)
            for one in persons
        ]
        keys = [{"session": get_random_string(32), "form_token": get_random_string(32)} for _ in persons]
        sessions = [
            Session(
                session_key=key["session"],
                session_data=store.encode({SESSION_KEY: str(log_in.id), "_csrftoken": key["form_token"]}),
                expire_date=now + timedelta(days=14),
            )
            for key, log_in in zip(keys, log_ins, strict=True)
        ]
        Person.objects.bulk_create(persons)
        LogIn.objects.bulk_create(log_ins)
        Session.objects.bulk_create(sessions)
        yield from ((one.id, key) for one, key in zip(persons, keys, strict=True))


def held(count: int, *, now: datetime) -> Iterator[dict[str, str]]:
    """So many free times, each of them in the hand of a resident of its own."""
    kinds = write_units()
    first_day = datetime.combine((now + timedelta(days=7)).date(), time(0, tzinfo=UTC))
    slots, holds, keys = [], [], []
    for number, (person, key) in enumerate(write_log_ins(count, now=now)):
        kind = kinds[number % UNITS]
        starts_at = first_day + timedelta(minutes=MINUTES * (number // UNITS))
        hold = Hold(id=uuid7(), person=person, unit=kind.unit, slot=uuid7(), held_until=now + LASTS)
        slots.append(
            Slot(
                id=hold.slot, unit=kind.unit, time_type=kind.id, starts_at=starts_at,
                ends_at=starts_at + timedelta(minutes=MINUTES), place="Rum 1", performer="SE0000000099-S001",
                performer_name="Sara Sköterska", publication=hold.id, status=SlotStatus.HELD, hold=hold.id,
                held_until=hold.held_until,
            )
        )  # fmt: skip
        holds.append(hold)
        keys.append(key | {"path": f"/min/tider/haller/{hold.id}/"})
    Slot.objects.bulk_create(slots, batch_size=BATCH)
    with house_scope():
        Hold.unguarded.bulk_create(holds, batch_size=BATCH)
    yield from keys


def readers(count: int, *, now: datetime) -> Iterator[dict[str, str]]:
    """So many residents with messages and coming times."""
    kinds, log_ins = write_units(), list(write_log_ins(count, now=now))
    messages = [_message(one, kinds[number], number, now) for one, _ in log_ins for number in range(MESSAGES)]
    coming = [_appointment(one, kinds[number], number, now) for one, _ in log_ins for number in range(COMING)]
    with house_scope():
        Message.unguarded.bulk_create(messages, batch_size=BATCH)
        Appointment.unguarded.bulk_create(coming, batch_size=BATCH)
    yield from (key for _, key in log_ins)


def _message(person: UUID, kind: TimeType, number: int, now: datetime) -> Message:
    """The four that came last are unread."""
    came = now - timedelta(days=number + 1)
    is_read, category = number >= 4, list(Category)[number % 4]
    return Message(
        person=person, unit=kind.unit, category=category, subject="Svar från oss", paragraphs=["Hej."],
        source="benchmark", source_id=str(number), received_at=came, visible_from=came,
        first_read_at=came if is_read else None, read_by=Reader.SELF if is_read else "",
    )  # fmt: skip


def _appointment(person: UUID, kind: TimeType, number: int, now: datetime) -> Appointment:
    starts_at = now + timedelta(days=7 + number)
    return Appointment(
        person=person, unit=kind.unit, slot=uuid7(), hold=uuid7(), time_type=kind.id, starts_at=starts_at,
        ends_at=starts_at + timedelta(minutes=MINUTES), place="Rum 1", performer_name="Sara Sköterska",
        booked_by="resident", booked_at=now,
    )  # fmt: skip


def journals(count: int, *, now: datetime) -> Iterator[dict[str, str]]:
    """So many residents with an identity number each, by which other systems know them."""
    log_ins = list(write_log_ins(count, now=now))
    PersonNumber.objects.bulk_create(
        PersonNumber(
            person=person,
            kind=IdentifierKind.PERSONNUMMER,
            value=numbers.test_number(BORN + timedelta(days=number), 238),
            valid_from=BORN,
        )
        for number, (person, _) in enumerate(log_ins)
    )
    yield from (key for _, key in log_ins)


KINDS = {"held": held, "readers": readers, "journals": journals}


if __name__ == "__main__":
    for line in KINDS[sys.argv[1]](int(sys.argv[2]), now=datetime.now(UTC)):
        print(json.dumps(line))
