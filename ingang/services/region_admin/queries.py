"""What the region's page shows: each service's settings on a day, one setting with its history, whom it touches."""

from dataclasses import dataclass
from datetime import date

from ingang.foundation.care_units.queries import care_units
from ingang.foundation.people.queries import count_registered, staff_names
from ingang.foundation.regions.models import RegionDecision
from ingang.foundation.regions.queries import (
    SettingState,
    decisions,
    planned_decisions,
    regions_that_decided,
    setting_states,
)
from ingang.kernel.registry import current, settings_of
from ingang.kernel.service import Setting


@dataclass(frozen=True, kw_only=True)
class ServiceSettings:
    """The settings of one service, by its title as a message id."""

    title: str
    states: tuple[SettingState, ...]


@dataclass(frozen=True, kw_only=True)
class SettingPage:
    """A setting today, what is planned, what was decided by whom, and how many other regions have decided."""

    state: SettingState
    plans: tuple[RegionDecision, ...]
    history: tuple[RegionDecision, ...]
    names: dict[str, str]
    seen: int
    regions: int


@dataclass(frozen=True, kw_only=True)
class Touched:
    """Whom a decision touches: units that are open, and people registered in the region, to whole hundreds."""

    units: int
    people: int


def settings_by_service(*, region: str, on: date) -> tuple[ServiceSettings, ...]:
    """Every setting as it stands that day, under the service that it belongs to. One query."""
    states = setting_states(region=region, on=on)
    return tuple(
        ServiceSettings(title=service.title, states=tuple(states[one.code] for one in settings))
        for service in current().services
        if (settings := settings_of(service))
    )


def setting_page(*, region: str, setting: Setting, today: date) -> SettingPage:
    """One setting of the region. The queries are as many whatever has been decided."""
    history = tuple(decisions(region=region, code=setting.code))
    return SettingPage(
        state=setting_states(region=region, on=today)[setting.code],
        plans=tuple(row for row in planned_decisions(region=region, on=today) if row.code == setting.code),
        history=history,
        names=staff_names(staff=frozenset(row.decided_by for row in history)),
        seen=len(history),
        regions=regions_that_decided(code=setting.code, on=today),
    )


def touched(*, region: str, on: date) -> Touched:
    """Whom a decision in the region touches."""
    return Touched(units=len(care_units(region=region, on=on)), people=round(count_registered(region=region), -2))
