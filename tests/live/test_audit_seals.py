"""Whoever changes, removes or adds a sealed event is found, on both databases, by one who owns all of it."""

from collections.abc import Callable
from datetime import datetime, timedelta
from io import StringIO
from pathlib import Path
from uuid import UUID, uuid4

import psycopg
import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction

from ingang.foundation.audit.actions import record
from ingang.foundation.audit.models import AuditEvent, Seal, ShownPerson
from ingang.foundation.audit.roots import export_to_file
from ingang.foundation.audit.sealing import seal_events
from ingang.foundation.audit.signatures import seal_key
from ingang.foundation.audit.tables import add_partitions
from ingang.kernel.actor import Job
from tests.live.databases import OwnDatabase

pytestmark = pytest.mark.live

KEY = seal_key(secret="only-for-tests-and-long-enough-to-sign")
ALVA, BO = uuid4(), uuid4()


def write(now: datetime, *, count: int = 3, persons: tuple[UUID, ...] = (ALVA, BO)) -> None:
    """Record events, the last of them a list that showed two persons."""
    for _ in range(count - 1):
        record(event="access.person_opened", actor=Job(name="test"), person=ALVA, details={"x": "1"}, now=now)
    record(event="access.list_shown", actor=Job(name="test"), persons=persons, now=now)


def seal(now: datetime) -> Seal:
    """Seal what was written."""
    made = seal_events(key=KEY, now=now)
    assert made
    return made


@pytest.fixture
def sealed(database: OwnDatabase, now: datetime) -> OwnDatabase:
    """Three seals over three events each: numbers 1-3, 4-6 and 7-9."""
    for hour in range(3):
        write(now + timedelta(hours=hour))
        seal(now + timedelta(hours=hour))
    return database


def verdict(roots: Path | None = None) -> str:
    """What `ingang verify-audit` says, and how it ends."""
    said = StringIO()
    try:
        call_command("verify_audit", roots=roots, stdout=said)
    except CommandError as error:
        return said.getvalue() + str(error)
    return said.getvalue() + "exit 0"


def codes(said: str) -> set[str]:
    """The codes of all findings."""
    return {line.rpartition("[")[2].rstrip("]") for line in said.splitlines() if line.startswith("WRONG")}


def test_an_untouched_log_is_proven(sealed: OwnDatabase) -> None:
    said = verdict()

    assert "3 seals over 9 events; 0 events are not sealed yet." in said
    assert said.endswith("exit 0")


COLUMNS = "at, event, outcome, person, persons, kinds, purpose, ground, actor_kind, actor, actor_name, actor_role, "
COLUMNS += "acting_for, assignment, unit, care_giver, way, address, request_id, details"

TAMPERINGS = {
    "the actor of an event": ("UPDATE audit_auditevent SET actor = 'nobody' WHERE id = 5", {"rows_changed"}),
    "the person of an event": ("UPDATE audit_auditevent SET person = NULL WHERE id = 5", {"rows_changed"}),
    "the details of an event": (
        """UPDATE audit_auditevent SET details = '{"x": "2"}' WHERE id = 4""",
        {"rows_changed"},
    ),
    "an event removed": ("DELETE FROM audit_auditevent WHERE id = 5", {"rows_removed"}),
    "all events of a seal removed": (
        "DELETE FROM audit_auditevent WHERE id BETWEEN 4 AND 6",
        {"rows_removed"},
    ),
    "an index entry removed": ("DELETE FROM audit_shownperson WHERE event_id = 6", {"index_changed"}),
    "an index entry changed": (
        "UPDATE audit_shownperson SET person = '00000000000000000000000000000000' WHERE id = 3",
        {"index_changed"},
    ),
    "a seal in the middle removed": (
        "DELETE FROM audit_seal WHERE number = 2",
        {"seal_missing", "chain_broken", "window_gap"},
    ),
    "the first seal removed": (
        "DELETE FROM audit_seal WHERE number = 1",
        {"seal_missing", "chain_broken", "window_gap"},
    ),
    "the count of a seal": ("UPDATE audit_seal SET count = 2 WHERE number = 2", {"rows_inserted", "false_signature"}),
    "the time of a seal": (
        "UPDATE audit_seal SET at = '2020-01-01 00:00:00+00:00' WHERE number = 3",
        {"false_signature"},
    ),
    "a signature": ("UPDATE audit_seal SET signature = 'ff' WHERE number = 3", {"false_signature"}),
}


