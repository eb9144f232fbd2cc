"""Powers of attorney between adults: given, narrowed and revoked by the one they are about."""

from collections.abc import Iterable
from datetime import date, datetime
from uuid import UUID

from ingang.foundation.audit.actions import record_under
from ingang.foundation.people.errors import MandateEnded, MandateRefused, OnlyThePersonHerself
from ingang.foundation.people.models import Mandate
from ingang.foundation.people.queries import person
from ingang.foundation.people.rules import check_kinds, check_mandate
from ingang.foundation.personal.scope import action
from ingang.kernel.grant import Grant, Ground
from ingang.kernel.periods import local_date
from ingang.kernel.registry import current


@action
def give_mandate(*, grant: Grant, ombud: UUID, kinds: Iterable[str], valid_until: date, now: datetime) -> UUID:
    """Let the ombud act with these kinds of data from today until `valid_until`. Records people.mandate_given.

    Refuses anybody but the person herself, kinds that the law does not let her hand over (the journal, PDL 5:5),
    persons under 18 or dead, herself as ombud, and an end that has passed.
    """
    _check_own(grant)
    kinds, on = sorted(frozenset(kinds)), local_date(now)
    grantor, receiver = person(id=grant.person), person(id=ombud)
    if grantor is None or receiver is None or receiver.deceased_on or ombud in grant.persons or valid_until <= on:
        raise MandateRefused()
    check_mandate(
        grantor_born=grantor.birth_date,
        ombud_born=receiver.birth_date,
        kinds=kinds,
        allowed=current().ombud_kinds,
        on=on,
    )
    mandate = Mandate(person=grant.person, ombud=ombud, kinds=kinds, valid_from=on, valid_until=valid_until)
    mandate.save(force_insert=True)
    _record("people.mandate_given", grant, mandate, now)
    return mandate.id


@action
def narrow_mandate(*, grant: Grant, mandate: UUID, kinds: Iterable[str], valid_until: date, now: datetime) -> None:
    """Let the mandate cover fewer kinds or end sooner, from the ombud's next request. Records people.mandate_narrowed.

    Refuses to widen it (that takes a new one), and one that has ended.
    """
    row, kinds = _running(grant, mandate, local_date(now)), sorted(frozenset(kinds))
    check_kinds(kinds=kinds, allowed=row.kinds)
    if not local_date(now) < valid_until <= row.valid_until:
        raise MandateRefused()
    row.kinds, row.valid_until = kinds, valid_until
    row.save(update_fields=["kinds", "valid_until"])
    _record("people.mandate_narrowed", grant, row, now)


@action
def revoke_mandate(*, grant: Grant, mandate: UUID, now: datetime) -> None:
    """End the mandate from the ombud's next request. Records people.mandate_revoked. Refuses one that has ended."""
    row = _running(grant, mandate, local_date(now))
    row.revoked_at = now
    row.save(update_fields=["revoked_at"])
    _record("people.mandate_revoked", grant, row, now)


def _running(grant: Grant, mandate: UUID, on: date) -> Mandate:
    _check_own(grant)
    running = Mandate.unguarded.select_for_update().filter(
        id=mandate, person__in=grant.persons, revoked_at=None, valid_until__gt=on
    )
    row = running.first()
    if row is None:
        raise MandateEnded()
    return row


def _check_own(grant: Grant) -> None:
    if grant.ground is not Ground.OWN_DATA:
        raise OnlyThePersonHerself()


def _record(event: str, grant: Grant, mandate: Mandate, now: datetime) -> None:
    details = {"mandate": str(mandate.id), "ombud": str(mandate.ombud), "kinds": " ".join(mandate.kinds)}
    record_under(event=event, grant=grant, now=now, details=details)
