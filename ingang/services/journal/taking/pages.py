"""Values for the templates, ready to show."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext, ngettext

from ingang.foundation.documents.words import size_in_words
from ingang.services.journal.kinds import KIND_BY_CODE
from ingang.services.journal.merging import lines
from ingang.services.journal.models import Form, Stage
from ingang.services.journal.sources import Entry, Source
from ingang.services.journal.taking.contents import Told
from ingang.services.journal.taking.queries import Taken
from ingang.services.journal.taking.wishes import Wish, wish_of
from ingang.services.journal.words import LATER, STATE_WORDS
from ingang.ui.words import date_in_words

GONE = "gone"


@dataclass(frozen=True, kw_only=True)
class Row:
    """A taking in the list."""

    title: str
    words: str
    url: str


@dataclass(frozen=True, kw_only=True)
class Progress:
    """How far it has come: a number of a number, and the same in words. `total` is 0 while nobody knows."""

    words: str
    done: int
    total: int


@dataclass(frozen=True, kw_only=True)
class Shown:
    """What the page of a taking shows. `stage` is one of models.Stage, or GONE in another log-in."""

    stage: str
    title: str
    chosen: str
    asked: str
    progress: Progress
    stands_still: bool
    about: str
    missing: tuple[str, ...]
    left_out: str


def rows(*, takings: Iterable[Taken], now: datetime) -> list[Row]:
    """Those of this log-in, as lines."""
    return [
        Row(
            title=title_of(taken=one),
            words=" ".join(filter(None, (_asked(one, now), gettext(Stage(one.row.stage).label) + "."))),
            url=reverse("journal:taking", kwargs={"id": one.row.id}),
        )
        for one in takings
    ]


def beforehand(*, found: Sequence[Entry], waiting: Sequence[Source]) -> dict[str, Any]:
    """What the file would get as the list stands, which joins what several care givers tell; the file has each."""
    return {"count": len(found), "has_copies": len(lines(entries=found)) < len(found), "is_waiting": bool(waiting)}


def shown(*, taken: Taken, now: datetime) -> Shown:
    """How it stands."""
    plan = taken.plan
    return Shown(
        stage=taken.row.stage if taken.seal else GONE,
        title=title_of(taken=taken),
        chosen=chosen_words(wish=wish_of(taking=taken.row)),
        asked=_asked(taken, now),
        progress=_progress(taken),
        stands_still=taken.stands_still(now=now),
        about=_about(taken),
        missing=tuple(_source(one) for one in plan.missing) if plan else (),
        left_out=gettext(LATER) if plan and plan.something_waits else "",
    )


def title_of(*, taken: Taken) -> str:
    """What the file is."""
    return gettext(str(Form(taken.row.form).label))


def chosen_words(*, wish: Wish) -> str:
    """What is left out by choice, apart from whose it is: that one is not named outside the file."""
    chosen = [
        gettext("With the words “%(words)s”") % {"words": wish.sought} if wish.sought else "",
        gettext("Only what was new to you") if wish.new_after else "",
        gettext("One care giver") if wish.care_giver else "",
        gettext(KIND_BY_CODE[wish.kind].title) if wish.kind else "",
        gettext("From and including %(day)s") % {"day": wish.since} if wish.since else "",
        gettext("Until and including %(day)s") % {"day": wish.until} if wish.until else "",
    ]
    return ". ".join(filter(None, chosen)) or gettext("Everything")


def _asked(taken: Taken, now: datetime) -> str:
    return gettext("Asked for %(when)s.") % {"when": date_in_words(value=taken.row.asked_at, now=now)}


def _progress(taken: Taken) -> Progress:
    row = taken.row
    counts = {"done": row.done, "total": row.total}
    if row.stage == Stage.ASKING and not row.total:
        return Progress(words=gettext("It is waiting for its turn."), done=0, total=0)
    if row.stage == Stage.ASKING:
        words = gettext("Care givers are being asked: %(done)s of %(total)s have answered.") % counts
    else:
        words = gettext("The file is being written: %(done)s of %(total)s entries.") % counts
    return Progress(words=words, done=row.done, total=row.total)


def _about(taken: Taken) -> str:
    count = len(taken.plan.entries) if taken.plan else 0
    entries = ngettext("%(count)s entry", "%(count)s entries", count) % {"count": count}
    return f"{entries}, {size_in_words(size=taken.size)}"


def _source(one: Told) -> str:
    said = gettext(STATE_WORDS[one.state])
    return f"{one.name}: {said}"