@pytest.mark.parametrize(("statement", "found"), TAMPERINGS.values(), ids=TAMPERINGS)
def test_tampering_is_found(statement: str, found: set[str], sealed: OwnDatabase) -> None:
    sealed.tamper(statement)

    said = verdict()

    assert codes(said) == found
    assert f"{len(found)} findings" in said


def test_an_event_added_under_an_old_seal_is_found(sealed: OwnDatabase) -> None:
    forged = f"INSERT INTO audit_auditevent (id, {COLUMNS}{{tx}}) SELECT {{id}}, {COLUMNS}{{tx}} FROM audit_auditevent"  # noqa: S608
    statement = forged.format(id="100", tx=", tx") if sealed.server else forged.format(id="0", tx="")
    sealed.tamper(f"{statement} WHERE id = 2")

    said = verdict()

    assert codes(said) == {"rows_inserted"}


def test_two_events_that_changed_places_are_found(sealed: OwnDatabase) -> None:
    move = "UPDATE audit_auditevent SET id = {} WHERE id = {};"
    sealed.tamper("".join(move.format(*pair) for pair in ((99, 5), (5, 6), (6, 99))))

    said = verdict()

    assert codes(said) == {"rows_changed", "index_changed"}


def test_a_forger_without_the_key_is_found(sealed: OwnDatabase, now: datetime) -> None:
    sealed.tamper("UPDATE audit_auditevent SET actor = 'nobody' WHERE id = 8; DELETE FROM audit_seal WHERE number = 3")
    seal_events(key=seal_key(secret="another secret that is long enough to use"), now=now)

    said = verdict()

    assert codes(said) == {"false_signature"}


CUT = "DELETE FROM audit_seal WHERE number = 3; DELETE FROM audit_shownperson WHERE event_id >= 7; "
CUT += "DELETE FROM audit_auditevent WHERE id >= 7"


def test_a_cut_end_is_found_by_the_exported_roots_alone(sealed: OwnDatabase, tmp_path: Path) -> None:
    roots = tmp_path / "roots.jsonl"
    export_to_file(path=roots)
    sealed.tamper(CUT)

    without, given = verdict(), verdict(roots)

    assert codes(without) == set()
    assert codes(given) == {"seal_removed"}
    assert "Seal 3 was exported and is gone from the database, with what it covered." in given


def test_an_end_that_was_written_anew_with_the_stolen_key_is_found_by_the_roots(
    sealed: OwnDatabase, tmp_path: Path, now: datetime
) -> None:
    roots = tmp_path / "roots.jsonl"
    export_to_file(path=roots)
    sealed.tamper(CUT)
    write(now)
    seal(now)

    said = verdict(roots)

    assert codes(said) == {"seal_replaced"}


def test_every_root_is_exported_once_and_in_order(sealed: OwnDatabase, tmp_path: Path, now: datetime) -> None:
    roots = tmp_path / "folder" / "roots.jsonl"
    first = export_to_file(path=roots)
    write(now)
    seal(now)

    second, third = export_to_file(path=roots), export_to_file(path=roots)

    assert (first, second, third) == (3, 1, 0)
    assert verdict(roots).endswith("exit 0")


@pytest.mark.parametrize("damage", [lambda text: text[:-20], lambda text: text + "nonsense\n"])
def test_a_damaged_file_of_roots_is_refused_in_a_sentence(
    damage: Callable[[str], str], sealed: OwnDatabase, tmp_path: Path
) -> None:
    roots = tmp_path / "roots.jsonl"
    export_to_file(path=roots)
    roots.write_text(damage(roots.read_text()))

    with pytest.raises(CommandError, match=r"Line \d of .* can not be read"):
        call_command("export_roots", to=roots, stdout=StringIO())

    assert "of the exported roots can not be read." in verdict(roots)


