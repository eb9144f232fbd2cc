"""Answers from outside, kept for one log-in at most, sealed with a key that only that browser's session makes."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import msgspec

from ingang.foundation.audit.actions import record_under
from ingang.foundation.care_units.queries import sensitive_units
from ingang.foundation.identity.keeping import Keeper
from ingang.foundation.identity.sessions import log_in_is_open
from ingang.foundation.personal.scope import action, query
from ingang.foundation.work_items.actions import create_work
from ingang.kernel.actor import Staff
from ingang.kernel.grant import OPERATION, Grant
from ingang.kernel.periods import local_date
from ingang.services.journal.models import KeptAnswer, KeptTexts, Taking
from ingang.services.journal.sources import Answer, Entry, State

FRESH = timedelta(minutes=10)
"""How long an answer counts as new enough."""
TRIED = timedelta(minutes=1)
"""How soon a source that failed is asked again."""
TEXTS_IN_A_PART = 100

WRONG_PERSON = "journal.wrong_person"
"""The work of finding out why a source answered about somebody else."""


class _Headings(msgspec.Struct):
    name: str
    entries: list[Entry]
    message: str = ""


@action
def keep(*, grant: Grant, keeper: Keeper, answer: Answer, now: datetime) -> None:
    """Keep what a source answered, in place of what it said before; a failure leaves that and its age.

    Records journal.source_asked, unless the index knew that there is nothing to ask for. A source that answered about
    somebody else becomes the operation's work at once.
    """
    entries = _for_reader(grant, answer.entries)
    told = {one.id for one in entries}
    message = message_for(grant=grant, message=answer.message)
    words = {one: said for one, said in answer.words.items() if one in told}
    answer = replace(answer, entries=entries, message=message, words=words)
    if answer.state is not State.NOT_REGISTERED:
        details = {"system": answer.code, "state": str(answer.state), "entries": str(len(answer.entries))}
        record_under(event="journal.source_asked", grant=grant, now=now, details=details)
    mine = {"log_in": keeper.log_in, "system": answer.code}
    if answer.state is State.WRONG_PERSON:
        _alarm(grant, answer.code, now)
    if answer.state.is_failure:
        changed = {"state": answer.state, "asked_at": answer.asked_at}
        if KeptAnswer.under(grant).filter(**mine).update(**changed):
            return
    _replace(grant, keeper, answer, mine)


def _alarm(grant: Grant, system: str, now: datetime) -> None:
    """Once a day for each system. The operation sees which it was, and never about whom it was asked."""
    subject = f"{system} {local_date(now)}"
    create_work(
        grant=grant, unit=OPERATION, kind=WRONG_PERSON, subject=subject, person=grant.person, due_at=now, now=now
    )


def _replace(grant: Grant, keeper: Keeper, answer: Answer, mine: dict[str, Any]) -> None:
    KeptAnswer.under(grant).filter(**mine).delete()
    KeptTexts.under(grant).filter(**mine).delete()
    KeptAnswer(
        person=grant.person,
        state=answer.state,
        asked_at=answer.asked_at,
        fetched_at=answer.fetched_at,
        sealed=keeper.seal(_Headings(name=answer.name, entries=list(answer.entries), message=answer.message)),
        sealed_words=keeper.seal(answer.words),
        **mine,
    ).save(force_insert=True)
    KeptTexts.under(grant).bulk_create(
        KeptTexts(person=grant.person, part=number, sealed=keeper.seal(texts), **mine)
        for number, texts in enumerate(_parts(answer))
    )


@action
def forget(*, grant: Grant, now: datetime) -> int:
    """Forget what is kept for log-ins that have ended; tells how many answers. Under a job's grant.

    What the worker keeps while it makes a file stands under that file, and goes with it.
    """
    log_ins = set(KeptAnswer.under(grant).values_list("log_in", flat=True))
    being_made = set(Taking.under(grant).exclude(for_worker=b"").values_list("id", flat=True))
    ended = [one for one in log_ins - being_made if not log_in_is_open(id=one, now=now)]
    KeptTexts.under(grant).filter(log_in__in=ended).delete()
    return KeptAnswer.under(grant).filter(log_in__in=ended).delete()[0]


@query
def kept(*, grant: Grant, keeper: Keeper) -> tuple[Answer, ...]:
    """What is kept for this log-in, with what the grant reaches alone, by name."""
    rows = KeptAnswer.under(grant).filter(log_in=keeper.log_in).order_by("system").defer("sealed_words")
    return tuple(sorted(filter(None, (_answer(row, keeper, grant) for row in rows)), key=lambda one: one.name))


@query
def kept_texts(*, grant: Grant, keeper: Keeper, systems: Iterable[str], entries: Iterable[UUID]) -> dict[UUID, str]:
    """The texts of these entries of these sources."""
    wanted, found = set(entries), dict[UUID, str]()
    rows = KeptTexts.under(grant).filter(log_in=keeper.log_in, system__in=tuple(systems))
    for row in rows.order_by("system", "part"):
        if wanted <= found.keys():
            break
        opened = keeper.opened(row.sealed)
        texts = msgspec.json.decode(opened, type=dict[UUID, str]) if opened else {}
        found |= {one: text for one, text in texts.items() if one in wanted}
    return found


@query
def kept_holding(*, grant: Grant, keeper: Keeper, words: Iterable[str]) -> frozenset[UUID]:
    """The kept entries in which every one of the words stands. In small letters."""
    words, found = tuple(words), set[UUID]()
    for sealed in KeptAnswer.under(grant).filter(log_in=keeper.log_in).values_list("sealed_words", flat=True):
        opened = keeper.opened(sealed)
        said = msgspec.json.decode(opened, type=dict[UUID, str]) if opened else {}
        found |= {one for one, text in said.items() if all(word in text for word in words)}
    return frozenset(found)


def is_fresh(*, answer: Answer, now: datetime) -> bool:
    """Whether the source need not be asked again yet."""
    return now - answer.asked_at < (TRIED if answer.state.is_failure else FRESH)


def within(*, grant: Grant, entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """What the grant reaches. What a sensitive unit wrote leaves no trace for a guardian (corrections 3.2), and what
    care has withheld from the patient leaves none for anybody but staff.
    """
    told = _for_reader(grant, entries)
    reached = [one for one in told if grant.reaches(care_giver=one.care_giver, unit=one.unit)]
    # Asked also where nothing is reached: how many questions there are must not tell.
    units = frozenset({"", *(one.unit for one in reached)})
    hidden = sensitive_units(hsa_ids=units) if grant.is_guardian else frozenset()
    return tuple(one for one in reached if one.unit not in hidden)


def message_for(*, grant: Grant, message: str) -> str:
    """What a source says to its reader (INFO, records 1). Its text is free, and may betray what is hidden from a
    guardian, or what the reader is blocked from: whoever does not see all that the source has is not told it.
    """
    is_limited = grant.is_guardian or grant.units is not None or grant.blocked_units or grant.blocked_care_givers
    return "" if is_limited else message


def _for_reader(grant: Grant, entries: Iterable[Entry]) -> tuple[Entry, ...]:
    return tuple(one for one in entries if isinstance(grant.actor, Staff) or not one.is_withheld)


def _parts(answer: Answer) -> Iterator[dict[UUID, str]]:
    """The texts in the order of the entries, a part at a time; one part where there are none, so that it is written as
    often whatever is closed."""
    for first in range(0, len(answer.entries) or 1, TEXTS_IN_A_PART):
        yield {one.id: answer.texts[one.id] for one in answer.entries[first : first + TEXTS_IN_A_PART]}


def _answer(row: KeptAnswer, keeper: Keeper, grant: Grant) -> Answer | None:
    opened = keeper.opened(row.sealed)
    if opened is None:
        return None
    headings = msgspec.json.decode(opened, type=_Headings)
    return Answer(
        code=row.system,
        name=headings.name,
        state=State(row.state),
        asked_at=row.asked_at,
        fetched_at=row.fetched_at,
        entries=within(grant=grant, entries=headings.entries),
        message=message_for(grant=grant, message=headings.message),
    )
