"""What a region has on, from which day, and links that obey it."""

from datetime import date, timedelta
from uuid import UUID

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import override_settings
from django.urls import include, path
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from ingang.foundation.regions.errors import UnknownSetting
from ingang.foundation.regions.links import link
from ingang.foundation.regions.models import RegionDecision
from ingang.foundation.regions.queries import is_on, setting_states
from ingang.foundation.regions.tests.conftest import TODAY, Decided
from ingang.kernel.periods import start_of_day
from ingang.kernel.registry import ManifestError, Registry
from ingang.kernel.service import Audience, DataKind, Service


@pytest.mark.django_db
@pytest.mark.parametrize(("code", "expected"), [("fair.open", False), ("fair.rides", True)])
def test_without_a_decision_the_manifests_default_counts(code: str, expected: bool) -> None:
    assert is_on(region="01", code=code, on=TODAY) is expected


def test_the_latest_decision_that_has_begun_counts_and_only_in_its_region(decided: Decided) -> None:
    decided("fair.open", True)
    decided("fair.open", False, valid_from=TODAY + timedelta(days=7))

    assert not is_on(region="01", code="fair.open", on=TODAY - timedelta(days=1))
    assert is_on(region="01", code="fair.open", on=TODAY)
    assert is_on(region="01", code="fair.open", on=TODAY + timedelta(days=6))
    assert not is_on(region="01", code="fair.open", on=TODAY + timedelta(days=7))
    assert not is_on(region="03", code="fair.open", on=TODAY)


def test_a_region_can_go_back_to_the_default(decided: Decided) -> None:
    decided("fair.rides", False)
    decided("fair.rides", None, valid_from=TODAY + timedelta(days=1))

    assert not is_on(region="01", code="fair.rides", on=TODAY)
    assert is_on(region="01", code="fair.rides", on=TODAY + timedelta(days=1))


def test_a_person_whose_region_is_not_known_has_the_defaults(decided: Decided) -> None:
    decided("fair.rides", False)

    assert is_on(region="", code="fair.rides", on=TODAY)


@pytest.mark.django_db
@pytest.mark.parametrize("code", ["fair.fireworks", "fair.laps", "fair.sign", ""])
def test_a_switch_that_no_manifest_declares_is_refused(code: str) -> None:
    with pytest.raises(UnknownSetting):
        is_on(region="01", code=code, on=TODAY)


def test_the_administrator_sees_every_setting_and_since_when_it_was_decided(decided: Decided) -> None:
    decided("fair.open", True)

    states = setting_states(region="01", on=TODAY)

    assert states["fair.open"].value is True
    assert states["fair.open"].decision == RegionDecision.objects.get()
    assert (states["fair.rides"].value, states["fair.rides"].decision) == (True, None)
    assert (states["fair.laps"].value, states["fair.sign"].value) == (3, None)


def test_a_manifest_can_not_name_a_switch_that_nobody_declares() -> None:
    kind = DataKind(code="fair.ticket", title="Ticket", switch="fair.closed")

    with pytest.raises(ManifestError):
        Registry((Service(name="fair", title="Fair", audience=Audience.RESIDENT, data_kinds=(kind,)),))


def ride(request: HttpRequest, ride: UUID) -> HttpResponse:
    return HttpResponse(str(ride))


fair_pages = ([path("fair/<uuid:ride>/", ride, name="ride")], "fair")
urlpatterns = [path("", include(fair_pages))]


@override_settings(ROOT_URLCONF=__name__)
def test_a_link_leads_somewhere_only_where_the_region_has_the_service_on(decided: Decided) -> None:
    decided("fair.open", True)
    ride = UUID(int=1)

    assert link("fair", "ride", region="01", on=TODAY, ride=ride) == f"/fair/{ride}/"
    assert link("fair", "ride", region="03", on=TODAY, ride=ride) is None


@pytest.mark.django_db
def test_a_link_to_a_service_that_is_not_installed_leads_nowhere() -> None:
    assert link("circus", "start", region="01", on=TODAY) is None


class AnyHistoryOfDecisions(TestCase):
    """A property: whatever was decided for which day, in whatever order, the answer is that of the last day begun."""

    @given(
        decisions=st.lists(st.tuples(st.integers(-400, 400), st.booleans()), max_size=8), asked=st.integers(-500, 500)
    )
    def test_the_answer_is_that_of_the_last_decision_that_had_begun(
        self, decisions: list[tuple[int, bool]], asked: int
    ) -> None:
        for number, (day, wanted) in enumerate(decisions, start=1):
            _row(number, TODAY + timedelta(days=day), wanted)

        begun = [(day, number, wanted) for number, (day, wanted) in enumerate(decisions) if day <= asked]
        expected = max(begun)[2] if begun else False
        assert is_on(region="01", code="fair.open", on=TODAY + timedelta(days=asked)) is expected


def _row(number: int, valid_from: date, value: bool) -> None:
    RegionDecision.objects.create(
        region="01", code="fair.open", number=number, value=value, valid_from=valid_from, decided_by="x",
        decided_at=start_of_day(valid_from),
    )  # fmt: skip
