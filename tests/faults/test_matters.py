"""A message that one acts on shows how its matter stands now, never how it stood, and only buttons that work."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from uuid import UUID, uuid4

import pytest
from django.test import Client

from conftest import BJORKBACKEN, BVC, staff
from demo.cast import person_id
from ingang.foundation.access.actions import open_job, open_unit
from ingang.foundation.audit.models import AuditEvent
from ingang.foundation.personal.scope import house_scope
from ingang.services.booking.actions.publishing import define_time_type
from ingang.services.booking.models import KIND, Appointment, AppointmentStatus, Summons, SummonsState
from ingang.services.inbox.actions import Draft, receive_message
from ingang.services.inbox.models import Category
from ingang.ui.words import unbroken

LogInAs = Callable[..., Client]
SOON = timedelta(days=7)


@pytest.fixture
def kind(cast: Callable[[str], UUID], now: datetime) -> UUID:
    """A kind of time that may be cancelled and rebooked until a day before."""
    grant = open_unit(actor=staff("sara"), kinds=[KIND], now=now)
    return define_time_type(
        grant=grant, code="m", title_sv="Läkarbesök", title_en="Visit", minutes=15, cancel_until_hours=24,
        rebook_until_hours=24, is_open_to_residents=True, now=now,
    ).id  # fmt: skip


def booked(kind: UUID, starts_at: datetime, *, key: str = "alva", **columns: object) -> Appointment:
    with house_scope():
        row = Appointment(
            person=person_id(key), unit=BJORKBACKEN, slot=uuid4(), hold=uuid4(), time_type=kind, starts_at=starts_at,
            ends_at=starts_at + timedelta(minutes=15), performer_name="S", booked_by="resident", booked_at=starts_at,
            **columns,
        )  # fmt: skip
        row.save(force_insert=True)
    return row


def summoned(time_type: UUID, now: datetime, **columns: object) -> Summons:
    given = {"valid_until": date(2026, 12, 24), "kind": "open"} | columns
    with house_scope():
        row = Summons(
            person=person_id("alva"),
            unit=BJORKBACKEN,
            time_type=time_type,
            sent_at=now,
            sent_by="x",
            sender_name="x",
            **given,
        )
        row.save(force_insert=True)
    return row


def change(row: Appointment | Summons, **columns: object) -> None:
    with house_scope():
        type(row).unguarded.filter(id=row.id).update(**columns)


def told(now: datetime, *, key: str = "alva", unit: str = BJORKBACKEN, **about: object) -> str:
    """The address of a message about a booked time or a kallelse."""
    grant = open_job(name="inbox.hear", kinds=["inbox.message"], persons=[person_id(key)], now=now)
    starts_at = about.pop("starts_at", now)
    assert isinstance(starts_at, datetime)
    draft = Draft(
        unit=unit, category=Category.CONFIRMATION, subject="Hej", paragraphs=("Hej",), source="test",
        source_id=str(uuid4()), values={"starts_at": starts_at.isoformat()}, **about,
    )  # type: ignore[arg-type]  # fmt: skip
    return f"/min/inkorg/{receive_message(person=person_id(key), draft=draft, grant=grant, now=now)}/"


def page(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_booked_time_is_shown_as_it_stands_with_what_may_be_done(
    kind: UUID, log_in_as: LogInAs, now: datetime
) -> None:
    row = booked(kind, now + SOON)

    shown = page(log_in_as("alva"), told(now, appointment=row.id, starts_at=now + SOON))

    assert "Just nu: din tid" in shown
    assert "Torsdag 3 december kl. 12.00 hos Björkbackens vårdcentral: Läkarbesök." in shown
    for address in ("", "omboka/", "avboka/"):
        assert f'href="/min/tider/{row.id}/{address}"' in shown
    assert "Tiden har ändrats" not in shown


def test_a_time_that_moved_since_is_said_and_the_new_one_shown(kind: UUID, log_in_as: LogInAs, now: datetime) -> None:
    row = booked(kind, now + SOON)
    address = told(now, appointment=row.id, starts_at=now + SOON)
    change(row, starts_at=now + SOON + timedelta(days=1), ends_at=now + SOON + timedelta(days=1, minutes=15))

    shown = page(log_in_as("alva"), address)

    assert "Tiden har ändrats sedan meddelandet skrevs" in shown
    assert "Fredag 4 december kl. 12.00" in shown


def test_a_cancelled_time_has_no_buttons(kind: UUID, log_in_as: LogInAs, now: datetime) -> None:
    row = booked(kind, now + SOON)
    address = told(now, appointment=row.id, starts_at=now + SOON)
    change(row, status=AppointmentStatus.CANCELLED, cancelled_at=now, cancelled_by="staff")

    shown = page(log_in_as("alva"), address)

    assert "Just nu: tiden är avbokad" in shown
    assert f"/min/tider/{row.id}/" not in shown


def test_after_the_last_moment_a_time_can_only_be_seen(kind: UUID, log_in_as: LogInAs, now: datetime) -> None:
    row = booked(kind, now + timedelta(hours=5))

    shown = page(log_in_as("alva"), told(now, appointment=row.id, starts_at=row.starts_at))

    assert f'href="/min/tider/{row.id}/"' in shown
    assert "avboka/" not in shown
    assert "omboka/" not in shown


def test_an_open_kallelse_is_booked_from_and_confirmed_once(kind: UUID, log_in_as: LogInAs, now: datetime) -> None:
    row = summoned(kind, now)
    address, alva = told(now, summons=row.id), log_in_as("alva")
    place = f"/min/tider/kallelse/{row.id}/"

    before = page(alva, address)
    alva.post(place)
    after = page(alva, address)

    assert "Just nu: kallelsen väntar på ditt svar" in before
    assert "Välj en tid senast onsdag 23 december." in before
    assert f'<form method="post" action="{place}">' in before
    assert f'<form method="post" action="{place}">' not in after
    assert f'href="{place}"' in after


@pytest.mark.parametrize("state", [SummonsState.EXPIRED, SummonsState.WITHDRAWN])
def test_a_kallelse_that_is_over_says_whom_to_call(
    kind: UUID, log_in_as: LogInAs, now: datetime, state: SummonsState
) -> None:
    row = summoned(kind, now, state=state)

    shown = page(log_in_as("alva"), told(now, summons=row.id))

    assert "kallelsen kan inte längre besvaras här" in shown
    assert unbroken("08-465 004 00") in shown
    assert f"/kallelse/{row.id}/" not in shown


def test_an_answered_kallelse_shows_the_time_that_was_booked(kind: UUID, log_in_as: LogInAs, now: datetime) -> None:
    row = booked(kind, now + SOON)
    answered = summoned(kind, now, state=SummonsState.BOOKED, appointment=row.id, used_at=now)

    shown = page(log_in_as("alva"), told(now, summons=answered.id, starts_at=now + SOON))

    assert f'href="/min/tider/{row.id}/"' in shown


def test_a_kallelse_with_a_time_is_confirmed_rebooked_and_cancelled_from_the_message(
    kind: UUID, log_in_as: LogInAs, now: datetime
) -> None:
    row = booked(kind, now + SOON)
    given = summoned(kind, now, kind="timed", appointment=row.id)
    address, alva = told(now, summons=given.id, starts_at=now + SOON), log_in_as("alva")
    place = f"/min/tider/kallelse/{given.id}/"

    before = page(alva, address)
    alva.post(place)
    after = page(alva, address)

    assert f'<form method="post" action="{place}">' in before
    assert f'<form method="post" action="{place}">' not in after
    assert all(f'href="/min/tider/{row.id}/{way}/"' in after for way in ("omboka", "avboka"))


def test_what_nobody_has_any_more_shows_nothing_and_the_message_stays(
    kind: UUID, log_in_as: LogInAs, now: datetime
) -> None:
    shown = page(log_in_as("alva"), told(now, appointment=uuid4()))

    assert "Just nu" not in shown


@pytest.mark.parametrize("is_hidden", [True, False])
def test_a_time_hidden_from_a_guardian_shows_nothing_of_itself(
    kind: UUID, log_in_as: LogInAs, now: datetime, is_hidden: bool
) -> None:
    row = booked(kind, now + SOON, key="ella", hidden_from_guardian=is_hidden)
    address = told(now, key="ella", unit=BVC, appointment=row.id, starts_at=now + SOON)

    shown = page(log_in_as("bo", acting_for="ella"), address)

    assert ("Just nu" in shown) is (str(row.id) in shown) is not is_hidden


def test_a_fault_in_the_other_service_is_said_and_the_message_is_read(
    kind: UUID, log_in_as: LogInAs, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(**_: object) -> None:
        raise RuntimeError

    row = booked(kind, now + SOON)
    monkeypatch.setattr("ingang.services.booking.matters.booked_time", fails)

    shown = page(log_in_as("alva"), told(now, appointment=row.id))

    assert "läget kunde inte hämtas" in shown


def test_asking_how_it_stands_is_an_access_of_its_own(kind: UUID, log_in_as: LogInAs, now: datetime) -> None:
    row = booked(kind, now + SOON)

    page(log_in_as("alva"), told(now, appointment=row.id))

    openings = AuditEvent.objects.filter(event="access.person_opened", person=person_id("alva"))
    assert [event.kinds for event in openings.order_by("id")][-2:] == [["inbox.message"], [KIND]]
