"""Asking somebody to be one's ombud, and the answer. Neither side learns whether the other exists before the yes."""

from collections.abc import Iterable
from datetime import date, datetime
from uuid import UUID

from ingang.foundation.audit.actions import record, record_under
from ingang.foundation.people.errors import MandateRefused, OfferGone, OnlyThePersonHerself
from ingang.foundation.people.models import Mandate, MandateOffer, Protection
from ingang.foundation.people.offers import offer_to
from ingang.foundation.people.queries import identifiers_of, person
from ingang.foundation.people.rules import check_kinds, check_mandate, check_mandate_end
from ingang.foundation.personal.scope import action
from ingang.kernel.grant import Grant, Ground
from ingang.kernel.identifiers import PersonIdentifier
from ingang.kernel.periods import local_date
from ingang.kernel.registry import current


@action
def offer_mandate(
    *,
    grant: Grant,
    identifier: PersonIdentifier,
    family_name: str,
    kinds: Iterable[str],
    valid_until: date,
    now: datetime,
) -> UUID:
    """Ask whoever has this number and family name to be ombud. Records people.mandate_offered, without the number.

    Refuses anybody but the person herself, one who is under 18, dead or protected, kinds that the law does not let
    her hand over (the journal, PDL 5:5), an end too far away, and her own number. Nothing is looked up: an unknown
    number, a wrong name and a protected person get the same answer, and the question waits.
    """
    kinds, on = sorted(frozenset(kinds)), local_date(now)
    check_can_offer(grant=grant, now=now)
    check_kinds(kinds=kinds, allowed=current().ombud_kinds)
    check_mandate_end(valid_until=valid_until, on=on)
    if identifier in identifiers_of(person=grant.person, on=on):
        raise MandateRefused()
    offer = MandateOffer(
        person=grant.person,
        number_kind=identifier.kind,
        number=identifier.value,
        family_name=family_name,
        kinds=kinds,
        valid_until=valid_until,
        offered_at=now,
    )
    offer.save(force_insert=True)
    details = {"offer": str(offer.id), "kinds": " ".join(kinds)}
    record_under(event="people.mandate_offered", grant=grant, now=now, details=details)
    return offer.id


@action
def withdraw_offer(*, grant: Grant, offer: UUID, now: datetime) -> None:
    """Take the question back before it is answered. Records people.mandate_withdrawn."""
    if grant.ground is not Ground.OWN_DATA:
        raise OnlyThePersonHerself()
    mine = MandateOffer.unguarded.filter(id=offer, person__in=grant.persons, ended_at=None)
    if not mine.update(ended_at=now):
        raise OfferGone()
    record_under(event="people.mandate_withdrawn", grant=grant, now=now, details={"offer": str(offer)})


@action
def accept_offer(*, grant: Grant, offer: UUID, now: datetime) -> UUID:
    """Say yes: the mandate begins today; returns its id. Records people.mandate_accepted, in the asker's log.

    Refuses a question that is not to the one who answers (see offers.offers_to), and one between others than adults.
    """
    row, on = _open_offer(grant, offer, now), local_date(now)
    grantor, ombud = person(id=row.person), person(id=grant.person)
    check_mandate(
        grantor_born=grantor.birth_date if grantor else None,
        ombud_born=ombud.birth_date if ombud else None,
        kinds=row.kinds,
        allowed=current().ombud_kinds,
        on=on,
    )
    mandate = Mandate(
        person=row.person, ombud=grant.person, kinds=row.kinds, valid_from=on, valid_until=row.valid_until
    )
    mandate.save(force_insert=True)
    row.ended_at, row.mandate = now, mandate.id
    row.save(update_fields=["ended_at", "mandate"])
    details = {"mandate": str(mandate.id), "ombud": str(grant.person), "kinds": " ".join(row.kinds)}
    record(event="people.mandate_accepted", actor=grant.actor, person=row.person, now=now, details=details)
    return mandate.id


@action
def decline_offer(*, grant: Grant, offer: UUID, now: datetime) -> None:
    """Say no, without a reason. Records people.mandate_declined, in the asker's log."""
    row = _open_offer(grant, offer, now)
    row.ended_at = now
    row.save(update_fields=["ended_at"])
    details = {"offer": str(offer)}
    record(event="people.mandate_declined", actor=grant.actor, person=row.person, now=now, details=details)


def _open_offer(grant: Grant, offer: UUID, now: datetime) -> MandateOffer:
    if grant.ground is not Ground.OWN_DATA:
        raise OnlyThePersonHerself()
    row = offer_to(offer=offer, person=grant.person, now=now)
    if row is None:
        raise OfferGone()
    return row


def check_can_offer(*, grant: Grant, now: datetime) -> None:
    """Refuse a power of attorney from anybody but the person herself, and of one who is under 18, dead or protected."""
    if grant.ground is not Ground.OWN_DATA:
        raise OnlyThePersonHerself()
    one = person(id=grant.person)
    if one is None or one.deceased_on or one.protection != Protection.NONE:
        raise MandateRefused()
    check_mandate(
        grantor_born=one.birth_date,
        ombud_born=one.birth_date,
        kinds=current().ombud_kinds,
        allowed=current().ombud_kinds,
        on=local_date(now),
    )
