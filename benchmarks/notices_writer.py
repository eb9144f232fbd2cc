"""Writes notices to as many residents: `python -m benchmarks.notices_writer COUNT PUSH_ORIGIN`; prints them as JSON.

Nine in ten have a mail address; of the others every second has a number and every second a browser. One in five
notices tells of a message that can be read a little later only.
"""

import json
import sys
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from itertools import islice
from uuid import uuid4

import django

CODE, KIND = "inbox.new_message", "inbox.message"
LATER = timedelta(seconds=20)
CHUNK = 5_000


def main(count: int, origin: str) -> None:
    """Write them, a few thousand in each transaction, as a region that writes to everybody would."""
    from django.utils import timezone

    now = timezone.now()
    written = _written(count, origin, now)
    told = []
    while chunk := list(islice(written, CHUNK)):
        told += _store(chunk)
    print(json.dumps(told))


def _written(count: int, origin: str, now: datetime) -> Iterator[tuple[object, object, object]]:
    from demo.simulators.push.browser import Browser, encoded
    from ingang.foundation.notifications.models import Device, Notice
    from ingang.foundation.people.models import ContactWay, Person

    for number in range(count):
        person = Person(given_name="Bänk", family_name=str(number), birth_date=date(1980, 1, 1))
        channel = {0: "sms", 5: "push"}.get(number % 20, "mail")
        way: ContactWay | Device
        if channel == "push":
            browser = Browser(str(number))
            way = Device(
                person=person.id, log_in=uuid4(), endpoint=f"{origin}/push/{number}", added_at=now,
                key=encoded(browser.public_key), auth=encoded(browser.auth),
            )  # fmt: skip
        else:
            address = f"+4670{number:07}" if channel == "sms" else f"nr{number}@bench.example"
            way = ContactWay(person=person.id, channel=channel, address=address, verified_at=now)
        readable_from = now + (LATER if number % 5 == 0 else timedelta(0))
        notice = Notice(
            person=person.id, recipient=person.id, code=CODE, kind=KIND, about=uuid4(), channel=channel,
            device=str(way.id) if channel == "push" else "", written_at=now, readable_from=readable_from,
            not_before=readable_from,
        )  # fmt: skip
        yield person, way, notice


def _store(chunk: list[tuple[object, object, object]]) -> list[dict[str, str]]:
    from ingang.foundation.notifications.models import Device, Notice
    from ingang.foundation.people.models import ContactWay, Person
    from ingang.foundation.personal.scope import house_scope

    people, ways, notices = (list(each) for each in zip(*chunk, strict=True))
    with house_scope():
        Person.objects.bulk_create(people)  # type: ignore[arg-type]
        ContactWay.unguarded.bulk_create([way for way in ways if isinstance(way, ContactWay)])
        Device.unguarded.bulk_create([way for way in ways if isinstance(way, Device)])
        Notice.unguarded.bulk_create(notices)  # type: ignore[arg-type]
    return [
        {
            "id": str(notice.id),
            "channel": notice.channel,
            "address": getattr(way, "address", ""),
            "readable_from": notice.readable_from.isoformat(),
        }
        for _, way, notice in chunk
        if isinstance(notice, Notice)
    ]


if __name__ == "__main__":
    django.setup()
    main(int(sys.argv[1]), sys.argv[2])
