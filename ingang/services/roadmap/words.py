"""Codes as words, the language of the reader, and quarters and changes in words."""

from datetime import date, datetime
from typing import Any

from babel.dates import format_date
from django.utils.translation import get_language, gettext

from ingang.foundation.regions.rules import municipality, regions
from ingang.foundation.regions.rules import region as region_named
from ingang.kernel.identifiers.errors import UnknownMunicipality, UnknownRegion
from ingang.kernel.words import marked
from ingang.services.roadmap.models import Change, DocumentVersion
from ingang.services.roadmap.rules import (
    ChangeKind,
    DocumentKind,
    DocumentLanguage,
    Goal,
    MilestoneKind,
    Phase,
    Publication,
    RegionState,
    State,
)
from ingang.ui.values import Tone
from ingang.ui.words import day_in_words

LANGUAGES = ("sv", "en")
"""Of the pages, and of documents' files."""

PHASES: dict[str, str] = {
    Phase.IDEA: marked("Idea"),
    Phase.PRESTUDY: marked("Pre-study"),
    Phase.INTENTION: marked("Letter of intent"),
    Phase.DECIDED: marked("Decided"),
    Phase.DEVELOPMENT: marked("Being developed"),
    Phase.PILOT: marked("Tried by some"),
    Phase.ROLLOUT: marked("Being introduced"),
    Phase.MANAGEMENT: marked("In use and cared for"),
    Phase.CLOSED: marked("Brought to an end"),
}
STATES: dict[str, tuple[str, Tone]] = {
    State.ON_PLAN: (marked("On plan"), "success"),
    State.DELAYED: (marked("Delayed"), "warning"),
    State.AT_RISK: (marked("At risk"), "warning"),
    State.PAUSED: (marked("Paused"), "neutral"),
    State.WAITING_FOR_LAW: (marked("Waits for a law"), "info"),
    State.DONE: (marked("Delivered"), "success"),
    State.CANCELLED: (marked("Ended without delivery"), "error"),
}
REGION_STATES: dict[str, tuple[str, Tone]] = {
    RegionState.NOT_STARTED: (marked("Not begun"), "neutral"),
    RegionState.INTEREST: (marked("Interested"), "neutral"),
    RegionState.DECIDED: (marked("Has decided"), "info"),
    RegionState.PREPARING: (marked("Prepares"), "info"),
    RegionState.PILOT: (marked("Tries it"), "warning"),
    RegionState.IN_USE: (marked("In use"), "success"),
    RegionState.NOT_APPLICABLE: (marked("Does not concern the region"), "neutral"),
}
NO_ANSWER = marked("Has not answered")
KINDS: dict[str, str] = {
    MilestoneKind.DELIVERY: marked("Delivery"),
    MilestoneKind.DECISION: marked("Decision"),
    MilestoneKind.PILOT: marked("Trial"),
    MilestoneKind.LEGAL: marked("Law"),
}
GOALS: dict[str, str] = {
    Goal.GATHERING_PLACE: marked("The national gathering place"),
    Goal.RIGHT_CARE: marked("Guidance to the right care"),
    Goal.TOLD_ONCE: marked("What is told once is enough"),
    Goal.OVERVIEW: marked("All contacts in one overview"),
    Goal.REGIONAL_SERVICES: marked("The regions' own digital services are found"),
}
PUBLICATIONS: dict[str, str] = {
    Publication.DRAFT: marked("Draft"),
    Publication.PUBLISHED: marked("Published"),
    Publication.ARCHIVED: marked("Archived"),
}
DOCUMENT_KINDS: dict[str, str] = {
    DocumentKind.AGREEMENT: marked("Agreement"),
    DocumentKind.DECISION: marked("Decision"),
    DocumentKind.GUIDE: marked("Guide"),
    DocumentKind.PLAN: marked("Plan"),
    DocumentKind.REPORT: marked("Report"),
    DocumentKind.NOTES: marked("Notes"),
    DocumentKind.OTHER: marked("Other"),
}
DOCUMENT_LANGUAGES: dict[str, str] = {
    DocumentLanguage.BOTH: marked("Swedish and English"),
    DocumentLanguage.SWEDISH: marked("Swedish alone"),
    DocumentLanguage.ENGLISH: marked("English alone"),
}
SERVICES: dict[str, str] = {
    "consents": marked("The resident's consents"),
    "acting_for_others": marked("To act for another"),
    "fees": marked("High-cost protection"),
    "self_sampling": marked("Self-sampling"),
    "listing": marked("Choice of health centre"),
    "care_finder": marked("Units and what they offer"),
    "advice_line": marked("Advice by telephone"),
    "booking": marked("Times and bookings"),
    "journal": marked("The record"),
    "partners": marked("Services by others"),
}
CHANGED: dict[str, str] = {
    ChangeKind.PUBLISHED: marked("Published in the roadmap"),
    ChangeKind.PHASE: marked("Phase: %(before)s became %(after)s"),
    ChangeKind.STATE: marked("Status: %(before)s became %(after)s"),
    ChangeKind.STARTS_ON: marked("Start: %(before)s became %(after)s"),
    ChangeKind.PLANNED_END: marked("Planned end: %(before)s became %(after)s"),
    ChangeKind.DELIVERED_ON: marked("Delivered: %(before)s became %(after)s"),
    ChangeKind.MILESTONE_QUARTER: marked("%(milestone)s: %(before)s became %(after)s"),
    ChangeKind.MILESTONE_REACHED: marked("%(milestone)s was reached: %(after)s"),
    ChangeKind.REGION: marked("%(region)s: %(before)s became %(after)s"),
}


