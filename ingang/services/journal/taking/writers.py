"""From entries to the bytes of a file, a step at a time: one writer for each form."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from ingang.foundation.people.queries import identifiers_of, person
from ingang.kernel.grant import Grant
from ingang.kernel.periods import local_date
from ingang.services.journal.models import Form, Taking
from ingang.services.journal.taking.about import About, Written
from ingang.services.journal.taking.bundle import Bundle
from ingang.services.journal.taking.contents import Part, Plan
from ingang.services.journal.taking.errors import NotMade
from ingang.services.journal.taking.summary import Summary
from ingang.services.journal.taking.volumes import Volumes


class Writer(Protocol):
    """Writes one form. `most` is how many planned entries it takes in a step.

    `written` gets those of the `wanted` next planned ones that the reader may see now, and says how many of the wanted
    are dealt with.
    """

    most: int

    def written(self, *, found: Sequence[Part], wanted: int) -> Written: ...


def writer_of(*, grant: Grant, taking: Taking, plan: Plan, now: datetime) -> Writer:
    """The writer of the taking's form. It goes on from the steps that are made."""
    about = about_of(grant=grant, taking=taking, plan=plan, now=now)
    if taking.form == Form.PDF:
        return Volumes(about)
    return Bundle(about) if taking.form == Form.FHIR else Summary(about)


def about_of(*, grant: Grant, taking: Taking, plan: Plan, now: datetime) -> About:
    """What a writer knows besides the entries. Refuses with NotMade a person that is gone."""
    one = person(id=grant.person)
    if one is None:
        raise NotMade
    return About(
        taking=taking,
        plan=plan,
        name=one.name,
        given_name=one.given_name,
        family_name=one.family_name,
        birth_date=one.birth_date,
        sex=one.sex,
        identifiers=tuple(identifiers_of(person=grant.person, on=local_date(now))),
        now=now,
    )
