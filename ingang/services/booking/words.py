"""What residents and staff read about a time: titles in their language, and dates in words."""

from datetime import datetime, timedelta

from django.utils.translation import get_language, gettext

from ingang.foundation.care_units.models import CareUnit
from ingang.foundation.entitlement.needs import NEEDS
from ingang.foundation.people.needs import Needs, communication_in_words, language_name
from ingang.kernel.words import marked
from ingang.services.booking.models import Answer, Appointment, Form, Offer, ReasonRule, Schedule, Summons, TimeType
from ingang.services.booking.queries.callers import BookedAtUnit
from ingang.services.booking.queries.offer import OfferedTime
from ingang.services.booking.queries.own import BookedTime
from ingang.services.booking.rules.changing import last_moment
from ingang.services.booking.rules.waiting import EVERY_DAY, Suits
from ingang.ui.values import SummaryRow
from ingang.ui.words import date_in_words, day_in_words, face_in_words, unbroken


def title_of(kind: TimeType) -> str:
    """The kind of time in the reader's language."""
    return kind.title_en if get_language() == "en" else kind.title_sv


def preparation_for(kind: TimeType) -> str:
    """How to prepare, in the reader's language; empty when nothing is needed."""
    return kind.preparation_en if get_language() == "en" else kind.preparation_sv


def _time_rows(
    *, kind: TimeType, unit: CareUnit, starts_at: datetime, place: str, performer: str, now: datetime
) -> list[SummaryRow]:
    """When, what, where and with whom."""
    where = ", ".join(filter(None, (place, unit.address)))
    answers = (
        (gettext("When"), date_in_words(value=starts_at, now=now)),
        (gettext("What it is about"), title_of(kind)),
        (gettext("Unit"), unit.name),
        (gettext("You meet"), performer),
        (gettext("Where"), where),
        (gettext("How to find it"), unit.how_to_find),
        (gettext("Phone"), unbroken(unit.phone)),
        (gettext("How to prepare"), preparation_for(kind)),
    )
    return [SummaryRow(question=question, answer=answer) for question, answer in answers if answer]


def offered_rows(*, offered: OfferedTime, now: datetime, reason: str = "") -> list[SummaryRow]:
    """A time that she may book, as she sees it before she does."""
    slot = offered.slot
    rows = _time_rows(
        kind=offered.time_type,
        unit=offered.unit,
        starts_at=slot.starts_at,
        place=slot.place,
        performer=slot.performer_name,
        now=now,
    )
    return [*rows, *_own_words(reason)]


def moving_rows(*, earlier: Appointment, offered: OfferedTime, now: datetime) -> list[SummaryRow]:
    """The time she has, the one it moves to, and what else she should know of it."""
    first = (
        SummaryRow(question=gettext("From"), answer=date_in_words(value=earlier.starts_at, now=now)),
        SummaryRow(question=gettext("To"), answer=date_in_words(value=offered.slot.starts_at, now=now)),
    )
    return [*first, *offered_rows(offered=offered, now=now)[1:]]


def booked_rows(*, booked: BookedTime, now: datetime) -> list[SummaryRow]:
    """A time that she has booked, as it stands."""
    row = booked.appointment
    rows = _time_rows(
        kind=booked.time_type,
        unit=booked.unit,
        starts_at=row.starts_at,
        place=row.place,
        performer=row.performer_name,
        now=now,
    )
    return [*rows, *_own_words(row.reason), *_by_care(row)]


def _by_care(row: Appointment) -> list[SummaryRow]:
    return [SummaryRow(question=gettext("Who booked"), answer=gettext("Booked by care"))] if row.is_by_staff else []


def staff_rows(*, found: BookedAtUnit, now: datetime) -> list[SummaryRow]:
    """A time at the unit as its staff see it: when, what, with whom, and how it came about."""
    row = found.appointment
    answers = (
        (gettext("When"), date_in_words(value=row.starts_at, now=now)),
        (gettext("What it is about"), title_of(found.time_type)),
        (gettext("How you meet"), gettext(Form(row.form).label)),
        (gettext("Performer"), row.performer_name),
        (gettext("Place"), row.place),
        (gettext("What the person has written"), row.reason),
        (gettext("Booked"), booked_by_words(row, now=now)),
        (gettext("Guardians"), gettext("Not shown to guardians") if row.hidden_from_guardian else ""),
    )
    return [SummaryRow(question=question, answer=answer) for question, answer in answers if answer]


