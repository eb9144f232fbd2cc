"""Components and words for templates: `{% load ui %}`."""

from collections.abc import Sequence
from datetime import date, datetime, time
from typing import Any
from urllib.parse import urlencode

import segno
from django import template
from django.core.paginator import Page
from django.forms import BaseForm, BoundField
from django.template.context import Context
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

from ingang.ui import fields, words
from ingang.ui.charts import (
    BAR,
    BARS_HEIGHT,
    BOTTOM,
    EVENTS_LEFT,
    EVENTS_RIGHT,
    HEIGHT,
    LEFT,
    RIGHT,
    ROWS_TOP,
    WIDTH,
    BarChart,
    EventChart,
    LineChart,
)
from ingang.ui.icons import ICONS
from ingang.ui.pages import page_links
from ingang.ui.values import Link, PersonSigns, Sentence, Shortcut, SummaryRow, Table, TimelineItem, Tone, Week
from ingang.ui.words import unbroken

register = template.Library()
register.filter("unbroken", unbroken)
NOTICE_ICONS = {"info": "info", "success": "check-circle", "warning": "alert", "error": "error"}


@register.simple_tag
def icon(name: str, label: str = "") -> SafeString:
    """An icon from the set; silent for screen readers unless it has a label. An unknown name is an error."""
    meaning = format_html('role="img" aria-label="{}"', label) if label else SafeString('aria-hidden="true"')
    return format_html(
        '<svg class="icon" viewBox="0 0 24 24" focusable="false" {}>{}</svg>',
        meaning,
        SafeString(ICONS[name]),
    )


@register.inclusion_tag("ui/components/button.html")
def button(text: str, **options: str) -> dict[str, str]:
    """A button of a form. Options: kind, icon, name, value, about, key.

    Kinds: primary, secondary, danger, quiet.
    """
    return {"text": text, "kind": "primary", **options}


@register.inclusion_tag("ui/components/link_button.html")
def link_button(text: str, url: str, **options: str) -> dict[str, str]:
    """A link that is the page's next step. Options as for `button`."""
    return {"text": text, "url": url, "kind": "primary", **options}


@register.simple_block_tag(end_name="endcard")
def card(content: str, title: str, **options: str | int) -> SafeString:
    """Something one can act on; with `url` the whole card is the link. Options: url, icon, count, level."""
    return _block("card", content, title=title, **{"level": 2, **options})


@register.simple_block_tag(end_name="endnotice")
def notice(content: str, tone: Tone, title: str, level: int = 2) -> SafeString:
    """A banner with a heading (info, success, warning, error). It stays; it is never a toast."""
    return _block("notice", content, tone=tone, title=title, icon=NOTICE_ICONS[tone], level=level)


@register.simple_block_tag(end_name="endfieldset")
def fieldset(content: str, legend: str, hint: str = "", heading: bool = False) -> SafeString:
    """Fields that answer one question together."""
    return _block("fieldset", content, legend=legend, hint=hint, heading=heading)


def _block(name: str, content: str, **values: object) -> SafeString:
    return SafeString(render_to_string(f"ui/components/{name}.html", {"content": content, **values}))


@register.inclusion_tag("ui/components/error_summary.html")
def error_summary(form: BaseForm) -> dict[str, Any]:
    """What must be put right, with a link to each field. Shows nothing while the form is right."""
    return {"errors": fields.error_links(form=form)}


@register.inclusion_tag("ui/components/field.html")
def field(bound: BoundField, heading: bool = False, width: str = "") -> dict[str, Any]:
    """A form field with label, hint and error. `heading` makes the label the page's heading.

    Width: short (numbers, codes) or medium (names, choices); without it the field is as wide as the column.
    """
    shown = fields.dressed(bound=bound)
    return {"field": bound, "kind": shown.kind, "control": shown.control, "heading": heading, "width": width}


@register.inclusion_tag("ui/components/status.html")
def status(text: str, tone: Tone = "neutral") -> dict[str, str]:
    """A state in a word or two. The colour only repeats what the word says."""
    return {"text": text, "tone": tone}


@register.inclusion_tag("ui/components/summary_list.html")
def summary_list(rows: Sequence[SummaryRow]) -> dict[str, Any]:
    """Questions with their answers, each with a way to change it."""
    return {"rows": rows}


