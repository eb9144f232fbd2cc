"""The worker's job: ask the sources, write the file step by step, and go on where a killed worker stopped."""

import logging
from concurrent.futures import as_completed
from datetime import datetime
from time import monotonic
from uuid import UUID

import msgspec
from django.utils.translation import override

from ingang.foundation.access.actions import open_subject
from ingang.foundation.access.errors import AccessRefused
from ingang.foundation.identity.sessions import log_in_is_open
from ingang.kernel.actor import Representative, Resident
from ingang.kernel.grant import Grant
from ingang.services.journal.actions import registry_for
from ingang.services.journal.keeping import keep
from ingang.services.journal.models import Form, Stage, Taking
from ingang.services.journal.queries import question_about, timeline
from ingang.services.journal.sources.collecting import COLLECTOR
from ingang.services.journal.taking.binding import bound
from ingang.services.journal.taking.contents import Plan, parts, plan, with_around
from ingang.services.journal.taking.errors import NotMade, NotWanted
from ingang.services.journal.taking.sealing import Seal, workers_seal
from ingang.services.journal.taking.steps import (
    claim,
    forget,
    go_on_later,
    note_asked,
    note_end,
    note_made,
    note_plan,
    note_written,
)
from ingang.services.journal.taking.wishes import wish_of
from ingang.services.journal.taking.writers import writer_of

log = logging.getLogger(__name__)

SECONDS = 20.0
"""So long a worker writes before others' work comes between."""


def make(*, grant: Grant, id: UUID, now: datetime) -> None:
    """Go on with one taking, as its reader would: under a grant that is weighed anew, and no longer than the log-in.

    Nothing is made of a log-in that has ended. One whose reader may not read the journal any more is refused, and told
    so on the page.
    """
    taking = claim(grant=grant, id=id, now=now)
    if taking is None:
        return
    if not log_in_is_open(id=taking.log_in, now=now):
        forget(grant=grant, ids=[id])
        return
    try:
        own = open_subject(actor=_reader(taking), kinds=(Taking.data_kind,), now=now)
    except AccessRefused:
        note_end(grant=grant, taking=taking, stage=Stage.REFUSED)
        return
    with override(taking.language):
        _go_on(own, taking, now)


def _reader(taking: Taking) -> Resident | Representative:
    if taking.reader == taking.person:
        return Resident(person=taking.reader)
    return Representative(person=taking.reader, acting_for=taking.person)


def _go_on(grant: Grant, taking: Taking, now: datetime) -> None:
    seal = workers_seal(taking=taking)
    try:
        if seal is None:
            raise NotMade
        if not _is_made(grant, taking, seal, now):
            go_on_later(grant=grant, taking=taking, now=now)
    except NotWanted:
        log.info("taking along was cancelled")
    except NotMade:
        log.error("taking along failed", extra={"fields": {"form": taking.form}})
        note_end(grant=grant, taking=taking, stage=Stage.FAILED)


def _is_made(grant: Grant, taking: Taking, seal: Seal, now: datetime) -> bool:
    """Work until it is made, or the time is out."""
    until = monotonic() + SECONDS
    if taking.stage == Stage.ASKING:
        _ask_sources(grant, taking, seal, now)
    decided = msgspec.json.decode(seal.opened(taking.plan, name="plan"), type=Plan)
    everything = timeline(grant=grant, keeper=seal.keeper, now=now)
    writer = writer_of(taking=taking, plan=decided, grant=grant, now=now)
    while not _is_written(taking, decided):
        wanted = decided.entries[taking.done : taking.done + writer.most]
        found = parts(grant=grant, keeper=seal.keeper, timeline=everything, plan=decided, wanted=wanted, now=now)
        written = writer.written(found=found, wanted=len(wanted))
        note_written(grant=grant, taking=taking, seal=seal, content=written.content, entries=written.entries)
        if monotonic() > until:
            break
    if not _is_written(taking, decided):
        return False
    volumes = taking.form == Form.PDF and taking.steps > 1
    note_made(grant=grant, taking=taking, seal=seal, now=now, bound=bound(grant=grant, seal=seal) if volumes else None)
    return True


def _is_written(taking: Taking, decided: Plan) -> bool:
    return taking.steps > 0 and taking.done >= len(decided.entries)


def _ask_sources(grant: Grant, taking: Taking, seal: Seal, now: datetime) -> None:
    """Ask those that did not answer before an earlier worker was killed, and decide what is to be written."""
    known = timeline(grant=grant, keeper=seal.keeper, now=now)
    waiting = {source.code for source in known.waiting}
    done = len({answer.code for answer in known.answers} - waiting)
    total = done + len(waiting)
    question = question_about(grant=grant, now=now)
    registry = registry_for(grant=grant, question=question, sources=known.waiting, now=now)
    remembered = frozenset(answer.code for answer in known.answers if answer.entries)
    asked = COLLECTOR.ask(sources=known.waiting, question=question, registry=registry, remembered=remembered)
    for coming in as_completed(asked):
        keep(grant=grant, keeper=seal.keeper, answer=coming.result(), now=now)
        done += 1
        note_asked(grant=grant, taking=taking, done=done, total=total)
    everything = timeline(grant=grant, keeper=seal.keeper, now=now)
    decided = plan(grant=grant, keeper=seal.keeper, timeline=everything, wish=wish_of(taking=taking), now=now)
    if taking.form != Form.PDF:
        decided = with_around(grant=grant, keeper=seal.keeper, timeline=everything, plan=decided, now=now)
    note_plan(grant=grant, taking=taking, seal=seal, plan=decided)
