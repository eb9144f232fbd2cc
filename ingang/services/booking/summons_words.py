"""What the unit's staff read about a kallelse: its rows, its preview and its story."""

from datetime import datetime

from django.utils.translation import gettext

from ingang.kernel.grant import Grant
from ingang.kernel.words import marked
from ingang.services.booking.actions.paper import paper_reason
from ingang.services.booking.forms_staff.summonses import SummonsForm
from ingang.services.booking.models import Summons, SummonsKind, SummonsState, TimeType
from ingang.services.booking.queries.offer import OfferedTime
from ingang.services.booking.queries.summonses import SentSummons, Stage
from ingang.services.booking.rules import paper
from ingang.services.booking.words import title_of
from ingang.ui.values import SummaryRow, TimelineItem
from ingang.ui.words import date_in_words, day_in_words

STAGES = {
    Stage.WAITING: marked("Sent, not read"),
    Stage.READ: marked("Read, not answered"),
    Stage.CONFIRMED: marked("Confirmed"),
    Stage.BOOKED: marked("Booked"),
    Stage.EXPIRED: marked("Not answered in time"),
    Stage.PAPER: marked("On paper"),
    Stage.ENDED: marked("Cancelled or withdrawn"),
}


def summons_rows(*, found: SentSummons, now: datetime) -> list[SummaryRow]:
    """A kallelse as the unit's staff see it."""
    row = found.summons
    answers = (
        (gettext("Where it stands"), where_it_stands(row)),
        (gettext("What it is about"), title_of(found.time_type)),
        (gettext("Time"), date_in_words(value=found.time.starts_at, now=now) if found.time else ""),
        (gettext("The last day to answer"), _last_day(row, now)),
        (gettext("Text in Swedish"), row.text_sv),
        (gettext("Text in English"), row.text_en),
        (gettext("Guardians"), gettext("Not shown to guardians") if row.hidden_from_guardian else ""),
        (gettext("Sent by"), row.sender_name),
    )
    return [SummaryRow(question=question, answer=answer) for question, answer in answers if answer]


def where_it_stands(row: Summons, /) -> str:
    """The state in words, with whether it is read and on paper."""
    state = gettext(SummonsState(row.state).label)
    if row.state == SummonsState.WAITING:
        state = gettext("Read, not answered") if row.read_at else gettext("Sent, not read")
    on_paper = gettext("On paper")
    return f"{state}. {on_paper}" if row.paper_at else state


def preview_rows(*, form: SummonsForm, grant: Grant, offered: OfferedTime | None, now: datetime) -> list[SummaryRow]:
    """What the receiver gets, and how it reaches her: also whether it becomes a letter at once, and why."""
    found = form.cleaned_data
    as_if = Summons(
        person=grant.person,
        unit=grant.unit or next(iter(grant.units or ())),
        sent_at=now,
        hidden_from_guardian=found["hidden_from_guardian"],
        requires_physical_enclosure=found["needs_enclosure"],
    )
    why = paper_reason(row=as_if, visit_at=offered.slot.starts_at if offered else None, now=now)
    last_day = found["last_day"]
    answers = (
        (gettext("Kind of summons"), _kind_in_words(is_timed=offered is not None)),
        (gettext("What it is about"), _title(form, offered)),
        (gettext("Time"), date_in_words(value=offered.slot.starts_at, now=now) if offered else ""),
        (gettext("The last day to answer"), day_in_words(value=last_day, now=now) if last_day else ""),
        (gettext("Text in Swedish"), found["text_sv"]),
        (gettext("Text in English"), found["text_en"]),
        (gettext("Guardians"), _guardians(is_hidden=found["hidden_from_guardian"])),
        (gettext("How it is sent"), letter_words(why) if why else gettext("Here, with a notice without details")),
    )
    return [SummaryRow(question=question, answer=answer) for question, answer in answers if answer]


def letter_words(why: paper.PaperReason | str, /) -> str:
    """That it becomes a letter, and why."""
    return " ".join((gettext("As a letter too."), gettext(paper.WORDS[paper.PaperReason(why)])))


def story(row: Summons, /) -> list[TimelineItem]:
    """What has happened to the kallelse, the earliest first."""
    events = (
        (row.sent_at, gettext("Sent"), row.sender_name),
        (row.paper_at, gettext("Became a letter"), letter_words(row.paper_reason) if row.paper_reason else ""),
        (row.read_at, gettext("Read for the first time"), ""),
        (row.reminded_at, gettext("Reminded of it"), ""),
        (row.confirmed_at, _confirmed(row), ""),
        (row.used_at, gettext(SummonsState(row.state).label) if row.ended_at is None else gettext("Booked"), ""),
        (row.ended_at, gettext(SummonsState(row.state).label), ""),
    )
    happened = [(at, title, text) for at, title, text in events if at]
    ordered = sorted(happened, key=lambda one: one[0])
    return [TimelineItem(at=at, title=title, text=text) for at, title, text in ordered]


def _confirmed(row: Summons) -> str:
    return gettext("The person comes") if row.kind == SummonsKind.TIMED else gettext("The person says it is seen")


def _last_day(row: Summons, now: datetime) -> str:
    return day_in_words(value=row.last_day, now=now) if row.last_day else ""


def _title(form: SummonsForm, offered: OfferedTime | None) -> str:
    kind = offered.time_type if offered else TimeType.objects.get(id=form.kind)
    return title_of(kind)


def _kind_in_words(*, is_timed: bool) -> str:
    return gettext(SummonsKind.TIMED.label if is_timed else SummonsKind.OPEN.label)


def _guardians(*, is_hidden: bool) -> str:
    return gettext("Not shown to guardians") if is_hidden else gettext("Shown to guardians, where there are any")
