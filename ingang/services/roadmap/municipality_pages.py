"""What the municipalities of a region have answered: a map, a matrix and words; and what staff answer for."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext

from ingang.foundation.regions.rules import Municipality, Region, municipalities, municipality
from ingang.kernel.actor import Staff
from ingang.services.roadmap.actions.saving import can_answer, own_municipality
from ingang.services.roadmap.charts import by_state, legend, matrix, region_map
from ingang.services.roadmap.models import Initiative, RegionStatus
from ingang.services.roadmap.pages import said_words
from ingang.services.roadmap.queries import answers_of_municipalities, asking_municipalities
from ingang.services.roadmap.rules import MUNICIPALITY_ADMIN, is_stale
from ingang.services.roadmap.words import day_words, region_tone, region_words, said
from ingang.ui.values import Cell, Link, Table


def municipalities_page(*, region: Region, slug: str, now: datetime) -> dict[str, Any]:
    """A region opened to its municipalities: all that asks them, and one of it, chosen by its slug, on the map."""
    places = [one for one in municipalities() if one.region == region.code]
    rows = asking_municipalities()
    answers = answers_of_municipalities(among=rows, region=region.code)
    chosen = next((row for row in rows if row.slug == slug), rows[0] if rows else None)
    shown = {
        "region": region,
        "legend": legend(),
        "chosen": chosen,
        "rows": [{"title": said(row, "title"), "groups": _groups(row, places, answers)} for row in rows],
    }
    if chosen is None:
        return shown
    mine = {one.code: answers[chosen.id, one.code] for one in places if (chosen.id, one.code) in answers}
    return shown | {
        "chart": matrix(rows=rows, answers=answers, places=places),
        "map": region_map(region=region.code, states={code: one.state for code, one in mine.items()}),
        "tabs": [Link(title=said(row, "title"), url=f"?initiativ={row.slug}", current=row == chosen) for row in rows],
        "keys": [
            (code or "none", region_words(code), len(names))
            for code, names in by_state(_states(chosen, places, answers))
        ],
        "title": said(chosen, "title"),
        "table": _table(places, mine, now),
    }


def _groups(row: Initiative, places: Sequence[Municipality], answers: Any) -> list[tuple[str, str]]:
    return [(region_words(code), ", ".join(names)) for code, names in by_state(_states(row, places, answers))]


def _states(row: Initiative, places: Sequence[Municipality], answers: Any) -> list[tuple[str, str]]:
    return [(one.name, found.state if (found := answers.get((row.id, one.code))) else "") for one in places]


def _table(places: Sequence[Municipality], answers: dict[str, RegionStatus], now: datetime) -> Table:
    columns = (gettext("Municipality"), gettext("Status"), gettext("Planned for"), gettext("Comment"), gettext("Said"))
    rows = [_row(one, answers.get(one.code), now) for one in places]
    return Table(caption=gettext("The municipalities' answers"), columns=columns, rows=rows)


def _row(one: Municipality, answer: RegionStatus | None, now: datetime) -> tuple[Cell, ...]:
    code = answer.state if answer else ""
    planned = day_words(answer.planned_on, now) if answer and answer.planned_on else "–"
    return (
        Cell(text=one.name),
        Cell(text=region_words(code), tone=region_tone(code)),
        Cell(text=planned),
        Cell(text=(said(answer, "comment") if answer else "") or "–"),
        Cell(text=said_words(answer.changed_at, now) if answer else "–"),
    )


def answered_for(*, actor: Staff) -> list[Municipality]:
    """The municipalities that the actor answers for: her region's, or her own."""
    if can_answer(actor=actor):
        return [one for one in municipalities() if one.region == actor.region]
    own = own_municipality(actor=actor) if MUNICIPALITY_ADMIN in actor.roles else ""
    return [municipality(own)] if own else []


def columns_of(*, actor: Staff, now: datetime) -> list[dict[str, Any]]:
    """Each municipality that the actor answers for, with what is asked of it and what it has answered."""
    places, rows = answered_for(actor=actor), asking_municipalities()
    answers = answers_of_municipalities(among=rows)
    return [
        {"name": place.name, "lines": [_line(place, row, answers.get((row.id, place.code)), now) for row in rows]}
        for place in places
    ]


def _line(place: Municipality, row: Initiative, answer: RegionStatus | None, now: datetime) -> dict[str, Any]:
    code = answer.state if answer else ""
    return {
        "title": said(row, "title"),
        "url": reverse("roadmap_staff:municipality_answer", kwargs={"code": place.code, "slug": row.slug}),
        "words": region_words(code),
        "tone": region_tone(code),
        "is_stale": is_stale(said_at=answer.changed_at if answer else None, now=now),
    }