@pytest.mark.parametrize("table", ["audit_auditevent", "audit_shownperson", "audit_seal"])
@pytest.mark.parametrize("statement", ["DELETE FROM {}", "UPDATE {} SET at = at", "TRUNCATE {}"])
def test_the_database_refuses_to_change_the_log(table: str, statement: str, sealed: OwnDatabase) -> None:
    if statement.startswith("TRUNCATE") and not sealed.server:
        statement = "DELETE FROM {} WHERE 1"  # SQLite's way to say it

    with pytest.raises(DatabaseError), connection.cursor() as cursor:
        cursor.execute(statement.format(table))

    assert (AuditEvent.objects.count(), ShownPerson.objects.count(), Seal.objects.count()) == (9, 6, 3)


@pytest.mark.parametrize("partition", ["audit_auditevent_default", "audit_auditevent_{now:%Y%m}"])
@pytest.mark.parametrize("statement", ["DELETE FROM {}", "UPDATE {} SET at = at", "TRUNCATE {}"])
@pytest.mark.parametrize("database", ["postgresql"], indirect=True)
def test_the_owner_of_a_partition_is_refused_too(
    statement: str, partition: str, database: OwnDatabase, now: datetime
) -> None:
    assert database.server
    owner = database.server.address(database.name, role="ingang_owner")
    with psycopg.connect(owner) as direct, pytest.raises(psycopg.errors.InsufficientPrivilege, match="append-only"):
        direct.execute(statement.format(partition.format(now=datetime.now(now.tzinfo))))

    with (
        psycopg.connect(owner.replace("ingang_owner", "ingang_app", 1)) as direct,
        pytest.raises(psycopg.errors.InsufficientPrivilege, match="permission denied"),
    ):
        direct.execute(statement.format(partition.format(now=datetime.now(now.tzinfo))))


@pytest.mark.parametrize("database", ["postgresql"], indirect=True)
def test_an_event_that_is_committed_late_is_sealed_by_the_next_seal(database: OwnDatabase, now: datetime) -> None:
    late = connection.copy()
    with late.cursor() as cursor:
        cursor.execute("BEGIN")
        cursor.execute("SELECT nextval('audit_auditevent_id_seq'), pg_current_xact_id()")
        write(now)
        early = seal_events(key=KEY, now=now)
        cursor.execute(
            "INSERT INTO audit_auditevent (id, at, event, outcome, persons, kinds, purpose, ground, actor_kind, actor,"
            " actor_name, actor_role, assignment, unit, care_giver, way, address, request_id, details)"
            " VALUES (1, now(), 'x', 'done', '[]', '[]', '', '', '', '', '', '', '', '', '', '', '', '', '{}')"
        )
        cursor.execute("COMMIT")
    late.close()

    after = seal(now)

    assert early is None
    assert after.count == 4
    assert verdict().endswith("exit 0")


@pytest.mark.parametrize("database", ["postgresql"], indirect=True)
def test_the_serving_role_makes_the_coming_months_partitions(database: OwnDatabase, now: datetime) -> None:
    year_on = now + timedelta(days=400)

    made, again = add_partitions(connection, now=year_on), add_partitions(connection, now=year_on)
    record(event="access.person_opened", actor=Job(name="test"), now=year_on)

    assert (made, again) == (4, 0)
    with connection.cursor() as cursor:
        cursor.execute("SELECT tableoid::regclass::text FROM audit_auditevent")
        assert cursor.fetchall() == [(f"audit_auditevent_{year_on:%Y%m}",)]


@pytest.mark.parametrize("database", ["postgresql"], indirect=True)
def test_a_month_without_a_partition_loses_nothing(database: OwnDatabase, now: datetime) -> None:
    forgotten = now + timedelta(days=4000)
    record(event="access.person_opened", actor=Job(name="test"), now=forgotten)

    made = add_partitions(connection, now=forgotten)
    record(event="access.person_opened", actor=Job(name="test"), now=forgotten)

    assert made == 3
    assert AuditEvent.objects.filter(at=forgotten).count() == 2


def test_nothing_is_sealed_when_nothing_was_written(database: OwnDatabase, now: datetime) -> None:
    assert seal_events(key=KEY, now=now) is None
    assert not Seal.objects.exists()


def test_an_undone_change_leaves_no_event(database: OwnDatabase, now: datetime) -> None:
    with transaction.atomic():
        write(now)
        transaction.set_rollback(True)

    assert not AuditEvent.objects.exists()