def is_swedish() -> bool:
    """Whether the reader reads Swedish; all others read the English words."""
    return get_language() == "sv"


def said(row: Any, name: str, /) -> str:
    """What a row says in the reader's language: `title` is its title_sv or title_en."""
    return str(getattr(row, f"{name}_sv" if is_swedish() else f"{name}_en"))


def text_of(version: DocumentVersion, /) -> str:
    """What a version says in the reader's language, or else in the one in which it was written."""
    return said(version, "text") or version.text_sv or version.text_en


def text_language(version: DocumentVersion, /) -> str:
    """The language in which it was written, where that is not the reader's; else empty."""
    return "" if said(version, "text") else ("en" if is_swedish() else "sv")


def state_words(code: str, /) -> str:
    """How an initiative goes."""
    return gettext(STATES[code][0])


def region_words(code: str, /) -> str:
    """How far a region has come; an empty code is a region that has not answered."""
    return gettext(REGION_STATES[code][0]) if code else gettext(NO_ANSWER)


def region_tone(code: str, /) -> Tone:
    """The tone that goes with the words."""
    return REGION_STATES[code][1] if code else "neutral"


def quarter_words(quarter: date, /) -> str:
    """ "kvartal 2 2027" """
    return gettext("quarter %(number)s %(year)s") % {"number": (quarter.month + 2) // 3, "year": quarter.year}


def day_words(on: date | None, now: datetime, /) -> str:
    """A day in words, or that there is none."""
    return day_in_words(value=on, now=now) if on else gettext("no day set")


def month_words(on: date | None, /) -> str:
    """ "juni 2024", as plans are told; or that there is none."""
    if on is None:
        return gettext("no day set")
    return str(format_date(on, format="MMMM y", locale="sv" if is_swedish() else "en_GB"))


def region_choices() -> list[tuple[str, str]]:
    """All 21 regions by code, in the order of their names."""
    return sorted(((one.code, one.name) for one in regions()), key=lambda one: one[1])


def region_name(code: str, /) -> str:
    """What a region calls itself; the code itself where no region has it any longer."""
    try:
        return region_named(code).name
    except UnknownRegion:
        return code


def place_name(code: str, /) -> str:
    """The name of a region or a municipality; the code itself where none has it any longer."""
    try:
        return municipality(code).name if len(code) > len("01") else region_name(code)
    except UnknownMunicipality:
        return code


def change_words(one: Change, /, *, now: datetime) -> str:
    """What was changed, as a sentence without the initiative's name."""
    values = {
        "before": _value_words(one, one.before, now),
        "after": _value_words(one, one.after, now),
        "region": place_name(one.municipality or one.region) if one.region else "",
        "milestone": said(one.milestone, "title") if one.milestone else "",
    }
    return gettext(CHANGED[one.kind]) % values


def _value_words(one: Change, value: str, now: datetime) -> str:
    if one.kind == ChangeKind.PHASE:
        return gettext(PHASES[value])
    if one.kind == ChangeKind.STATE:
        return state_words(value)
    if one.kind == ChangeKind.REGION:
        return region_words(value)
    if one.kind == ChangeKind.MILESTONE_QUARTER:
        return quarter_words(date.fromisoformat(value))
    if one.kind == ChangeKind.PUBLISHED:
        return ""
    return day_words(date.fromisoformat(value) if value else None, now)
