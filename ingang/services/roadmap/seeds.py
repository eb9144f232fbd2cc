"""The demonstration's roadmap: the facts that are known of each initiative, and answers of regions that are made up."""

import json
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from importlib.resources import files
from typing import Any

from ingang.foundation.regions.rules import municipalities, regions
from ingang.kernel.periods import SWEDEN, local_date
from ingang.services.roadmap.models import (
    Change,
    Document,
    DocumentVersion,
    Initiative,
    Meeting,
    Milestone,
    News,
    RegionStatus,
)
from ingang.services.roadmap.rules import ChangeKind, Phase, Publication, RegionState, quarter_after

MADE_UP = {"comment_sv": "Påhittat svar för demonstrationen.", "comment_en": "An answer made up for the demonstration."}
DAYS = ("starts_on", "planned_end", "delivered_on")
OLD = timedelta(days=110)
LIKELY: dict[str, tuple[str, ...]] = {
    Phase.ROLLOUT: ("in_use", "preparing", "pilot", "decided", "in_use", "interest", "not_started"),
    Phase.MANAGEMENT: ("in_use", "in_use", "in_use", "pilot", "in_use", "preparing", "in_use"),
    Phase.DEVELOPMENT: ("interest", "decided", "not_started", "preparing", "interest", "not_started", "pilot"),
}
"""What regions may have answered, by how far the initiative has come; in other phases they have not been asked."""


def seed(*, now: datetime, progress: Callable[[str], None]) -> None:
    """Everything, published."""
    found = {row["slug"]: _initiative(row, now) for row in _read("initiatives")}
    for number, row in enumerate(found.values()):
        RegionStatus.objects.bulk_create(_answers(row, number, now))
        RegionStatus.objects.bulk_create(_answers_of_municipalities(row, number, now))
    _moved_milestone(found["invanarens-samtycken"], now)
    told = _read("telling")
    meetings = [_meeting(one, now) for one in told["meetings"]]
    News.objects.bulk_create(_news(one, now) for one in told["news"])
    for one in _read("documents"):
        _document(one, found, meetings, now)


def _read(name: str) -> Any:
    return json.loads(files(__package__).joinpath("data", f"{name}.json").read_text(encoding="utf-8"))


def _initiative(said: dict[str, Any], now: datetime) -> Initiative:
    milestones = said.pop("milestones")
    said_at = now - timedelta(days=said.pop("said_days_ago", 12))
    days = {name: _day(said.pop(name, None)) for name in DAYS}
    row = Initiative.objects.create(**said, **days, said_at=said_at, **_published(now))
    for kind, quarter, is_reached, swedish, english in milestones:
        on = date.fromisoformat(quarter)
        Milestone.objects.create(
            initiative=row,
            kind=kind,
            quarter=on,
            reached_on=on if is_reached else None,
            title_sv=swedish,
            title_en=english,
            changed_at=now,
        )
    Change.objects.create(initiative=row, kind=ChangeKind.PUBLISHED, at=now - timedelta(days=60))
    return row


def _answers(row: Initiative, number: int, now: datetime) -> list[RegionStatus]:
    """Most regions have answered, some long ago, a few not at all: the same at every seeding."""
    likely = LIKELY.get(row.phase, ())
    today = local_date(now)
    answers = []
    for place, region in enumerate(regions()):
        which = (place * 5 + number * 3) % 8
        if which >= len(likely):
            continue
        waits = likely[which] in (RegionState.DECIDED, RegionState.PREPARING)
        answers.append(
            RegionStatus(
                initiative=row,
                region=region.code,
                state=likely[which],
                planned_on=quarter_after(today.replace(day=1), count=1 + place % 4) if waits else None,
                changed_at=now - (OLD if (place + number) % 6 == 0 else timedelta(days=10 + place)),
                **MADE_UP,
            )
        )
    return answers


def _answers_of_municipalities(row: Initiative, number: int, now: datetime) -> list[RegionStatus]:
    """Where municipalities are asked most of them have answered."""
    likely = LIKELY[Phase.DEVELOPMENT]
    asked = enumerate(municipalities() if row.municipality_must_sv else ())
    return [
        RegionStatus(
            initiative=row, region=one.region, municipality=one.code, state=likely[(place * 3 + number) % 9],
            changed_at=now - timedelta(days=10 + place % 60), **MADE_UP,
        )
        for place, one in asked
        if (place * 3 + number) % 9 < len(likely)
    ]  # fmt: skip


def _moved_milestone(row: Initiative, now: datetime) -> None:
    """A change of a planned quarter with its reason, as the meeting of the autumn told it."""
    milestone = row.milestones.get(kind="pilot")
    Change.objects.create(
        initiative=row,
        milestone=milestone,
        kind=ChangeKind.MILESTONE_QUARTER,
        before=quarter_after(milestone.quarter, count=-1).isoformat(),
        after=milestone.quarter.isoformat(),
        reason_sv="Två regioner behöver ett kvartal till för att ansluta sina system (exempel).",
        reason_en="Two regions need another quarter to connect their systems (example).",
        at=now - timedelta(days=41),
    )
    Change.objects.create(
        initiative=row,
        region="01",
        kind=ChangeKind.REGION,
        before=RegionState.INTEREST,
        after=RegionState.DECIDED,
        at=now - timedelta(days=3),
    )


def _meeting(said: dict[str, Any], now: datetime) -> Meeting:
    on = local_date(now) + timedelta(days=said.pop("days"))
    begins_at = datetime.combine(on, time(13), SWEDEN)
    ends_at = begins_at + timedelta(hours=said.pop("hours"))
    return Meeting.objects.create(**said, begins_at=begins_at, ends_at=ends_at, **_published(now))


def _news(said: dict[str, Any], now: datetime) -> News:
    told_on = local_date(now) + timedelta(days=said.pop("days"))
    return News(**said, told_on=told_on, **_published(now))


def _document(said: dict[str, Any], found: dict[str, Initiative], meetings: list[Meeting], now: datetime) -> None:
    versions = said.pop("versions")
    owner = found.get(said.pop("initiative", ""))
    place = said.pop("meeting", None)
    meeting = meetings[place] if place is not None else None
    row = Document.objects.create(
        **said, initiative=owner, meeting=meeting, owner="Projektet för en öppen ingång", **_published(now)
    )
    for number, one in enumerate(versions, start=1):
        DocumentVersion.objects.create(
            document=row,
            number=number,
            valid_from=date.fromisoformat(one["valid_from"]),
            text_sv="\n\n".join(one["sv"]),
            text_en="\n\n".join(one["en"]),
            note_sv=one["note_sv"],
            note_en=one["note_en"],
            added_at=now,
        )


def _published(now: datetime) -> dict[str, Any]:
    return {"publication": Publication.PUBLISHED, "changed_at": now}


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
