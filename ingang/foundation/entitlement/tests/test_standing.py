"""What a person is at units: every source, the guardian's view, and as many questions for many units as for one."""

from collections.abc import Callable
from datetime import datetime, timedelta
from uuid import UUID

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from conftest import BJORKBACKEN, BVC, resident
from demo.cast import UNITS, person_id
from ingang.foundation.access.actions import open_job, open_subject
from ingang.foundation.audit.models import AuditEvent
from ingang.foundation.entitlement.actions.noting import note_listing, say_need, say_own_need
from ingang.foundation.entitlement.errors import NeedUnknown, SelfInclusionClosed
from ingang.foundation.entitlement.models import Approval, Listing, ServiceArea
from ingang.foundation.entitlement.part import STANDING
from ingang.foundation.entitlement.standing import Asks, standings, tellable_needs
from ingang.foundation.entitlement.tests.conftest import LYKTAN, standing
from ingang.foundation.outbox.models import OutboxEvent
from ingang.foundation.personal.scope import house_scope
from ingang.kernel.grant import Grant
from ingang.kernel.periods import local_date

Cast = Callable[[str], UUID]
HOME_CARE = "SE0000000030-U001"


def own(key: str, now: datetime, kind: str = STANDING) -> Grant:
    return open_subject(actor=resident(key), kinds=[kind], now=now)


def job(key: str, now: datetime) -> Grant:
    return open_job(name="listing", kinds=[STANDING], persons=[person_id(key)], now=now)


def test_a_unit_without_an_area_is_for_those_it_has_approved(cast: Cast, now: datetime) -> None:
    assert [standing(key, now, unit=HOME_CARE).is_let_in for key in ("dagny", "alva")] == [True, False]


def test_who_moves_out_of_the_area_is_outside(cast: Cast, now: datetime) -> None:
    ServiceArea.objects.filter(unit=BVC).update(municipality="0180")

    assert not standing("alva", now, unit=BVC).is_let_in


def test_a_listing_lets_in_wherever_she_lives(cast: Cast, now: datetime) -> None:
    ServiceArea.objects.filter(unit=BJORKBACKEN).delete()

    assert [standing(key, now).is_let_in for key in ("alva", "cleo")] == [True, False]


def test_she_is_listed_at_one_unit_at_a_time(cast: Cast, now: datetime) -> None:
    today = local_date(now)
    for unit, day in ((BVC, today), (BVC, today), (BJORKBACKEN, today - timedelta(days=9))):
        note_listing(grant=job("alva", now), unit=unit, source="listing", valid_from=day, now=now)

    with house_scope():
        rows = list(Listing.unguarded.filter(person=person_id("alva")).order_by("valid_from"))
    assert [(row.unit, row.valid_until) for row in rows] == [(BJORKBACKEN, today), (BVC, None)]
    assert (standing("alva", now).is_listed, standing("alva", now, unit=BVC).is_listed) == (False, True)
    assert AuditEvent.objects.filter(event="entitlement.listing_noted", person=person_id("alva")).count() == 1
    told = [(one.name, one.fields) for one in OutboxEvent.objects.filter(person=person_id("alva"))]
    assert told == [("entitlement.listed", {"unit": BVC, "hidden_from_guardian": ""})]


def test_the_latest_word_about_a_need_counts_and_staffs_no_stands_over_hers(sara: Grant, now: datetime) -> None:
    person, seen = person_id("cleo"), []
    say_own_need(grant=own("cleo", now), unit=BJORKBACKEN, need="pregnancy", now=now)
    seen.append("pregnancy" in standing("cleo", now).needs)
    say_need(grant=sara, person=person, need="pregnancy", is_included=False, now=now + timedelta(seconds=1))
    seen.append("pregnancy" in standing("cleo", now).needs)
    with pytest.raises(SelfInclusionClosed):
        say_own_need(grant=own("cleo", now), unit=BJORKBACKEN, need="pregnancy", now=now + timedelta(seconds=2))
    say_need(grant=sara, person=person, need="pregnancy", is_included=True, now=now + timedelta(seconds=3))
    seen.append("pregnancy" in standing("cleo", now).needs)

    assert seen == [True, False, True]
    assert AuditEvent.objects.filter(event="entitlement.need_said", person=person).count() == 3


def test_nobody_tells_what_the_unit_does_not_ask(sara: Grant, now: datetime) -> None:
    for unit, need in ((BVC, "pregnancy"), (BJORKBACKEN, "prostate"), (BJORKBACKEN, "nothing")):
        with pytest.raises(SelfInclusionClosed):
            say_own_need(grant=own("cleo", now), unit=unit, need=need, now=now)
    with pytest.raises(NeedUnknown):
        say_need(grant=sara, person=person_id("cleo"), need="female", is_included=True, now=now)

    assert tellable_needs(grant=own("cleo", now), unit=BVC) == frozenset()


def test_what_a_unit_hides_from_guardians_lets_no_guardian_in(cast: Cast, now: datetime) -> None:
    ServiceArea.objects.filter(unit=LYKTAN).delete()
    with house_scope():
        Approval.unguarded.create(
            person=person_id("ella"), unit=LYKTAN, hidden_from_guardian=True, given_at=now, given_by="S", giver_name="S"
        )

    assert not standing("ella", now, unit=LYKTAN, by="bo").is_let_in


def test_many_units_take_as_many_questions_as_one(cast: Cast, now: datetime) -> None:
    grant, counts = own("alva", now, "booking.appointment"), []
    for units in ([HOME_CARE], [unit.hsa_id for unit in UNITS]):
        with CaptureQueriesContext(connection) as asked:
            found = standings(grant=grant, units=units, on=local_date(now))
        counts.append(sum(" FROM " in one["sql"] for one in asked))
        assert set(found) == set(units)

    assert counts == [6, 6]


def test_within_the_area_only_what_is_asked_for_is_read(cast: Cast, now: datetime) -> None:
    grant = own("alva", now)

    with CaptureQueriesContext(connection) as asked:
        standings(grant=grant, units=[BJORKBACKEN], asks=Asks(), on=local_date(now))

    assert sum("entitlement_" in one["sql"] or "people_person" in one["sql"] for one in asked) == 2
