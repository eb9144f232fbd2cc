"""The operation plans work, and calls it off."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from django.test import Client

from conftest import staff
from ingang.foundation.audit.models import AuditEvent
from ingang.foundation.systems.actions import Planned, call_off_maintenance, plan_maintenance
from ingang.foundation.systems.errors import MaintenanceOver, MaintenanceUnknown, NotOperation, SystemUnknown
from ingang.foundation.systems.models import Maintenance
from ingang.foundation.systems.queries import coming_maintenance

pytestmark = pytest.mark.django_db

LogIn = Callable[..., Client]
PAGE = "/personal/drift/planerat/"
FILLED = {
    "plan": "1", "about": "", "begins_at": "2026-12-01T22:00", "ends_at": "2026-12-02T02:00",
    "swedish": "Portalen uppdateras.", "english": "The portal is updated.",
}  # fmt: skip


def planned(now: datetime, **changes: object) -> Planned:
    ends = now + timedelta(hours=2)
    told: dict[str, object] = {
        "system": "", "begins_at": now, "ends_at": ends, "swedish": "Byte", "english": "Change", **changes,
    }  # fmt: skip
    return Planned(**told)  # type: ignore[arg-type]


def test_work_is_planned_in_swedish_time_and_recorded(log_in_as: LogIn) -> None:
    shown = log_in_as("otto").post(PAGE, FILLED, follow=True).content.decode()

    row = Maintenance.objects.get()
    assert (row.begins_at, row.ends_at) == (datetime(2026, 12, 1, 21, tzinfo=UTC), datetime(2026, 12, 2, 1, tzinfo=UTC))
    assert "Det står på den öppna sidan nu." in shown
    assert "Portalen uppdateras." in shown
    assert AuditEvent.objects.get(event="systems.maintenance_planned").details["maintenance"] == str(row.id)


@pytest.mark.parametrize(
    "wrong",
    [
        {"begins_at": ""}, {"begins_at": "tomorrow"}, {"ends_at": "2026-12-01T22:00"}, {"ends_at": "2027-02-01T00:00"},
        {"begins_at": "2026-11-01T00:00", "ends_at": "2026-11-02T00:00"}, {"begins_at": "2027-03-28T02:30"},
        {"swedish": ""}, {"english": "x" * 301}, {"swedish": "Ring 19430821-9817"}, {"about": "SE0-S0"},
        {"about": "part:fees"}, {"shown_at": "soon"}, {"shown_at": "0001-01-01T00:00"},
        {"shown_at": "2026-12-02T02:00"},
        {"begins_at": "0001-01-01T00:00"}, {"ends_at": "9999-12-31T23:59"},
    ],
)  # fmt: skip
def test_what_does_not_hold_together_plans_nothing(wrong: dict[str, str], log_in_as: LogIn) -> None:
    answer = log_in_as("otto").post(PAGE, {**FILLED, **wrong})

    assert answer.status_code == 400
    assert "Fel:" in answer.content.decode()
    assert not Maintenance.objects.exists()


def test_it_is_called_off_once(log_in_as: LogIn, now: datetime) -> None:
    otto = log_in_as("otto")
    plan_maintenance(actor=staff("otto"), planned=planned(now), now=now)
    row = Maintenance.objects.get()
    shown = otto.post(PAGE, {"call_off": str(row.id)}, follow=True).content.decode()

    assert "Det är inställt." in shown
    assert "Inget är planerat." in shown
    assert otto.post(PAGE, {"call_off": str(row.id)}).status_code == 409
    assert coming_maintenance(now=now, within=timedelta(days=1)) == []
    assert AuditEvent.objects.filter(event="systems.maintenance_called_off").count() == 1
    for other in (str(uuid4()), "x", ""):
        assert otto.post(PAGE, {"call_off": other}).status_code == 404


def test_what_is_over_is_neither_shown_nor_called_off(now: datetime, cast: object) -> None:
    plan_maintenance(actor=staff("otto"), planned=planned(now), now=now)
    later = now + timedelta(hours=2)

    assert coming_maintenance(now=later, within=timedelta(days=1)) == []
    with pytest.raises(MaintenanceOver):
        call_off_maintenance(actor=staff("otto"), id=Maintenance.objects.get().id, now=later)


def test_nobody_else_plans_and_no_unknown_system_is_planned_for(now: datetime, cast: object) -> None:
    with pytest.raises(NotOperation):
        plan_maintenance(actor=staff("sara"), planned=planned(now), now=now)
    with pytest.raises(NotOperation):
        call_off_maintenance(actor=staff("sara"), id=uuid4(), now=now)
    with pytest.raises(SystemUnknown):
        plan_maintenance(actor=staff("otto"), planned=planned(now, system="SE0-S0"), now=now)
    with pytest.raises(MaintenanceUnknown):
        call_off_maintenance(actor=staff("otto"), id=uuid4(), now=now)
    assert not Maintenance.objects.exists()


@pytest.mark.parametrize(("key", "status"), [("sara", 403), ("yusuf", 403), ("alva", 404), ("cleo", 404)])
def test_nobody_else_gets_in(key: str, status: int, log_in_as: LogIn) -> None:
    client = log_in_as(key)

    assert [client.get(PAGE).status_code, client.post(PAGE, FILLED).status_code] == [status] * 2
    assert not Maintenance.objects.exists()
