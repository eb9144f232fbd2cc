"""What is hidden stays hidden in what is taken along, also what was hidden after the file was made."""

import json
from collections.abc import Callable
from datetime import datetime, timedelta
from uuid import UUID

import pytest

from ingang.foundation.care_units.models import CareUnit
from ingang.foundation.identity.keeping import Keeper
from ingang.foundation.personal.scope import house_scope
from ingang.foundation.records.models import Resource
from ingang.kernel.grant import Grant
from ingang.kernel.periods import local_date
from ingang.services.journal.models import DisclosureDecision, Form
from ingang.services.journal.release import ResultClass, When
from ingang.services.journal.release_choices import choose
from ingang.services.journal.taking.errors import ChangedMeanwhile, TakingMissing
from ingang.services.journal.taking.queries import takings
from ingang.services.journal.taking.tests.conftest import Connect
from ingang.services.journal.taking.tests.making import (
    UPPSALA,
    alvas,
    asked,
    bos,
    condition,
    content,
    keeper,
    made,
    server_of,
    uppsala,
    work,
)

pytestmark = pytest.mark.django_db

SENSITIVE = "SE0000000010-U003"
OTHER = "SE0000000510-U001"


@pytest.fixture
def bo(now: datetime) -> tuple[Grant, Keeper]:
    return bos(now), keeper("bo", now=now, acting_for="ella")


def by(unit: str, id: str, text: str) -> dict[str, object]:
    recorder = {"identifier": {"system": "urn:oid:1.2.752.29.4.19", "value": unit}, "display": "Enheten"}
    return condition(id, text, recorder=recorder)


@pytest.mark.parametrize("form", [Form.FHIR, Form.SUMMARY])
def test_a_guardians_file_holds_nothing_of_a_sensitive_unit_nor_of_what_is_hidden(
    now: datetime, connect: Connect, bo: tuple[Grant, Keeper], form: Form
) -> None:
    connect(uppsala(server_of(by(SENSITIVE, "1", "Hemligt"), by(OTHER, "2", "Öppet"), of="ella")))
    with house_scope():
        hidden = Resource.unguarded.filter(person=bo[0].person, type="Immunization").order_by("id")[0]
        Resource.unguarded.filter(id=hidden.id).update(hidden_from_guardian=True)

    found = made(grant=bo[0], keeper=bo[1], now=now, form=form).decode()

    assert "Öppet" in found
    assert "Hemligt" not in found
    assert f"/{hidden.type}/{hidden.logical_id}" not in found


def test_what_was_closed_after_the_file_was_made_is_not_handed_out(
    now: datetime, connect: Connect, bo: tuple[Grant, Keeper]
) -> None:
    connect()
    id_ = asked(grant=bo[0], keeper=bo[1], now=now)
    work(grant=bo[0], id=id_)
    assert content(grant=bo[0], keeper=bo[1], id=id_, now=now)
    with house_scope():
        shown = Resource.unguarded.filter(person=bo[0].person, type="Immunization").order_by("id")[0]
        Resource.unguarded.filter(id=shown.id).update(hidden_from_guardian=True)

    with pytest.raises(ChangedMeanwhile):
        content(grant=bo[0], keeper=bo[1], id=id_, now=now)


def test_a_unit_elsewhere_that_became_sensitive_closes_the_file_too(
    now: datetime, connect: Connect, bo: tuple[Grant, Keeper]
) -> None:
    connect(uppsala(server_of(by(OTHER, "2", "Öppet"), of="ella")))
    id_ = asked(grant=bo[0], keeper=bo[1], now=now)
    work(grant=bo[0], id=id_)
    assert content(grant=bo[0], keeper=bo[1], id=id_, now=now)
    unit = CareUnit.objects.get(hsa_id=SENSITIVE)
    unit.pk, unit.hsa_id = None, OTHER
    CareUnit.objects.filter(hsa_id=OTHER).delete()
    unit.save(force_insert=True)

    with pytest.raises(ChangedMeanwhile):
        content(grant=bo[0], keeper=bo[1], id=id_, now=now)


def test_what_care_withholds_is_in_no_file(now: datetime, connect: Connect) -> None:
    connect()
    grant = alvas(now)
    with house_scope():
        rows = Resource.unguarded.filter(person=grant.person, type="Condition").order_by("id")
        withheld = rows[0]
        Resource.unguarded.filter(id=withheld.id).update(is_withheld=True)

    found = json.loads(made(grant=grant, keeper=keeper("alva", now=now), now=now))

    ids = [one["resource"].get("id") for one in found["entry"]]
    assert withheld.logical_id not in ids


def test_one_reader_knows_nothing_of_anothers_files(
    now: datetime, connect: Connect, bo: tuple[Grant, Keeper], cast: Callable[[str], UUID]
) -> None:
    connect()
    id_ = asked(grant=bo[0], keeper=bo[1], now=now)
    own = alvas(now)

    assert [one.row.id for one in takings(grant=bo[0], keeper=bo[1])] == [id_]
    assert takings(grant=own, keeper=keeper("alva", now=now)) == []
    with pytest.raises(TakingMissing):
        content(grant=own, keeper=bo[1], id=id_, now=now)


def test_what_the_reader_has_put_off_is_left_out_and_said(now: datetime, connect: Connect) -> None:
    connect()
    grant = alvas(now)
    choose(grant=grant, choices={ResultClass.LABORATORY: When.SPOKEN}, now=now - timedelta(days=30))
    ids = {one.logical_id for one in _results(grant, since=now - timedelta(days=10))}
    assert ids

    found = json.loads(made(grant=grant, keeper=keeper("alva", now=now), now=now))

    outcome = found["entry"][0]["resource"]
    assert ids.isdisjoint({one["resource"].get("id") for one in found["entry"]})
    assert "Svar som du har valt att se senare är inte med." in [one["diagnostics"] for one in outcome["issue"]]


def test_what_a_care_giver_begins_to_hold_back_closes_the_files_that_are_made(now: datetime, connect: Connect) -> None:
    connect(uppsala(server_of(by(OTHER, "2", "Öppet"))))
    grant, browser = alvas(now), keeper("alva", now=now)
    id_ = asked(grant=grant, keeper=browser, now=now)
    work(grant=grant, id=id_)
    assert content(grant=grant, keeper=browser, id=id_, now=now)
    DisclosureDecision.objects.create(
        care_giver=UPPSALA, excluded_units=[OTHER], valid_from=local_date(now), decided_at=now, decided_by="x"
    )

    with pytest.raises(ChangedMeanwhile):
        content(grant=grant, keeper=browser, id=id_, now=now)
    assert "Öppet" not in made(grant=grant, keeper=browser, now=now).decode()


def _results(grant: Grant, *, since: datetime) -> list[Resource]:
    with house_scope():
        rows = Resource.unguarded.filter(person=grant.person, category="laboratory", happened_at__gt=since)
        return list(rows.order_by("id"))
