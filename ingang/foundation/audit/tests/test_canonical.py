"""A row's bytes cover every field and do not depend on the database it was read from."""

from datetime import UTC, datetime, timedelta, timezone
from uuid import UUID

import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ingang.foundation.audit import merkle
from ingang.foundation.audit.canonical import content_of
from ingang.foundation.audit.models import AuditEvent, Seal
from ingang.foundation.audit.sealing import LEAF

AT = datetime(2026, 11, 26, 11, 0, 0, 5, tzinfo=UTC)
OTHER = UUID("01a20724-d602-7475-8aaa-ccba6d4e2e32")


def event(**changed: object) -> AuditEvent:
    """An event; with other values where they are given."""
    values = {
        "id": 1,
        "at": AT,
        "event": "x",
        "outcome": "done",
        "persons": ["b", "a"],
        "details": {"a": "1", "b": "2"},
    }
    return AuditEvent(**(values | changed))


CHANGES = {
    "id": 2,
    "at": AT + timedelta(microseconds=1),
    "person": OTHER,
    "acting_for": OTHER,
    "persons": ["a", "b"],
    "kinds": ["k"],
    "details": {"a": "1", "b": "3"},
}


@pytest.mark.parametrize("field", [field.attname for field in AuditEvent._meta.local_concrete_fields])
def test_a_change_of_any_field_changes_the_content(field: str) -> None:
    changed = event(**{field: CHANGES.get(field, "changed")})

    assert content_of(changed) != content_of(event())


def test_the_order_of_keys_and_the_time_zone_do_not_change_the_content() -> None:
    same = event(at=AT.astimezone(timezone(timedelta(hours=1))), details={"b": "2", "a": "1"})

    assert content_of(same) == content_of(event())


def test_what_is_left_out_does_not_change_the_content() -> None:
    first, second = Seal(number=1, at=AT, signature="a"), Seal(number=1, at=AT, signature="b")
    left_out = frozenset({"signature"})

    assert content_of(first, without=left_out) == content_of(second, without=left_out)
    assert content_of(first) != content_of(second)


def test_the_content_is_written_the_same_way_for_ever() -> None:
    seal = Seal(
        number=2, at=AT, window_from=1, window_until=9, count=3, root="r", previous_root="p", key="ö", signature="s"
    )

    assert (
        content_of(seal)
        == (
            "ingang audit 1\nat=32:2026-11-26T11:00:00.000005+00:00;count=1:3;key=2:ö;number=1:2;previous_root=1:p;"
            "root=1:r;signature=1:s;window_from=1:1;window_until=1:9;"
        ).encode()
    )


TEXTS = st.text(st.characters(exclude_characters="\x00", exclude_categories=["Cs"]), max_size=30)


@pytest.mark.slow
@given(
    at=st.datetimes(datetime(1990, 1, 1), datetime(2200, 1, 1), timezones=st.just(UTC)),  # noqa: DTZ001
    person=st.none() | st.uuids(),
    persons=st.lists(TEXTS, max_size=4),
    details=st.dictionaries(TEXTS, TEXTS, max_size=6),
    name=TEXTS,
)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=200)
def test_postgresql_hashes_a_row_as_we_do(
    db: None, at: datetime, person: UUID | None, persons: list[str], details: dict[str, str], name: str
) -> None:
    if connection.vendor != "postgresql":
        return
    row = AuditEvent.objects.create(at=at, event="x", person=person, persons=persons, details=details, actor_name=name)

    (leaf,) = AuditEvent.objects.filter(id=row.id).values_list(LEAF, flat=True)

    assert bytes(leaf) == merkle.leaf(content_of(AuditEvent.objects.get(id=row.id)))
