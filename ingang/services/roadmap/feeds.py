"""What others may read by program: JSON and CSV, calendar files (RFC 5545) and a feed of changes (RFC 4287)."""

import csv
from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime, timedelta
from io import StringIO
from typing import Any

from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import get_language, gettext
from icalendar import Calendar, Event, vDuration, vText

from ingang.foundation.regions.rules import municipalities, regions
from ingang.services.roadmap.models import Change, Initiative, Meeting, Milestone, RegionStatus
from ingang.services.roadmap.queries import all_answers, answers_of_municipalities
from ingang.services.roadmap.rules import is_stale, quarter_after, quarter_of
from ingang.services.roadmap.words import change_words, said

PRODUCT = "-//Ingang//Roadmap//SV"
ASK_AGAIN = timedelta(hours=12)
FORMULAS = ("=", "+", "-", "@", "\t", "\r")
"""With one of these first a spreadsheet would reckon with the text instead of showing it."""

Row = dict[str, Any]


def initiative_rows(*, rows: Iterable[Initiative], now: datetime) -> list[Row]:
    """The initiatives as flat rows in both languages."""
    texts = ("title", "summary", "law", "cost", "region_must", "municipality_must", "provider_must")
    names = [f"{name}_{language}" for name in texts for language in ("sv", "en")]
    return [
        {
            "slug": row.slug,
            "phase": row.phase,
            "status": row.state,
            "status_said_at": row.said_at.isoformat(),
            "status_is_stale": is_stale(said_at=row.said_at, now=now),
            "starts_on": _day(row.starts_on),
            "planned_end": _day(row.planned_end),
            "delivered_on": _day(row.delivered_on),
            "owner": row.owner,
            "goals": list(row.goals),
            "services": list(row.services),
            **{name: getattr(row, name) for name in names},
        }
        for row in rows
    ]


def milestone_rows(*, rows: Iterable[Initiative], now: datetime) -> list[Row]:
    """The milestones of the initiatives. `quarter` is the first day of the quarter in which one is planned."""
    return [
        {
            "initiative": row.slug,
            "id": str(one.id),
            "kind": one.kind,
            "quarter": one.quarter.isoformat(),
            "reached_on": _day(one.reached_on),
            "title_sv": one.title_sv,
            "title_en": one.title_en,
        }
        for row in rows
        for one in row.milestones.all()
    ]


def region_rows(*, rows: Sequence[Initiative], now: datetime) -> list[Row]:
    """Every initiative with every region, 21 rows each; `status` is empty where the region has not answered."""
    answers = all_answers(among=rows)
    return [
        _region_row(row, one.code, one.name, answers.get((row.id, one.code)), now) for row in rows for one in regions()
    ]


def _region_row(row: Initiative, code: str, name: str, answer: RegionStatus | None, now: datetime) -> Row:
    return {
        "initiative": row.slug,
        "region": code,
        "region_name": name,
        "status": answer.state if answer else "",
        "planned_on": _day(answer.planned_on if answer else None),
        "comment_sv": answer.comment_sv if answer else "",
        "comment_en": answer.comment_en if answer else "",
        "said_at": answer.changed_at.isoformat() if answer else None,
        "is_stale": is_stale(said_at=answer.changed_at if answer else None, now=now),
    }


def municipality_rows(*, rows: Sequence[Initiative], now: datetime) -> list[Row]:
    """Every initiative that asks municipalities with all 290 of them; `status` is empty where one has not answered."""
    asking = [row for row in rows if row.municipality_must_sv]
    answers = answers_of_municipalities(among=asking)
    return [
        {"municipality": one.code, **_region_row(row, one.region, one.name, answers.get((row.id, one.code)), now)}
        for row in asking
        for one in municipalities()
    ]


LISTS: dict[str, Callable[..., list[Row]]] = {
    "initiativ": initiative_rows,
    "milstolpar": milestone_rows,
    "regioner": region_rows,
    "kommuner": municipality_rows,
}
"""What can be fetched, by the name in the address."""


def as_csv(rows: Sequence[Row], /) -> str:
    """The rows under a heading, parted by semicolons as Swedish spreadsheets read them; lists by spaces."""
    file = StringIO()
    writer = csv.writer(file, delimiter=";", lineterminator="\r\n")
    if rows:
        writer.writerow(rows[0])
        writer.writerows([_cell(value) for value in row.values()] for row in rows)
    return file.getvalue()


def _cell(value: object) -> str:
    if isinstance(value, list):
        return " ".join(map(str, value))
    if isinstance(value, bool):
        return "1" if value else "0"
    text = "" if value is None else str(value)
    return f"'{text}" if text.startswith(FORMULAS) else text


def calendar_of(*, rows: Iterable[Initiative], meetings: Iterable[Meeting], name: str) -> bytes:
    """Milestones and meetings for any calendar. A milestone takes its whole quarter, and makes nobody busy."""
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", vText(name))
    calendar.add("refresh-interval", vDuration(ASK_AGAIN), parameters={"VALUE": "DURATION"})
    for row in rows:
        for one in row.milestones.all():
            calendar.add_component(_milestone_event(row, one))
    for meeting in meetings:
        calendar.add_component(_meeting_event(meeting))
    return bytes(calendar.to_ical())


def _milestone_event(row: Initiative, one: Milestone) -> Event:
    begins = quarter_of(one.reached_on or one.quarter)
    event = _event(one.id, one.version, one.changed_at, f"{said(row, 'title')}: {said(one, 'title')}")
    event.add("dtstart", begins)
    event.add("dtend", quarter_after(begins))
    event.add("transp", "TRANSPARENT")
    return event


def _meeting_event(meeting: Meeting) -> Event:
    event = _event(meeting.id, meeting.version, meeting.changed_at, said(meeting, "title"))
    event.add("dtstart", meeting.begins_at)
    event.add("dtend", meeting.ends_at)
    event.add("location", said(meeting, "place"))
    event.add("description", said(meeting, "topics"))
    return event


def _event(id: object, version: int, changed_at: datetime, summary: str) -> Event:
    event = Event()
    event.add("uid", f"{id}@ingang")
    event.add("sequence", version)
    event.add("dtstamp", changed_at)
    event.add("last-modified", changed_at)
    event.add("summary", summary)
    return event


def change_feed(*, rows: Iterable[Change], address: Callable[[str], str], page: str, now: datetime) -> str:
    """An entry for each change. `address(slug)` gives the initiative's page, and `page` is the roadmap's own."""
    feed = Atom1Feed(
        title=gettext("Changes in the roadmap"),
        link=page,
        description=gettext("What was published, moved, delivered and answered"),
        language=get_language(),
        feed_guid=page,
    )
    for row in rows:
        feed.add_item(
            title=f"{said(row.initiative, 'title')}: {change_words(row, now=now)}",
            link=address(row.initiative.slug),
            description=said(row, "reason"),
            unique_id=f"urn:uuid:{row.id}",
            pubdate=row.at,
            updateddate=row.at,
        )
    return str(feed.writeString("utf-8"))


def _day(on: date | None) -> str | None:
    return on.isoformat() if on else None
