"""What the regions answer: each its own column, and the editors many at once from a table."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction

from ingang.foundation.audit.actions import record
from ingang.foundation.regions.rules import region_of
from ingang.kernel.actor import Staff
from ingang.services.roadmap.actions.saving import check_editor, check_municipality, check_region, save_at, told
from ingang.services.roadmap.errors import ChangedMeanwhile, NotAsked
from ingang.services.roadmap.models import Change, Initiative, RegionStatus
from ingang.services.roadmap.queries import initiative as published_initiative
from ingang.services.roadmap.rules import ChangeKind


@dataclass(frozen=True, kw_only=True)
class Answer:
    """A row of a table that is taken in: known codes alone (see importing). `place` is a region or a municipality."""

    slug: str
    place: str
    state: str
    planned_on: date | None
    comment_sv: str
    comment_en: str


@transaction.atomic
def answer_for_region(*, actor: Staff, slug: str, seen: int, values: Mapping[str, Any], now: datetime) -> None:
    """Say how far the actor's own region has come, and never another's. Records roadmap.answered.

    `seen` is the version that she has looked at, 0 where the region had not answered. Saying the same again makes it
    fresh. Refuses an actor without the role, what is not published, and an answer that a colleague has changed.
    """
    check_region(actor=actor)
    initiative = published_initiative(slug=slug)
    before = _standing(initiative, actor.region)
    if (before.version if before else 0) != seen:
        raise ChangedMeanwhile()
    _write(initiative, before, actor.region, values, actor, now)
    details = told(kind="region", id=initiative.id, region=actor.region)
    record(event="roadmap.answered", actor=actor, now=now, details=details)


@transaction.atomic
def answer_for_municipality(
    *, actor: Staff, slug: str, municipality: str, seen: int, values: Mapping[str, Any], now: datetime
) -> None:
    """Say how far a municipality has come. Records roadmap.answered.

    Refuses whoever is neither its own administrator nor that of its region, an initiative that asks nothing of
    municipalities, and what `answer_for_region` refuses.
    """
    check_municipality(actor=actor, municipality=municipality)
    initiative = published_initiative(slug=slug)
    if not initiative.municipality_must_sv:
        raise NotAsked()
    before = _standing(initiative, municipality)
    if (before.version if before else 0) != seen:
        raise ChangedMeanwhile()
    _write(initiative, before, municipality, values, actor, now)
    details = told(kind="municipality", id=initiative.id, municipality=municipality)
    record(event="roadmap.answered", actor=actor, now=now, details=details)


@transaction.atomic
def take_answers(*, actor: Staff, answers: Sequence[Answer], now: datetime) -> None:
    """Take in the answers of many regions at once, all or none. Records roadmap.answers_taken with how many.

    Refuses an actor without the role, and what is not published.
    """
    check_editor(actor=actor)
    for one in answers:
        initiative = published_initiative(slug=one.slug)
        values = {name: getattr(one, name) for name in ("state", "planned_on", "comment_sv", "comment_en")}
        _write(initiative, _standing(initiative, one.place), one.place, values, actor, now)
    record(event="roadmap.answers_taken", actor=actor, now=now, details={"count": str(len(answers))})


def _placed(place: str) -> dict[str, str]:
    """A code of two figures is a region, one of four a municipality, which stands under its region."""
    if len(place) == len("01"):
        return {"region": place, "municipality": ""}
    return {"region": region_of(place).code, "municipality": place}


def _standing(initiative: Initiative, place: str) -> RegionStatus | None:
    return initiative.regions.filter(**_placed(place)).first()


def _write(
    initiative: Initiative,
    before: RegionStatus | None,
    place: str,
    values: Mapping[str, Any],
    actor: Staff,
    now: datetime,
) -> None:
    if before:
        save_at(row=before, seen=before.version, values=values, actor=actor, now=now)
    else:
        row = RegionStatus(initiative=initiative, **_placed(place), changed_at=now, changed_by=actor.hsa_id, **values)
        try:
            with transaction.atomic():
                row.save(force_insert=True)
        except IntegrityError:
            raise ChangedMeanwhile() from None
    if not before or before.state != values["state"]:
        states = {"before": before.state if before else "", "after": values["state"]}
        Change.objects.create(
            initiative=initiative, **_placed(place), kind=ChangeKind.REGION, at=now, by=actor.hsa_id, **states
        )