def booked_by_words(row: Appointment, /, *, now: datetime) -> str:
    """Who booked it and when."""
    who = gettext("by care") if row.is_by_staff else gettext("by the person, or by who acts for her")
    return f"{date_in_words(value=row.booked_at, now=now)}, {who}"


def needs_row(*, needs: Needs, change_url: str) -> list[SummaryRow]:
    """What follows her to every time: interpreter and ways of communicating, which the unit sees; nothing without any.

    Always what she needs now: the unit sees the same (corrections 4).
    """
    interpreter = gettext("Interpreter: %(language)s") % {"language": language_name(code=needs.interpreter_language)}
    told = [interpreter] if needs.interpreter_language else []
    told += communication_in_words(communication=needs.communication)
    if not told:
        return []
    words = gettext("%(needs)s. The unit sees it.") % {"needs": "; ".join(told)}
    question = gettext("What you need")
    return [SummaryRow(question=question, answer=words, change_url=change_url, about=question)]


def _own_words(reason: str) -> list[SummaryRow]:
    return [SummaryRow(question=gettext("What you have written to the unit"), answer=reason)] if reason else []


def changing_sentences(*, kind: TimeType, starts_at: datetime, now: datetime) -> list[str]:
    """The rules about changing a time, and what it costs, told before anybody books, moves or cancels."""
    cancel_last = last_moment(starts_at=starts_at, hours_before=kind.cancel_until_hours)
    move_last = last_moment(starts_at=starts_at, hours_before=kind.rebook_until_hours)
    sentences = (
        _moving_sentence(move_last, now),
        _cancelling_sentence(cancel_last, now),
        _fee_sentence(kind.late_fee_kr, cancel_last, now),
    )
    return [sentence for sentence in sentences if sentence]


def _moving_sentence(last: datetime | None, now: datetime) -> str:
    if last is None:
        return ""
    if now >= last:
        return gettext("It is too late to rebook here.")
    return gettext("You can rebook here until %(moment)s.") % {"moment": date_in_words(value=last, now=now)}


def _cancelling_sentence(last: datetime | None, now: datetime) -> str:
    if last is None:
        return gettext("The time can not be cancelled here. Call the unit if you can not come.")
    if now >= last:
        return gettext("It is too late to cancel here. Call the unit as soon as you can if you can not come.")
    return gettext("You can cancel here until %(moment)s.") % {"moment": date_in_words(value=last, now=now)}


def kind_rows(*, kind: TimeType) -> list[SummaryRow]:
    """What the kind says, for the staff who compare two versions of it."""
    answers = (
        (gettext("Name in Swedish"), kind.title_sv),
        (gettext("Name in English"), kind.title_en),
        (gettext("How you meet"), gettext(Form(kind.form).label)),
        (gettext("Length in minutes"), kind.minutes),
        (gettext("May be cancelled until so many hours before"), kind.cancel_until_hours),
        (gettext("May be moved until so many hours before"), kind.rebook_until_hours),
        (gettext("Fee in kronor for a late change or for staying away"), kind.late_fee_kr),
        (gettext("Minutes of the day to answer an offer of an earlier time"), kind.answer_minutes),
        (gettext("How to prepare, in Swedish"), kind.preparation_sv),
        (gettext("How to prepare, in English"), kind.preparation_en),
        (gettext("What the visit is about, in the person's own words"), gettext(ReasonRule(kind.reason_rule).label)),
        (gettext("Residents may book it themselves"), yes_or_no(kind.is_open_to_residents)),
        (gettext("Hidden: booked only by summons or by staff"), yes_or_no(kind.is_hidden)),
        (gettext("From the age of"), kind.age_from),
        (gettext("Before the age of"), kind.age_until),
        (gettext("Only for those whom the unit has approved"), yes_or_no(kind.requires_approval)),
        (gettext("Only for those who are listed at the unit"), yes_or_no(kind.requires_listing)),
        (gettext("Only for those to whom the unit gives it by name"), yes_or_no(kind.is_restricted)),
        (gettext("For whom"), gettext(NEEDS[kind.need].title) if kind.need in NEEDS else gettext("Everybody")),
    )
    return [
        SummaryRow(question=question, answer="–" if answer in {None, ""} else str(answer))
        for question, answer in answers
    ]


