"""Asking and reading: each is an audit row of its own, written before anything leaves the house."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from ingang.foundation.audit.actions import record_under
from ingang.foundation.audit.queries import HIDDEN_MARK
from ingang.foundation.identity.keeping import Keeper
from ingang.foundation.people.queries import person
from ingang.foundation.personal.scope import action
from ingang.foundation.systems.engagement_index import own_address, the_index
from ingang.foundation.systems.queries import all_systems
from ingang.kernel.actor import Staff
from ingang.kernel.errors import NotFound
from ingang.kernel.grant import Grant
from ingang.services.journal.growth import Growth, growth, may_tell_growth
from ingang.services.journal.kinds import MEASUREMENTS, VACCINATIONS
from ingang.services.journal.queries import FoundEntry, found_entry, series_of, told_by
from ingang.services.journal.series import Series
from ingang.services.journal.sources import Question, Source
from ingang.services.journal.sources.registered import Registry
from ingang.services.journal.vaccinations import Protection, dose, protections


@action
def registry_for(*, grant: Grant, question: Question, sources: Iterable[Source], now: datetime) -> Registry | None:
    """The engagement index, where one of the sources waits for its answer; None where it need not be asked.

    It is asked by the person's main identity of today alone (records 1, R3). She who has several may stand in it under
    a former one, so all are asked about her, and about one with a reserve number, which means nothing there.

    Records journal.index_asked before it is: who has records on somebody is patient data itself.
    """
    index = the_index()
    has_one = len(question.identifiers) == 1 and not question.identifiers[0].kind.is_reserve
    if index is None or not has_one or not any(one.tells_index for one in sources):
        return None
    record_under(event="journal.index_asked", grant=grant, now=now)
    return Registry(index=index, known=frozenset(all_systems()) | {own_address()})


@action
def read_entry(*, grant: Grant, keeper: Keeper, id: UUID, now: datetime) -> FoundEntry:
    """The entry with its text. Refuses with NotFound what the grant may not see. Records journal.entry_read."""
    return _opened(grant, keeper, id, "journal.entry_read", now)


@action
def download_entry(*, grant: Grant, keeper: Keeper, id: UUID, now: datetime) -> FoundEntry:
    """The entry to take along. Refuses as `read_entry`. Records journal.entry_downloaded."""
    return _opened(grant, keeper, id, "journal.entry_downloaded", now)


@action
def read_series(*, grant: Grant, keeper: Keeper, id: UUID, now: datetime) -> Series:
    """All values of the entry's kind over time. Refuses with NotFound what the grant may not see, and what is no plain
    number. Records journal.values_read."""
    found = series_of(grant=grant, keeper=keeper, id=id, now=now)
    if found is None:
        raise NotFound()
    details = {"entry": str(id), "entries": str(len(found.values))} | _not_for_guardians(grant)
    record_under(event="journal.values_read", grant=grant, now=now, details=details)
    return found


@action
def read_vaccinations(*, grant: Grant, keeper: Keeper, now: datetime) -> tuple[Protection, ...]:
    """Every vaccination that is here, by what it protects against. Records journal.vaccinations_read."""
    found = told_by(grant=grant, keeper=keeper, kind=VACCINATIONS, now=now)
    doses = [one for entry, text in found if (one := dose(entry=entry, text=text))]
    record_under(event="journal.vaccinations_read", grant=grant, now=now, details={"entries": str(len(doses))})
    return protections(doses=doses)


@action
def read_growth(*, grant: Grant, keeper: Keeper, now: datetime) -> tuple[Growth, ...]:
    """How the person has grown, by all that is here. Records journal.growth_read.

    Gives nothing for one whose date of birth is not known: growth is read by age.
    """
    found = told_by(grant=grant, keeper=keeper, kind=MEASUREMENTS, now=now, like=lambda one: may_tell_growth(entry=one))
    details = {"entries": str(len(found))}
    record_under(event="journal.growth_read", grant=grant, now=now, details=details)
    who = person(id=grant.person)
    if who is None or who.birth_date is None:
        return ()
    return growth(found=found, born_on=who.birth_date, sex=who.sex)


def _opened(grant: Grant, keeper: Keeper, id: UUID, event: str, now: datetime) -> FoundEntry:
    found = found_entry(grant=grant, keeper=keeper, id=id, now=now)
    if found is None:
        raise NotFound()
    details = {"entry": str(id), "care_giver": found.entry.care_giver, "kind": found.entry.kind_code}
    record_under(event=event, grant=grant, now=now, details=details | _not_for_guardians(grant))
    return found


def _not_for_guardians(grant: Grant) -> dict[str, str]:
    """Guardians are told that staff opened the journal; that there was an entry to read could betray one that is hidden
    from them (corrections 3.2)."""
    return {HIDDEN_MARK: "1"} if isinstance(grant.actor, Staff) else {}
