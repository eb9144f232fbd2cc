"""Reading what a region has switched on; it holds no personal data and needs no grant."""

from dataclasses import dataclass
from datetime import date

from ingang.foundation.regions.errors import UnknownSwitch
from ingang.foundation.regions.models import RegionSwitch
from ingang.kernel.registry import current
from ingang.kernel.service import Switch


@dataclass(frozen=True, kw_only=True)
class SwitchState:
    """One switch as it stands in a region on a day. `decided_from` is None where the default counts."""

    switch: Switch
    is_on: bool
    decided_from: date | None


def is_on(*, region: str, code: str, on: date) -> bool:
    """Whether the region has it on that day: its latest decision that has begun, or else the manifest's default.

    An empty region (a protected person's place is not known) has the defaults. Refuses a code that no manifest
    declares.
    """
    switch = current().switches.get(code)
    if switch is None:
        raise UnknownSwitch()
    return _state(switch, _latest_decision(region, code, on)).is_on


def switch_states(*, region: str, on: date) -> tuple[SwitchState, ...]:
    """Every switch as it stands in the region that day, in the order of the codes."""
    begun = RegionSwitch.objects.filter(region=region, valid_from__lte=on).order_by("valid_from", "id")
    latest = {row.code: row for row in begun}
    return tuple(_state(switch, latest.get(code)) for code, switch in sorted(current().switches.items()))


def _latest_decision(region: str, code: str, on: date) -> RegionSwitch | None:
    begun = RegionSwitch.objects.filter(region=region, code=code, valid_from__lte=on)
    return begun.order_by("-valid_from", "-id").first()


def _state(switch: Switch, decision: RegionSwitch | None) -> SwitchState:
    if decision is None:
        return SwitchState(switch=switch, is_on=switch.default, decided_from=None)
    return SwitchState(switch=switch, is_on=decision.is_on, decided_from=decision.valid_from)