@register.inclusion_tag("ui/components/timeline.html")
def timeline(items: Sequence[TimelineItem], level: int = 3) -> dict[str, Any]:
    """What happened, in the order given."""
    return {"items": items, "level": level}


@register.inclusion_tag("ui/components/data_table.html")
def data_table(table: Table) -> dict[str, Any]:
    """A table that becomes a list of labelled values on a narrow screen."""
    return {"table": table}


@register.inclusion_tag("ui/components/line_chart.html")
def line_chart(chart: LineChart, id: str = "chart") -> dict[str, Any]:
    """Values over time. The page has the same in a table; `id` parts several charts of one page."""
    return {
        "chart": chart,
        "id": id,
        "width": WIDTH,
        "height": HEIGHT,
        "left": LEFT,
        "right": RIGHT,
        "span": RIGHT - LEFT,
        "text_x": LEFT - 8,
        "text_y": BOTTOM + 28,
    }


@register.inclusion_tag("ui/components/bar_chart.html")
def bar_chart(chart: BarChart, id: str = "bars") -> dict[str, Any]:
    """A row of bars. The page says the same in words or in a table; `id` parts several charts of one page."""
    return {"chart": chart, "id": id, "bar": BAR, "height": BARS_HEIGHT}


@register.inclusion_tag("ui/components/event_chart.html")
def event_chart(chart: EventChart, id: str = "events") -> dict[str, Any]:
    """Days in rows over years. The page has the same in a table; `id` parts several charts of one page."""
    return {
        "chart": chart,
        "id": id,
        "width": WIDTH,
        "left": EVENTS_LEFT,
        "right": EVENTS_RIGHT,
        "top": ROWS_TOP - 8,
        "text_y": ROWS_TOP - 16,
    }


@register.inclusion_tag("ui/components/pagination.html", takes_context=True)
def pagination(context: Context, page: Page[Any], param: str = "sida") -> dict[str, Any]:
    """Links to the pages of a long list, keeping the rest of the address. Shows nothing for a single page."""
    request = context.get("request")
    return {"page": page, **page_links(page=page, query=request.GET if request else None, param=param)}


@register.inclusion_tag("ui/components/empty_state.html")
def empty_state(title: str, how: str, icon: str = "inbox", url: str = "", action: str = "") -> dict[str, Any]:
    """Says what would be here and how it gets here. Never for a source that failed: see `failed_source`."""
    return {"title": title, "how": how, "icon": icon, "url": url, "action": action}


@register.inclusion_tag("ui/components/failed_source.html")
def failed_source(source: str, fetched_at: datetime | None = None, retry_url: str = "") -> dict[str, Any]:
    """Names a source that did not answer, so that nobody takes silence for "you have nothing"."""
    return {"source": source, "fetched_at": fetched_at, "retry_url": retry_url}


@register.inclusion_tag("ui/components/week_view.html")
def week_view(week: Week, level: int = 3) -> dict[str, Any]:
    """Times per day: a list that lays itself out as a week where there is room, the same text in both."""
    return {"week": week, "level": level}


@register.inclusion_tag("ui/components/progress.html")
def progress(step: int, steps: int, title: str = "") -> dict[str, Any]:
    """How far one has come in a long task."""
    return {"step": step, "steps": steps, "title": title}


@register.inclusion_tag("ui/components/breadcrumbs.html")
def breadcrumbs(links: Sequence[Link]) -> dict[str, Any]:
    """The way back to the start, page by page."""
    return {"links": links}


@register.inclusion_tag("ui/components/back_link.html")
def back_link(url: str, text: str = "") -> dict[str, str]:
    """One step back."""
    return {"url": url, "text": text}


@register.inclusion_tag("ui/components/tabs.html")
def tabs(links: Sequence[Link], label: str) -> dict[str, Any]:
    """Views of the same thing as links with addresses of their own."""
    return {"links": links, "label": label}


@register.inclusion_tag("ui/components/chips.html")
def chips(links: Sequence[Link], clear_url: str) -> dict[str, Any]:
    """What is chosen in a search: each is a link that takes it away, and one takes away all."""
    return {"links": links, "clear_url": clear_url}


