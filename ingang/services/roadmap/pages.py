"""What the public pages show, in words and in pictures that say the same."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext

from ingang.foundation.regions.rules import Region, regions
from ingang.kernel.periods import local_date
from ingang.services.roadmap.charts import by_state, count_bars, legend, matrix, timeline
from ingang.services.roadmap.models import Document, Initiative, Milestone, RegionStatus
from ingang.services.roadmap.queries import (
    PUBLISHED,
    Wanted,
    all_answers,
    answers_about,
    answers_of,
    changes_of,
    initiatives,
    meetings_about,
    news_about,
)
from ingang.services.roadmap.rules import is_stale, quarter_of
from ingang.services.roadmap.texts import blocks
from ingang.services.roadmap.words import (
    DOCUMENT_KINDS,
    DOCUMENT_LANGUAGES,
    GOALS,
    KINDS,
    PHASES,
    SERVICES,
    STATES,
    change_words,
    day_words,
    month_words,
    quarter_words,
    region_choices,
    region_tone,
    region_words,
    said,
)
from ingang.ui.values import Cell, Link, SummaryRow, Table


def sections(here: str, /) -> list[Link]:
    """The four parts of the service as tabs; `here` is the name of the address that is shown."""
    parts = {
        "roadmap:start": gettext("Roadmap"),
        "roadmap:meetings": gettext("Agenda 1177"),
        "roadmap:news": gettext("News for the profession"),
        "roadmap:about": gettext("About the portal"),
    }
    return [Link(title=title, url=reverse(name), current=name == here) for name, title in parts.items()]


def wanted_of(query: Mapping[str, str], /) -> Wanted:
    """What the address asks for; a code that there is not asks for nothing."""
    return Wanted(
        service=_known(query.get("tjanst", ""), SERVICES),
        goal=_known(query.get("mal", ""), GOALS),
        phase=_known(query.get("fas", ""), PHASES),
        region=_known(query.get("region", ""), dict(region_choices())),
    )


def start_page(*, wanted: Wanted, now: datetime) -> dict[str, Any]:
    """The timeline, its equal in words, and the filters."""
    rows = initiatives(wanted=wanted)
    return {
        "tabs": sections("roadmap:start"),
        "chart": timeline(rows=rows, today=local_date(now)),
        "rows": [initiative_line(row, now) for row in rows],
        "filters": _filters(wanted),
        "is_filtered": wanted != Wanted(),
    }


def initiative_line(row: Initiative, now: datetime, /) -> dict[str, Any]:
    """An initiative in a list: what the picture shows of it, in words."""
    words, tone = STATES[row.state]
    return {
        "title": said(row, "title"),
        "url": reverse("roadmap:initiative", kwargs={"slug": row.slug}),
        "summary": _first_sentence(said(row, "summary")),
        "state": gettext(words),
        "tone": tone,
        "is_stale": is_stale(said_at=row.said_at, now=now),
        "facts": facts(row),
        "milestones": [milestone_words(one) for one in row.milestones.all()],
    }


def facts(row: Initiative, /) -> list[SummaryRow]:
    """Phase, days, owner, and what it costs and waits for."""
    answers = [
        (gettext("Phase"), gettext(PHASES[row.phase])),
        (gettext("Begins"), month_words(row.starts_on)),
        (gettext("Planned end"), month_words(row.planned_end)),
        (gettext("Delivered on"), month_words(row.delivered_on) if row.delivered_on else ""),
        (gettext("Waits for"), said(row, "law")),
        (gettext("Who is responsible"), row.owner),
        (gettext("How it is paid"), said(row, "cost")),
    ]
    return [SummaryRow(question=question, answer=answer) for question, answer in answers if answer]


def document_facts(row: Document, /) -> list[SummaryRow]:
    """What kind of document it is, who answers for it, and its language."""
    answers = [
        (gettext("Kind"), gettext(DOCUMENT_KINDS[row.kind])),
        (gettext("Who is responsible"), row.owner),
        (gettext("Language"), gettext(DOCUMENT_LANGUAGES[row.language])),
    ]
    return [SummaryRow(question=question, answer=answer) for question, answer in answers if answer]


def milestone_words(one: Milestone, /) -> str:
    """A milestone as a line: what, which kind, and when."""
    values = {
        "title": said(one, "title"),
        "kind": gettext(KINDS[one.kind]).lower(),
        "when": quarter_words(quarter_of(one.reached_on or one.quarter)),
    }
    if one.reached_on:
        return gettext("%(title)s (%(kind)s): reached %(when)s") % values
    return gettext("%(title)s (%(kind)s): planned for %(when)s") % values


def initiative_page(*, row: Initiative, now: datetime) -> dict[str, Any]:
    """Everything about one initiative."""
    answers, words, tone = answers_about(initiative=row), *STATES[row.state]
    duties = [
        (gettext("What a region must do"), blocks(said(row, "region_must"))),
        (gettext("What a municipality must do"), blocks(said(row, "municipality_must"))),
        (gettext("What a care giver must do"), blocks(said(row, "provider_must"))),
    ]
    return {
        "title": said(row, "title"),
        "summary": blocks(said(row, "summary")),
        "state": gettext(words),
        "tone": tone,
        "is_stale": is_stale(said_at=row.said_at, now=now),
        "said_at": row.said_at,
        "facts": facts(row),
        "goals": [gettext(GOALS[code]) for code in row.goals if code in GOALS],
        "services": [gettext(SERVICES[code]) for code in row.services if code in SERVICES],
        "milestones": [milestone_words(one) for one in row.milestones.all()],
        "duties": [(title, text) for title, text in duties if text],
        "bars": count_bars(answers=answers),
        "table": region_table(answers=answers, now=now),
        "changes": [(one, change_words(one, now=now), said(one, "reason")) for one in changes_of(initiative=row)],
        "documents": row.documents.filter(PUBLISHED).order_by("order", "slug"),
        "news": news_about(slug=row.slug),
        "meetings": meetings_about(slug=row.slug),
    }


def region_table(*, answers: Mapping[str, RegionStatus], now: datetime) -> Table:
    """Exactly the 21 regions and what each has answered about one initiative."""
    columns = (gettext("Region"), gettext("Status"), gettext("Planned for"), gettext("Comment"), gettext("Said"))
    rows = [_region_row(one, answers.get(one.code), now) for one in regions()]
    return Table(caption=gettext("The 21 regions' answers"), columns=columns, rows=rows)


def _region_row(one: Region, answer: RegionStatus | None, now: datetime) -> tuple[Cell, ...]:
    name = Cell(text=one.name, url=reverse("roadmap:region", kwargs={"code": one.code}))
    if answer is None:
        return name, Cell(text=region_words(""), tone=region_tone("")), Cell(text="–"), Cell(text="–"), Cell(text="–")
    planned = day_words(answer.planned_on, now) if answer.planned_on else "–"
    return (
        name,
        Cell(text=region_words(answer.state), tone=region_tone(answer.state)),
        Cell(text=planned),
        Cell(text=said(answer, "comment") or "–"),
        Cell(text=said_words(answer.changed_at, now)),
    )


def said_words(at: datetime, now: datetime, /) -> str:
    """When something was said, and that it is old where it is."""
    day = day_words(local_date(at), now)
    return gettext("%(day)s, over 90 days ago") % {"day": day} if is_stale(said_at=at, now=now) else day


def matrix_page(*, now: datetime) -> dict[str, Any]:
    """All regions and all initiatives: the picture, and for each initiative the same in words."""
    rows = initiatives()
    answers = all_answers(among=rows)
    return {
        "chart": matrix(rows=rows, answers=answers),
        "legend": legend(),
        "rows": [_grouped(row, answers) for row in rows],
        "regions": [(name, reverse("roadmap:region", kwargs={"code": code})) for code, name in region_choices()],
    }


def _grouped(row: Initiative, answers: Mapping[tuple[UUID, str], RegionStatus]) -> dict[str, Any]:
    states = [(one.name, answer.state if (answer := answers.get((row.id, one.code))) else "") for one in regions()]
    groups = [(region_words(code), ", ".join(names)) for code, names in by_state(states)]
    url = reverse("roadmap:initiative", kwargs={"slug": row.slug})
    return {"title": said(row, "title"), "url": url, "groups": groups}


def region_page(*, region: Region, service: str, now: datetime) -> dict[str, Any]:
    """What one region has answered about what concerns a service, or about everything where it names none."""
    answers = answers_of(region=region.code)
    service = _known(service, SERVICES)
    rows = initiatives(wanted=Wanted(service=service))
    return {
        "region": region,
        "service": gettext(SERVICES[service]) if service else "",
        "lines": [_answer_line(row, answers.get(row.id), now) for row in rows],
    }


def _answer_line(row: Initiative, answer: RegionStatus | None, now: datetime) -> dict[str, Any]:
    code = answer.state if answer else ""
    return {
        "row": row,
        "title": said(row, "title"),
        "url": reverse("roadmap:initiative", kwargs={"slug": row.slug}),
        "words": region_words(code),
        "tone": region_tone(code),
        "planned": day_words(answer.planned_on, now) if answer and answer.planned_on else "",
        "comment": said(answer, "comment") if answer else "",
        "said": said_words(answer.changed_at, now) if answer else "",
        "national": gettext(STATES[row.state][0]),
        "law": said(row, "law"),
    }


def linked(slugs: Iterable[str], names: Mapping[str, tuple[str, str]], *, swedish: bool) -> list[Link]:
    """The initiatives that a meeting or a piece of news is about, without those that are not published."""
    return [
        Link(title=names[slug][0 if swedish else 1], url=reverse("roadmap:initiative", kwargs={"slug": slug}))
        for slug in slugs
        if slug in names
    ]


def _filters(wanted: Wanted) -> list[dict[str, Any]]:
    """Each filter: its name in the address, its label, the choices, and what is chosen."""
    return [
        _filter("tjanst", gettext("Service"), SERVICES, wanted.service),
        _filter("mal", gettext("Goal"), GOALS, wanted.goal),
        _filter("fas", gettext("Phase"), PHASES, wanted.phase),
        {
            "name": "region",
            "label": gettext("On its way or in use in"),
            "choices": region_choices(),
            "chosen": wanted.region,
        },
    ]


def _filter(name: str, label: str, words: Mapping[str, str], chosen: str) -> dict[str, Any]:
    choices: Sequence[tuple[str, str]] = [(str(code), gettext(title)) for code, title in words.items()]
    return {"name": name, "label": label, "choices": choices, "chosen": chosen}


def _known(code: str, words: Mapping[str, object]) -> str:
    return code if code in words else ""


def _first_sentence(text: str) -> str:
    first = text.split("\n", 1)[0]
    return first.split(". ", 1)[0].rstrip(".") + "."
