"""Reading the journal: the list from every source, latest first."""

from dataclasses import dataclass
from datetime import datetime

from ingang.foundation.personal.scope import query
from ingang.kernel.grant import Grant
from ingang.services.journal.sources import Answer, Entry, State, ask
from ingang.services.journal.sources.records import sources


@dataclass(frozen=True, kw_only=True)
class Timeline:
    """The entries of the sources that answered, and every source's answer."""

    entries: tuple[Entry, ...]
    answers: tuple[Answer, ...]

    @property
    def failed(self) -> tuple[Answer, ...]:
        """The sources that did not answer: each is named to the reader."""
        return tuple(answer for answer in self.answers if answer.state is not State.ANSWERED)


@query
def timeline(*, grant: Grant, now: datetime) -> Timeline:
    """The person's entries, latest first. A source that fails is named among the answers."""
    return narrowed(answers=ask(sources=sources(grant=grant), grant=grant, person=grant.person, now=now))


def narrowed(*, answers: tuple[Answer, ...], care_giver: str = "", kind: str = "") -> Timeline:
    """The entries of the answers that fit the filter, latest first; those without a date come last."""
    entries = [
        entry
        for answer in answers
        for entry in answer.entries
        if care_giver in {"", entry.care_giver} and kind in {"", entry.kind.code}
    ]
    return Timeline(entries=tuple(sorted(entries, key=_latest_first, reverse=True)), answers=answers)


def _latest_first(entry: Entry) -> tuple[bool, float, str]:
    moment = entry.happened_at
    return moment is not None, moment.timestamp() if moment else 0.0, str(entry.id)