@register.simple_tag
def suggestions(address: str, region: str = "", **also: str) -> SafeString:
    """The attributes of a field of search for which a script asks the address for words; none without an address.

    The page includes `ui/parts/suggesting.html` in its head.
    """
    there = f"{address}?{urlencode({'region': region, **also})}" if address else ""
    return SafeString(render_to_string("ui/components/suggestions.html", {"address": there}).rstrip())


@register.inclusion_tag("ui/components/emergency.html")
def emergency(read_when: str = "") -> dict[str, str]:
    """What to do in an emergency, and when somebody reads this: before free text and in receipts."""
    return {"read_when": read_when}


@register.inclusion_tag("ui/components/qr.html")
def qr(text: str, label: str) -> dict[str, str]:
    """A QR code as SVG, always dark on white; `label` says what it is for."""
    image = segno.make(text, error="m", micro=False).svg_inline(omitsize=True, border=3)
    return {"image": SafeString(image), "label": label}


@register.inclusion_tag("ui/components/sentences.html")
def sentences(items: Sequence[Sentence]) -> dict[str, Any]:
    """A log in whole sentences."""
    return {"items": items}


@register.inclusion_tag("ui/components/person_signs.html")
def person_signs(person: PersonSigns | None) -> dict[str, Any]:
    """What staff must know beside a person's name: safe contact, lock, names, needs; nothing where there is none."""
    return {"person": person}


@register.inclusion_tag("ui/components/shortcuts.html")
def shortcuts(items: Sequence[Shortcut] = ()) -> dict[str, Any]:
    """The keys of a staff page beside those that its buttons and links name, and turning them off. Needs ui/keys.js."""
    return {"items": items}


@register.inclusion_tag("ui/components/countdown.html", takes_context=True)
def countdown(context: Context, until: datetime, now: datetime, title: str, extend_url: str = "") -> dict[str, Any]:
    """A time limit: the clock in words, counting down with scripts; `extend_url` takes a POST."""
    seconds = max(0, int((until - now).total_seconds()))
    return {"until": until, "seconds": seconds, "title": title, "extend_url": extend_url, **_token(context)}


@register.inclusion_tag("ui/components/idle_warning.html", takes_context=True)
def idle_warning(
    context: Context, poll_url: str, extend_url: str, ended_url: str, stream_url: str = "", warn_at: int = 120
) -> dict[str, Any]:
    """Warns before the session ends, and afterwards sends the reader to `ended_url`.

    GET `poll_url` answers {"seconds_left": n} and must not extend the session; POST `extend_url` extends it.
    A stream at `stream_url`, if there is one, says `ended` when it was ended elsewhere.
    """
    urls = {"poll_url": poll_url, "extend_url": extend_url, "ended_url": ended_url, "stream_url": stream_url}
    return {**urls, "warn_at": warn_at, **_token(context)}


def _token(context: Context) -> dict[str, Any]:
    return {"csrf_token": context.get("csrf_token")}


def _now(value: object) -> datetime:
    return value if isinstance(value, datetime) else timezone.now()


@register.filter
def date_in_words(value: date | datetime, now: object = None) -> str:
    """ "torsdag 26 november kl. 09.40"; with the year where the date alone is not clear."""
    return words.date_in_words(value=value, now=_now(now))


@register.filter
def time_in_words(value: datetime) -> str:
    """ "kl. 09.40" """
    return words.time_in_words(value=value)


@register.filter
def clock(value: datetime) -> str:
    """ "09.40" """
    return words.clock_in_words(value=value)


@register.filter
def clock_face(value: time) -> str:
    """ "09.40", of a clock that shows the same every day."""
    return words.face_in_words(value=value)


@register.filter
def relative_day(value: date | datetime, now: object = None) -> str:
    """ "i dag", "i morgon", "i går", or weekday and date."""
    return words.relative_day(value=value, now=_now(now))


@register.filter
def day_in_words(value: date | datetime, now: object = None) -> str:
    """ "torsdag 26 november", also for a moment."""
    return words.day_in_words(value=value, now=_now(now))


@register.filter
def machine_time(value: date | datetime) -> str:
    """For the `datetime` attribute of `<time>`."""
    return words.machine_time(value=value)
