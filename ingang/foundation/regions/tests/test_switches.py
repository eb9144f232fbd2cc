"""What a region has on, from which day, and who may decide it."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from uuid import UUID

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import override_settings
from django.urls import include, path
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from conftest import staff
from ingang.foundation.audit.models import AuditEvent
from ingang.foundation.regions.actions import switch
from ingang.foundation.regions.errors import NotRegionAdmin, SwitchInThePast, UnknownSwitch
from ingang.foundation.regions.links import link
from ingang.foundation.regions.models import RegionSwitch
from ingang.foundation.regions.queries import is_on, switch_states
from ingang.kernel.registry import ManifestError, Registry, current, install
from ingang.kernel.service import Audience, DataKind, Service, Switch

TODAY = date(2026, 11, 26)
YUSUF = staff("yusuf")


def fair() -> Service:
    """A service that regions turn on themselves, and that knows a page."""
    return Service(
        name="fair",
        title="Fair",
        audience=Audience.RESIDENT,
        switches=(
            Switch(code="fair.open", sentence="Open the fair", default=False),
            Switch(code="fair.rides", sentence="Have rides", default=True),
        ),
        switch="fair.open",
    )


@pytest.fixture(autouse=True)
def fair_in_the_house() -> Iterator[None]:
    before = current()
    install(Registry((*before.services, fair())))
    yield
    install(before)


def decide(code: str, is_on: bool, *, valid_from: date, region: str = "01") -> None:
    RegionSwitch.objects.create(region=region, code=code, is_on=is_on, valid_from=valid_from, decided_by="x")


@pytest.mark.django_db
@pytest.mark.parametrize(("code", "expected"), [("fair.open", False), ("fair.rides", True)])
def test_without_a_decision_the_manifests_default_counts(code: str, expected: bool) -> None:
    assert is_on(region="01", code=code, on=TODAY) is expected


@pytest.mark.django_db
def test_the_latest_decision_that_has_begun_counts_and_only_in_its_region() -> None:
    decide("fair.open", True, valid_from=TODAY)
    decide("fair.open", False, valid_from=TODAY + timedelta(days=7))

    assert not is_on(region="01", code="fair.open", on=TODAY - timedelta(days=1))
    assert is_on(region="01", code="fair.open", on=TODAY)
    assert is_on(region="01", code="fair.open", on=TODAY + timedelta(days=6))
    assert not is_on(region="01", code="fair.open", on=TODAY + timedelta(days=7))
    assert not is_on(region="03", code="fair.open", on=TODAY)


@pytest.mark.django_db
def test_a_person_whose_region_is_not_known_has_the_defaults() -> None:
    decide("fair.rides", False, valid_from=TODAY)

    assert is_on(region="", code="fair.rides", on=TODAY)


@pytest.mark.django_db
def test_a_switch_that_no_manifest_declares_is_refused() -> None:
    with pytest.raises(UnknownSwitch):
        is_on(region="01", code="fair.fireworks", on=TODAY)


@pytest.mark.django_db
def test_the_administrator_sees_every_switch_and_since_when_it_was_decided() -> None:
    decide("fair.open", True, valid_from=TODAY)

    states = {state.switch.code: state for state in switch_states(region="01", on=TODAY)}

    assert (states["fair.open"].is_on, states["fair.open"].decided_from) == (True, TODAY)
    assert (states["fair.rides"].is_on, states["fair.rides"].decided_from) == (True, None)


@pytest.mark.django_db
def test_the_regions_administrator_switches_and_it_is_recorded(now: datetime) -> None:
    switch(actor=YUSUF, code="fair.open", is_on=True, valid_from=TODAY, now=now)

    event = AuditEvent.objects.get()
    assert is_on(region="01", code="fair.open", on=TODAY)
    assert (event.event, event.actor) == ("regions.switched", YUSUF.hsa_id)
    assert event.details == {"region": "01", "code": "fair.open", "is_on": "True", "valid_from": "2026-11-26"}


@pytest.mark.django_db
def test_a_second_decision_for_the_same_day_replaces_the_first(now: datetime) -> None:
    for wanted in (True, False):
        switch(actor=YUSUF, code="fair.open", is_on=wanted, valid_from=TODAY, now=now)

    assert not is_on(region="01", code="fair.open", on=TODAY)
    assert AuditEvent.objects.count() == 2


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("actor", "code", "valid_from", "refusal"),
    [
        (staff("sara"), "fair.open", TODAY, NotRegionAdmin),
        (staff("vera"), "fair.open", TODAY, NotRegionAdmin),
        (replace(YUSUF, region=""), "fair.open", TODAY, NotRegionAdmin),
        (YUSUF, "fair.fireworks", TODAY, UnknownSwitch),
        (YUSUF, "fair.open", TODAY - timedelta(days=1), SwitchInThePast),
    ],
)
def test_nobody_else_no_unknown_switch_and_no_passed_day_is_accepted(
    actor: object, code: str, valid_from: date, refusal: type[Exception], now: datetime
) -> None:
    with pytest.raises(refusal):
        switch(actor=actor, code=code, is_on=True, valid_from=valid_from, now=now)  # type: ignore[arg-type]

    assert not RegionSwitch.objects.exists()


def test_a_manifest_can_not_name_a_switch_that_nobody_declares() -> None:
    kind = DataKind(code="fair.ticket", title="Ticket", switch="fair.closed")

    with pytest.raises(ManifestError):
        Registry((Service(name="fair", title="Fair", audience=Audience.RESIDENT, data_kinds=(kind,)),))


def ride(request: HttpRequest, ride: UUID) -> HttpResponse:
    return HttpResponse(str(ride))


fair_pages = ([path("fair/<uuid:ride>/", ride, name="ride")], "fair")
urlpatterns = [path("", include(fair_pages))]


@pytest.mark.django_db
@override_settings(ROOT_URLCONF=__name__)
def test_a_link_leads_somewhere_only_where_the_region_has_the_service_on() -> None:
    decide("fair.open", True, valid_from=TODAY)
    ride = UUID(int=1)

    assert link("fair", "ride", region="01", on=TODAY, ride=ride) == f"/fair/{ride}/"
    assert link("fair", "ride", region="03", on=TODAY, ride=ride) is None


@pytest.mark.django_db
def test_a_link_to_a_service_that_is_not_installed_leads_nowhere() -> None:
    assert link("circus", "start", region="01", on=TODAY) is None


class AnyHistoryOfDecisions(TestCase):
    """A property: whatever was decided when, the answer is the last decision's that had begun."""

    @given(decisions=st.dictionaries(st.integers(-400, 400), st.booleans(), max_size=8), asked=st.integers(-500, 500))
    def test_the_answer_is_that_of_the_last_decision_that_had_begun(
        self, decisions: dict[int, bool], asked: int
    ) -> None:
        for day, wanted in decisions.items():
            decide("fair.open", wanted, valid_from=TODAY + timedelta(days=day))

        begun = [day for day in decisions if day <= asked]
        expected = decisions[max(begun)] if begun else False
        assert is_on(region="01", code="fair.open", on=TODAY + timedelta(days=asked)) is expected
