"""Reading what a region has decided; it holds no personal data and needs no grant."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.utils import translation
from django.utils.translation import gettext

from ingang.foundation.personal.prepared import Prepared
from ingang.foundation.regions.errors import UnknownSetting
from ingang.foundation.regions.models import RegionDecision
from ingang.foundation.regions.rules import regions
from ingang.kernel.registry import current
from ingang.kernel.service import RegionText, Setting


@dataclass(frozen=True, kw_only=True)
class SettingState:
    """One setting as it stands in a region on a day: True or False, a number, or words by language.

    The value of a text is None where the default counts. `decision` is the latest that has begun, if any; it may
    itself say that the default counts.
    """

    setting: Setting
    value: Any
    decision: RegionDecision | None


def is_on(*, region: str, code: str, on: date) -> bool:
    """Whether the region has it on that day: its latest decision that has begun, or else the manifest's default.

    An empty region (a protected person's place is not known) has the defaults. Refuses a code that no manifest
    declares as a switch.
    """
    switch = current().switches.get(code)
    if switch is None:
        raise UnknownSetting()
    decided = _decided(region, code, on)
    return switch.default if decided is None else bool(decided)


def limit(*, region: str, code: str, on: date) -> int:
    """The number that counts in the region that day; the national default where it has decided none.

    A number outside what the manifest allows today is drawn to the nearest that it does allow. Refuses a code that
    no manifest declares as a limit.
    """
    declared = current().limits.get(code)
    if declared is None:
        raise UnknownSetting()
    decided = _decided(region, code, on)
    wanted = declared.default if decided is None else int(decided)
    return min(max(wanted, declared.least), declared.most)


def regions_with(*, code: str, on: date) -> frozenset[str]:
    """Every region that has the switch on that day, and the empty code of those whose region is not known: one query.

    Refuses a code that no manifest declares as a switch.
    """
    switch = current().switches.get(code)
    if switch is None:
        raise UnknownSetting()
    begun = RegionDecision.objects.filter(code=code, valid_from__lte=on, withdrawn_at=None)
    decided = dict(begun.order_by("valid_from", "number").values_list("region", "value"))
    codes = ("", *(one.code for one in regions()))
    return frozenset(one for one in codes if (switch.default if decided.get(one) is None else decided[one]))


def text(*, region: str, code: str, on: date, language: str) -> str:
    """The region's own words that day in the language, or else the manifest's: plain text, perhaps empty.

    Languages other than Swedish read the English words. Refuses a code that no manifest declares as a text.
    """
    declared = current().texts.get(code)
    if declared is None:
        raise UnknownSetting()
    decided = _decided(region, code, on)
    if decided is not None:
        return str(decided["sv" if language == "sv" else "en"])
    with translation.override(language):
        return gettext(declared.default) if declared.default else ""


def setting_states(*, region: str, on: date) -> dict[str, SettingState]:
    """Every setting as it stands in the region that day, by code in the order of the manifests. One query."""
    latest = {row.code: row for row in _begun(region, on)}
    return {code: _state(setting, latest.get(code)) for code, setting in current().settings.items()}


def _decided(region: str, code: str, on: date) -> Any:
    """The value that the region has decided, or None where the default counts."""
    latest = _LATEST.first(region=region, code=code, on=on) if region else None
    return latest.value if latest else None


def _begun(region: str, on: date) -> QuerySet[RegionDecision]:
    """The decisions that have begun, the one that counts last: for one day the later decision replaces the former."""
    begun = RegionDecision.objects.filter(region=region, valid_from__lte=on, withdrawn_at=None)
    return begun.order_by("valid_from", "number")


_LATEST = Prepared(lambda region, code, on: _begun(region, on).filter(code=code).reverse()[:1])


def _state(setting: Setting, decision: RegionDecision | None) -> SettingState:
    value = decision.value if decision else None
    if value is None and not isinstance(setting, RegionText):
        value = setting.default
    return SettingState(setting=setting, value=value, decision=decision)


def decisions(*, region: str, code: str) -> list[RegionDecision]:
    """Everything that the region has decided about the setting, the latest first; also what was taken back."""
    return list(RegionDecision.objects.filter(region=region, code=code).order_by("-number"))


def planned_decisions(*, region: str, on: date) -> list[RegionDecision]:
    """What the region has decided for later days and not taken back, the earliest first."""
    planned = RegionDecision.objects.filter(region=region, valid_from__gt=on, withdrawn_at=None)
    return list(planned.order_by("valid_from", "id"))


def regions_that_decided(*, code: str, on: date) -> int:
    """How many regions have something else than the national default that day."""
    begun = RegionDecision.objects.filter(code=code, valid_from__lte=on, withdrawn_at=None)
    latest = {row.region: row.value for row in begun.order_by("valid_from", "number")}
    return sum(value is not None for value in latest.values())
