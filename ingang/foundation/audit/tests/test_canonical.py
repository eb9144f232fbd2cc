"""A row's bytes cover every field and do not depend on the database it was read from."""

from datetime import UTC, datetime, timedelta, timezone
from uuid import UUID

import pytest

from ingang.foundation.audit.canonical import content_of
from ingang.foundation.audit.models import AuditEvent, Seal

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

    assert content_of(seal) == (
        b'ingang audit 1\n{"at":"2026-11-26T11:00:00.000005+00:00","count":3,"key":"\\u00f6","number":2,'
        b'"previous_root":"p","root":"r","signature":"s","window_from":1,"window_until":9}'
    )