def yes_or_no(value: bool, /) -> str:
    """Yes or no in the reader's language."""
    return gettext("Yes") if value else gettext("No")


WEEKDAYS = (
    marked("Mondays"), marked("Tuesdays"), marked("Wednesdays"), marked("Thursdays"), marked("Fridays"),
    marked("Saturdays"), marked("Sundays"),
)  # fmt: skip
INTERVALS = {
    1: marked("Every week"), 2: marked("Every second week"), 3: marked("Every third week"),
    4: marked("Every fourth week"),
}  # fmt: skip


def schedule_days(schedule: Schedule, /) -> str:
    """On which weekdays, how often and when: as staff say it."""
    days = ", ".join(gettext(WEEKDAYS[int(day)]) for day in schedule.weekdays)
    hours = f"{face_in_words(value=schedule.begins)}–{face_in_words(value=schedule.ends)}"
    interval = gettext(INTERVALS[schedule.every_weeks])
    return f"{interval}: {days}, {hours}"


def schedule_rows(*, schedule: Schedule, kinds: list[TimeType], now: datetime) -> list[SummaryRow]:
    """What the schedule says, for a preview and for staff who compare two versions of it."""
    titles = {kind.id: title_of(kind) for kind in kinds}
    last = schedule.valid_until - timedelta(days=1) if schedule.valid_until else None
    answers = (
        (gettext("Performer"), schedule.performer_name),
        (gettext("Kind of time"), titles.get(schedule.time_type, "")),
        (gettext("When"), schedule_days(schedule)),
        (gettext("Length in minutes"), str(schedule.minutes)),
        (gettext("Break"), ", ".join("–".join(one) for one in schedule.breaks)),
        (gettext("The first day"), day_in_words(value=schedule.valid_from, now=now)),
        (gettext("The last day"), day_in_words(value=last, now=now) if last else gettext("Until further notice")),
        (gettext("No times on public holidays"), yes_or_no(schedule.skips_holidays)),
        (gettext("Place"), schedule.place),
        (
            gettext("Keep times published so many weeks ahead"),
            str(schedule.weeks_ahead) if schedule.weeks_ahead else "",
        ),
    )
    return [SummaryRow(question=question, answer=answer or "–") for question, answer in answers]


def _fee_sentence(fee: int | None, last: datetime | None, now: datetime) -> str:
    if not fee:
        return ""
    if last is None:
        return gettext("If you do not come and have not cancelled, it costs %(fee)s kr.") % {"fee": fee}
    if now >= last:
        return gettext("If you cancel now or do not come, it costs %(fee)s kr.") % {"fee": fee}
    words = gettext("After %(moment)s it costs %(fee)s kr to cancel, to rebook or not to come.")
    return words % {"moment": date_in_words(value=last, now=now), "fee": fee}


def letter_rows(*, time: Appointment | None, kind: TimeType) -> list[SummaryRow]:
    """Where, with whom and how to prepare, on paper."""
    answers = (
        (gettext("You meet"), time.performer_name if time else ""),
        (gettext("Where"), time.place if time else ""),
        (gettext("How to prepare"), preparation_for(kind)),
    )
    return [SummaryRow(question=question, answer=answer) for question, answer in answers if answer]


def summons_text(summons: Summons, /) -> str:
    """What the unit wrote, in the reader's language, or in Swedish where there is nothing else."""
    return (summons.text_en if get_language() == "en" else "") or summons.text_sv


def suits_in_words(suits: Suits, /) -> str:
    """On which days and at which hours somebody can come."""
    days = (
        gettext("Every day")
        if suits.weekdays == EVERY_DAY
        else ", ".join(gettext(WEEKDAYS[int(day)]) for day in suits.weekdays)
    )
    if suits.before_noon and suits.after_noon:
        return days
    hours = gettext("Before noon") if suits.before_noon else gettext("After noon")
    return f"{days}, {hours.lower()}"


def answer_in_words(offer: Offer, /, *, now: datetime) -> str:
    """What became of an offer, for the unit's staff."""
    if offer.answer == Answer.WAITING:
        return gettext("Waits for an answer until %(moment)s") % {
            "moment": date_in_words(value=offer.answer_until, now=now)
        }
    return gettext(Answer(offer.answer).label)
