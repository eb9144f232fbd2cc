"""The region's contact point: appointed, shown, vacant, and work for the operation while it is."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from uuid import UUID

import pytest
from django.test import Client

from conftest import TODAY, staff
from ingang.foundation.access.actions import open_job
from ingang.foundation.audit.models import AuditEvent
from ingang.foundation.people.models import Assignment
from ingang.foundation.personal.scope import house_scope
from ingang.foundation.regions.errors import NotRegionAdmin
from ingang.foundation.work_items.models import WorkItem
from ingang.kernel.grant import OPERATION
from ingang.services.region_admin.actions import VACANT, appoint_contact_point, watch_contact_points
from ingang.services.region_admin.contact_points import contact_state
from ingang.services.region_admin.errors import AppointedMeanwhile, NotACandidate

pytestmark = pytest.mark.django_db

Cast = Callable[[str], UUID]
LogInAs = Callable[..., Client]
HERE = "/personal/region/kontaktpunkt/"
YUSUF, SARA = staff("yusuf"), staff("sara", assignment=1)


def watch(now: datetime) -> int:
    return watch_contact_points(
        grant=open_job(name="region_admin.contact_points", kinds=("work_items.item",), now=now), now=now
    )


def appoint(now: datetime, *, seen: int = 0) -> None:
    appoint_contact_point(actor=YUSUF, holder=YUSUF.hsa_id, deputy=SARA.hsa_id, seen=seen, now=now)


def states_of_work(subject: str) -> list[str]:
    with house_scope():
        rows = WorkItem.unguarded.filter(kind=VACANT, subject=subject, unit=OPERATION)
        return [row.state for row in rows]


def test_appointing_shows_both_and_closes_the_work(
    cast: Cast, now: datetime, deliver: Callable[..., int], log_in_as: LogInAs
) -> None:
    first, again = watch(now), watch(now)
    before = states_of_work("01/0")
    page = log_in_as("yusuf").get(HERE).content.decode()

    answer = log_in_as("yusuf").post(HERE, {"holder": YUSUF.hsa_id, "deputy": SARA.hsa_id, "seen": "0"})
    deliver()

    state = contact_state(region="01", on=TODAY)
    assert (first, again) == (21, 0)
    assert "Uppdraget är ledigt" in page
    assert answer.status_code == 302
    assert (state.holder, state.deputy, state.is_vacant) == (YUSUF.name, SARA.name, False)
    assert (before, states_of_work("01/0")) == (["open"], ["done"])
    assert AuditEvent.objects.filter(event="region_admin.contact_appointed").count() == 1
    assert f"{YUSUF.name}, ersättare {SARA.name}" in log_in_as("yusuf").get("/personal/region/").content.decode()


def test_the_post_is_vacant_when_the_deputy_no_longer_works_there(cast: Cast, now: datetime) -> None:
    appoint(now)
    Assignment.objects.filter(staff=SARA.hsa_id).update(valid_until=TODAY)

    state = contact_state(region="01", on=TODAY)
    watch(now)

    assert (state.holder, state.deputy, state.is_vacant) == (YUSUF.name, "", True)
    assert states_of_work("01/1") == ["open"]


@pytest.mark.parametrize(
    ("holder", "deputy"), [(YUSUF.hsa_id, YUSUF.hsa_id), (YUSUF.hsa_id, "SE0000000040-S001"), ("", SARA.hsa_id)]
)
def test_only_two_people_of_the_unit_can_be_appointed(
    cast: Cast, now: datetime, log_in_as: LogInAs, holder: str, deputy: str
) -> None:
    with pytest.raises(NotACandidate):
        appoint_contact_point(actor=YUSUF, holder=holder, deputy=deputy, seen=0, now=now)

    assert log_in_as("yusuf").post(HERE, {"holder": holder, "deputy": deputy, "seen": "0"}).status_code == 400


def test_the_second_of_two_at_once_is_told(cast: Cast, now: datetime, log_in_as: LogInAs) -> None:
    appoint(now)

    with pytest.raises(AppointedMeanwhile):
        appoint(now + timedelta(minutes=1))
    answer = log_in_as("yusuf").post(HERE, {"holder": YUSUF.hsa_id, "deputy": SARA.hsa_id, "seen": "0"})

    assert answer.status_code == 409
    appoint(now, seen=1)


def test_others_than_the_regions_administrator_do_not_get_in(cast: Cast, now: datetime, log_in_as: LogInAs) -> None:
    assert log_in_as("sara").get(HERE).status_code == 403
    assert log_in_as("cleo").get(HERE).status_code == 404
    with pytest.raises(NotRegionAdmin):
        appoint_contact_point(actor=replace(YUSUF, roles=()), holder=YUSUF.hsa_id, deputy=SARA.hsa_id, seen=0, now=now)
