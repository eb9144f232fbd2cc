"""What the editors do with initiatives and their milestones."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction

from ingang.foundation.audit.actions import record
from ingang.kernel.actor import Staff
from ingang.services.roadmap.actions.saving import check_editor, next_publication, save_at, told
from ingang.services.roadmap.errors import BY_PROBLEM, QuarterAfterEnd, ReasonMissing, SlugTaken
from ingang.services.roadmap.models import Change, Initiative, Milestone
from ingang.services.roadmap.queries import any_initiative, milestone
from ingang.services.roadmap.rules import (
    DATES,
    ChangeKind,
    Plan,
    Publication,
    needs_reason,
    problem_of,
    quarter_of,
    reached_or_planned,
)

REASONS = ("reason_sv", "reason_en")


def check_initiative(*, before: Initiative | None, values: Mapping[str, Any]) -> None:
    """Refuse a plan that breaks a rule, and a day that changes without a reason in both languages."""
    plan = Plan(
        state=values["state"],
        starts_on=values["starts_on"],
        planned_end=values["planned_end"],
        delivered_on=values["delivered_on"],
        law=values["law_sv"] and values["law_en"],
    )
    stands = before.milestones.all() if before else ()
    problem = problem_of(plan=plan, milestones=[_stands_on(one) for one in stands])
    if problem:
        raise BY_PROBLEM[problem]()
    moved = before and any(needs_reason(before=getattr(before, kind), after=values[kind]) for kind in DATES)
    if moved and not all(values.get(name) for name in REASONS):
        raise ReasonMissing()


@transaction.atomic
def add_initiative(*, actor: Staff, values: Mapping[str, Any], now: datetime) -> Initiative:
    """Write a new initiative as a draft. Records roadmap.added.

    Refuses an actor without the role, an address that is taken, and a plan that breaks a rule.
    """
    check_editor(actor=actor)
    check_initiative(before=None, values=values)
    kept = _without_reasons(values)
    row = Initiative(**kept, said_at=now, changed_at=now, changed_by=actor.hsa_id)
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:
        raise SlugTaken() from None
    record(event="roadmap.added", actor=actor, now=now, details=told(kind="initiative", id=row.id))
    return row


@transaction.atomic
def change_initiative(*, actor: Staff, slug: str, seen: int, values: Mapping[str, Any], now: datetime) -> None:
    """Say something else of an initiative, and keep each changed day, phase and status with its reason.

    Saying the same status again makes it fresh. Records roadmap.changed. Refuses an actor without the role, an
    initiative that there is not, a version that a colleague has changed, and a plan that breaks a rule.
    """
    check_editor(actor=actor)
    before = any_initiative(slug=slug)
    check_initiative(before=before, values=values)
    kept = _without_reasons(values)
    save_at(row=before, seen=seen, values={**kept, "said_at": now}, actor=actor, now=now)
    reasons = {name: values.get(name, "") for name in REASONS}
    for kind in (ChangeKind.PHASE, ChangeKind.STATE, *DATES):
        old, new = _code(getattr(before, kind)), _code(values[kind])
        if old != new:
            _keep(before, kind, old, new, actor, now, reasons=reasons)
    record(event="roadmap.changed", actor=actor, now=now, details=told(kind="initiative", id=before.id))


@transaction.atomic
def publish_initiative(*, actor: Staff, slug: str, seen: int, now: datetime) -> None:
    """Publish a draft, or archive what is published. Records roadmap.published.

    Refuses an actor without the role, a version that a colleague has changed, and what is archived.
    """
    check_editor(actor=actor)
    row = any_initiative(slug=slug)
    after = next_publication(now_at=row.publication)
    save_at(row=row, seen=seen, values={"publication": after}, actor=actor, now=now)
    if after is Publication.PUBLISHED:
        _keep(row, ChangeKind.PUBLISHED, "", "", actor, now)
    record(event="roadmap.published", actor=actor, now=now, details=told(kind="initiative", id=row.id, to=after))


def check_milestone(*, initiative: Initiative, before: Milestone | None, values: Mapping[str, Any]) -> None:
    """Refuse a milestone after the initiative's planned end, and another quarter without a reason."""
    on = reached_or_planned(quarter=values["quarter"], reached_on=values["reached_on"])
    if initiative.planned_end and on > initiative.planned_end:
        raise QuarterAfterEnd()
    moved = before and needs_reason(before=before.quarter, after=values["quarter"])
    if moved and not all(values.get(name) for name in REASONS):
        raise ReasonMissing()


@transaction.atomic
def add_milestone(*, actor: Staff, slug: str, values: Mapping[str, Any], now: datetime) -> Milestone:
    """Add a milestone. Records roadmap.added. Refuses an actor without the role, and one after the planned end."""
    check_editor(actor=actor)
    initiative = any_initiative(slug=slug)
    check_milestone(initiative=initiative, before=None, values=values)
    row = Milestone(initiative=initiative, changed_at=now, changed_by=actor.hsa_id, **_without_reasons(values))
    row.save(force_insert=True)
    record(event="roadmap.added", actor=actor, now=now, details=told(kind="milestone", id=row.id))
    return row


@transaction.atomic
def change_milestone(*, actor: Staff, id: UUID, seen: int, values: Mapping[str, Any], now: datetime) -> None:
    """Move a milestone, or say that it is reached; the old quarter and the reason are kept. Records roadmap.changed.

    Refuses an actor without the role, a version that a colleague has changed, and one after the planned end.
    """
    check_editor(actor=actor)
    before = milestone(id=id)
    check_milestone(initiative=before.initiative, before=before, values=values)
    save_at(row=before, seen=seen, values=_without_reasons(values), actor=actor, now=now)
    reasons = {name: values.get(name, "") for name in REASONS}
    days = {ChangeKind.MILESTONE_QUARTER: "quarter", ChangeKind.MILESTONE_REACHED: "reached_on"}
    for kind, name in days.items():
        old, new = _code(getattr(before, name)), _code(values[name])
        if old != new:
            _keep(before.initiative, kind, old, new, actor, now, milestone=before, reasons=reasons)
    record(event="roadmap.changed", actor=actor, now=now, details=told(kind="milestone", id=before.id))


def _keep(
    initiative: Initiative,
    kind: ChangeKind,
    before: str,
    after: str,
    actor: Staff,
    now: datetime,
    *,
    milestone: Milestone | None = None,
    reasons: Mapping[str, str] | None = None,
) -> None:
    values = {"before": before, "after": after, **(reasons or {})}
    Change.objects.create(initiative=initiative, milestone=milestone, kind=kind, at=now, by=actor.hsa_id, **values)


def _without_reasons(values: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if name not in REASONS}


def _stands_on(one: Milestone) -> date:
    return reached_or_planned(quarter=quarter_of(one.quarter), reached_on=one.reached_on)


def _code(value: object) -> str:
    return value.isoformat() if isinstance(value, date) else str(value or "")
