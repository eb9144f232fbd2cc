"""What a plan may look like, when a status is too old to be trusted, and quarters of a year.

Phases, statuses and rules are those of records-identity-law section 11.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

ROADMAP_EDITOR = "roadmap_editor"
"""The role in an assignment that lets its holder edit the roadmap, its meetings, news and documents."""

MUNICIPALITY_ADMIN = "municipality_admin"
"""The role in an assignment that lets its holder answer for the municipality where its unit lies."""

STALE_AFTER = timedelta(days=90)
"""An older status is shown, and said to be old."""
WEEK = timedelta(days=7)


class Phase(StrEnum):
    """How far an initiative has come, the first phase first."""

    IDEA = "idea"
    PRESTUDY = "prestudy"
    INTENTION = "intention"
    DECIDED = "decided"
    DEVELOPMENT = "development"
    PILOT = "pilot"
    ROLLOUT = "rollout"
    MANAGEMENT = "management"
    CLOSED = "closed"


class State(StrEnum):
    """How it goes."""

    ON_PLAN = "on_plan"
    DELAYED = "delayed"
    AT_RISK = "at_risk"
    PAUSED = "paused"
    WAITING_FOR_LAW = "waiting_for_law"
    DONE = "done"
    CANCELLED = "cancelled"


class RegionState(StrEnum):
    """How far a region has come. One without a row has not answered, which is not the same as not begun."""

    NOT_STARTED = "not_started"
    INTEREST = "interest"
    DECIDED = "decided"
    PREPARING = "preparing"
    PILOT = "pilot"
    IN_USE = "in_use"
    NOT_APPLICABLE = "not_applicable"


class MilestoneKind(StrEnum):
    """What happens at a milestone."""

    DELIVERY = "delivery"
    DECISION = "decision"
    PILOT = "pilot"
    LEGAL = "legal"


class Goal(StrEnum):
    """The parts of the target for 2030 that an initiative serves."""

    GATHERING_PLACE = "gathering_place"
    RIGHT_CARE = "right_care"
    TOLD_ONCE = "told_once"
    OVERVIEW = "overview"
    REGIONAL_SERVICES = "regional_services"


class DocumentKind(StrEnum):
    """What a document is."""

    AGREEMENT = "agreement"
    DECISION = "decision"
    GUIDE = "guide"
    PLAN = "plan"
    REPORT = "report"
    NOTES = "notes"
    OTHER = "other"


class DocumentLanguage(StrEnum):
    """In which language a document is written; a text in one language stands as it is in both."""

    BOTH = "both"
    SWEDISH = "sv"
    ENGLISH = "en"


class Publication(StrEnum):
    """Who sees it: the editors, everybody, or the editors again."""

    DRAFT = "draft"
    PUBLISHED = "published"
    ARCHIVED = "archived"


class ChangeKind(StrEnum):
    """What was changed, as the history and the feed tell it."""

    PUBLISHED = "published"
    PHASE = "phase"
    STATE = "state"
    STARTS_ON = "starts_on"
    PLANNED_END = "planned_end"
    DELIVERED_ON = "delivered_on"
    MILESTONE_QUARTER = "milestone_quarter"
    MILESTONE_REACHED = "milestone_reached"
    REGION = "region"


DATES = (ChangeKind.STARTS_ON, ChangeKind.PLANNED_END, ChangeKind.DELIVERED_ON)
"""The days of an initiative: a new one needs a reason, and the old one is kept."""

NEXT: dict[Publication, Publication] = {
    Publication.DRAFT: Publication.PUBLISHED,
    Publication.PUBLISHED: Publication.ARCHIVED,
}


class Problem(StrEnum):
    """What is wrong with a plan."""

    END_BEFORE_START = "end_before_start"
    END_BEFORE_MILESTONE = "end_before_milestone"
    DELIVERY_MISSING = "delivery_missing"
    LAW_MISSING = "law_missing"
    REASON_MISSING = "reason_missing"


@dataclass(frozen=True, kw_only=True)
class Plan:
    """What the rules weigh of an initiative: its status, its days, and the law that it waits for."""

    state: str
    starts_on: date | None
    planned_end: date | None
    delivered_on: date | None
    law: str


def problem_of(*, plan: Plan, milestones: Iterable[date]) -> Problem | None:
    """The first thing that is wrong with the plan; None for a plan that may stand.

    `milestones` are the first days of the quarters in which its milestones are planned, or the days they were reached.
    """
    if plan.starts_on and plan.planned_end and plan.planned_end < plan.starts_on:
        return Problem.END_BEFORE_START
    if plan.planned_end and any(plan.planned_end < on for on in milestones):
        return Problem.END_BEFORE_MILESTONE
    if plan.state == State.DONE and plan.delivered_on is None:
        return Problem.DELIVERY_MISSING
    if plan.state == State.WAITING_FOR_LAW and not plan.law:
        return Problem.LAW_MISSING
    return None


def needs_reason(*, before: date | None, after: date | None) -> bool:
    """Whether a day was there and is another now: the first time that a day is set explains itself."""
    return before is not None and before != after


def is_stale(*, said_at: datetime | None, now: datetime) -> bool:
    """Whether a status was said so long ago that it may no longer be how it is."""
    return said_at is not None and now - said_at > STALE_AFTER


def quarter_of(on: date, /) -> date:
    """The first day of the quarter."""
    return date(on.year, on.month - (on.month - 1) % 3, 1)


def quarter_after(quarter: date, /, *, count: int = 1) -> date:
    """The first day of a later quarter, or with a negative count of an earlier one."""
    number = quarter.year * 4 + (quarter.month - 1) // 3 + count
    return date(number // 4, number % 4 * 3 + 1, 1)


def quarters(*, first: date, count: int) -> tuple[date, ...]:
    """So many quarters in a row."""
    return tuple(quarter_after(first, count=number) for number in range(count))


def reached_or_planned(*, quarter: date, reached_on: date | None) -> date:
    """Where a milestone stands in time."""
    return reached_on or quarter


def monday_of(on: date, /) -> date:
    """The Monday of the day's week."""
    return on - timedelta(days=on.weekday())
