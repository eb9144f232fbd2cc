"""A real lock and a real crash in the middle of a request: people are told, nothing is half written, and it goes on."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from unittest.mock import patch

import psycopg
import pytest
from django.db import close_old_connections, connections
from django.db.backends.postgresql.base import DatabaseWrapper as AsksTheServer
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from demo.cast import person_id
from demo.nation import write_cast
from ingang.foundation.audit.models import AuditEvent
from ingang.foundation.identity.models import LogIn
from ingang.foundation.identity.sessions import SESSION_KEY
from ingang.foundation.personal.scope import house_scope
from ingang.services.booking import seeds
from ingang.services.booking.actions import booking
from ingang.services.booking.models import Appointment
from tests.live.databases import OwnDatabase

pytestmark = pytest.mark.live

WORDS = "Det här fungerar inte just nu"


@pytest.fixture
def alva(database: OwnDatabase) -> Client:
    """Alva's browser, which does not fall over with the server."""
    now = timezone.now()
    write_cast(now=now)
    log_in = LogIn.objects.create(
        person=person_id("alva"), issuer="test", assurance="loa3", started_at=now, last_active_at=now
    )
    client = Client(raise_request_exception=False)
    session = client.session
    session[SESSION_KEY] = str(log_in.id)
    session.save()
    return client


@pytest.fixture
def check(alva: Client) -> str:
    """The page on which she books the time that she holds."""
    place = seeds.samples(owner=person_id("alva"), now=timezone.now())["booking:check"]
    return reverse("booking:check", kwargs=place)


def booked() -> tuple[int, int]:
    """Her appointments, and the audit log's rows that tell of one."""
    with house_scope():
        return (
            Appointment.unguarded.filter(person=person_id("alva"), status="booked").count(),
            AuditEvent.objects.filter(event="booking.appointment_booked").count(),
        )


def test_a_booking_in_a_locked_database_is_answered_and_can_be_made_again(
    database: OwnDatabase, alva: Client, check: str
) -> None:
    before = booked()

    with locked(database):
        refused = alva.post(check)
    meanwhile = booked()
    again = alva.post(check)

    assert refused.status_code == 503
    assert WORDS in refused.content.decode()
    assert meanwhile == before
    assert again.status_code == 302
    assert booked() == (before[0] + 1, before[1] + 1)


@pytest.mark.parametrize("database", ["postgresql"], indirect=True)
def test_a_connection_that_dies_in_the_middle_of_a_booking_loses_and_doubles_nothing(
    database: OwnDatabase, alva: Client, check: str
) -> None:
    before, announce = booked(), booking.announce

    def killed_first(**told: Any) -> None:
        end_every_connection(database)
        announce(**told)

    with patch.object(booking, "announce", killed_first):
        refused = alva.post(check)
    close_old_connections()
    meanwhile = booked()
    again = alva.post(check)

    assert refused.status_code == 503
    assert WORDS in refused.content.decode()
    assert meanwhile == before
    assert again.status_code == 302
    assert booked() == (before[0] + 1, before[1] + 1)


@pytest.mark.parametrize("database", ["postgresql"], indirect=True)
def test_a_connection_that_the_server_ended_between_two_requests_is_noticed_by_nobody(
    database: OwnDatabase, alva: Client, check: str
) -> None:
    before = booked()
    close_old_connections()

    end_every_connection(database)
    close_old_connections()
    answer = alva.post(check)

    assert answer.status_code == 302
    assert booked() == (before[0] + 1, before[1] + 1)


@pytest.mark.parametrize("database", ["postgresql"], indirect=True)
def test_a_connection_that_stands_is_used_again_without_asking_the_server(database: OwnDatabase) -> None:
    connection = connections["default"]
    connection.ensure_connection()
    before = connection.connection
    close_old_connections()

    with patch.object(AsksTheServer, "is_usable", return_value=True) as asking, connection.cursor() as cursor:
        cursor.execute("SELECT 1")

    assert connection.connection is before
    assert asking.call_count == 0


def end_every_connection(database: OwnDatabase) -> None:
    """As a failover would."""
    assert database.server
    ours = f"datname = '{database.name}'"
    database.server.sql(f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE {ours}")  # noqa: S608


@contextmanager
def locked(database: OwnDatabase) -> Iterator[None]:
    """Somebody else keeps everybody from writing, for longer than we wait."""
    connection = connections["default"]
    if database.server:
        with connection.cursor() as cursor:
            cursor.execute("SET lock_timeout = '300ms'")
        with psycopg.connect(host=str(database.server.folder), user="postgres", dbname=database.name) as other:
            other.execute("LOCK TABLE audit_auditevent IN SHARE MODE")
            yield
        return
    connection.close()
    connection.settings_dict["OPTIONS"]["timeout"] = 0.3
    assert database.path
    blocker = sqlite3.connect(database.path)
    blocker.execute("BEGIN EXCLUSIVE")
    try:
        yield
    finally:
        blocker.rollback()
        blocker.close()
