"""What every log-in under way has in common: who may begin one, which browser it is bound to, and its single use."""

import logging
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from ingang.foundation.audit.actions import REFUSED, record
from ingang.foundation.identity.actions import lock_in_force, start_resident_log_in
from ingang.foundation.identity.errors import (
    LogInIsLocked,
    LogInRefused,
    OrderGone,
    PersonDeceased,
    PersonUnknown,
    TooManyStarts,
)
from ingang.foundation.identity.issuers import Issuer
from ingang.foundation.identity.models import IssuerOutage, LogIn, Order, OrderState, Way
from ingang.foundation.identity.rules import (
    OUTAGE_IS_REMEMBERED,
    RESULT_LASTS,
    StartLimits,
    check_identity_proven,
    check_number,
)
from ingang.foundation.people.actions.reading import read_with_children
from ingang.foundation.people.errors import RegisterDown
from ingang.foundation.people.models import Person
from ingang.foundation.people.personal_data_service import population_register
from ingang.foundation.people.queries import person_by_identifier
from ingang.kernel.actor import Origin, System
from ingang.kernel.identifiers import IdentifierKind, InvalidIdentifier, PersonIdentifier, parse_person_identifier
from ingang.kernel.periods import local_date

log = logging.getLogger(__name__)


@dataclass(frozen=True, kw_only=True)
class Browser:
    """The browser that begins a log-in: `key` is its session's digest, the rest is told to issuers that weigh risk."""

    key: str
    address: str
    host: str
    user_agent: str
    next_path: str = ""


def check_starts(*, browser: Browser, limits: StartLimits, now: datetime) -> None:
    """Refuse when the address or the browser has begun too many log-ins lately."""
    lately = Order.objects.filter(started_at__gt=now - limits.within)
    if lately.filter(address=browser.address).count() >= limits.per_address:
        raise TooManyStarts()
    if lately.filter(browser=browser.key).count() >= limits.per_browser:
        raise TooManyStarts()


def order_of(*, id: UUID, browser_key: str) -> Order:
    """The order, for the browser that began it; OrderGone for every other one."""
    order = Order.objects.filter(id=id, browser=browser_key).first()
    if order is None:
        raise OrderGone()
    return order


def end_order(*, order: Order, state: OrderState, hint: str = "", person: UUID | None = None, now: datetime) -> bool:
    """Close an open order, forget its secrets, and tell whether it was this call that closed it."""
    closed = Order.objects.filter(id=order.id, state__in=[OrderState.CREATED, OrderState.PENDING]).update(
        state=state, hint=hint[:60], person=person, secrets="", ended_at=now
    )
    order.refresh_from_db()
    return closed == 1


def identified(*, number: str, allows_test_numbers: bool, order: Order, now: datetime) -> Person:
    """The living person with this number whose log-in is not locked, as the population register knows her today.

    Where the register does not answer, what was last known counts: her own services work (records-identity-law 6).
    Refuses an unknown number, a test number in production, an unproven identity, a deceased person and a locked
    log-in (7, flows 1).
    Age is no ground: minors with an e-ID may log in, and each service's age rules decide (records-identity-law 6).
    """
    today = local_date(now)
    try:
        identifier = parse_person_identifier(number, today=today)
    except InvalidIdentifier:
        raise PersonUnknown(support=support_code(order)) from None
    check_number(identifier, allows_test_numbers=allows_test_numbers)
    person = _as_registered(identifier, now) or person_by_identifier(identifier=identifier, on=today)
    if person is None:
        raise PersonUnknown(support=support_code(order))
    if identifier.kind is IdentifierKind.SAMORDNINGSNUMMER:
        check_identity_proven(level=person.identity_level, is_dormant=person.is_dormant)
    check_may_log_in(person=person, now=now)
    return person


def _as_registered(identifier: PersonIdentifier, now: datetime) -> Person | None:
    """The person as the register tells today; None where it does not answer, or where none is connected."""
    register = population_register()
    if register is None:
        return None
    try:
        known = read_with_children(
            register=register, actor=System(name="population_register"), identifier=identifier, now=now
        )
    except RegisterDown:
        log.warning("the population register does not answer at a log-in")
        return None
    return Person.objects.filter(id=known).first() if known else None


def check_may_log_in(*, person: Person, now: datetime) -> None:
    """Refuse a deceased person and a locked log-in."""
    if person.deceased_on is not None and person.deceased_on <= local_date(now):
        raise PersonDeceased()
    if lock_in_force(person=person.id) is not None:
        raise LogInIsLocked()


def support_code(order: Order) -> str:
    """What a person reads out to the support: the end of the order's id, which the audit log holds."""
    return order.id.hex[-8:].upper()


def refuse_order(*, order: Order, refusal: LogInRefused, origin: Origin, now: datetime) -> None:
    """Close the order with the refusal as its hint. Records identity.log_in_refused, without any number."""
    with transaction.atomic():
        end_order(order=order, state=OrderState.FAILED, hint=refusal.code, now=now)
        record(
            event="identity.log_in_refused",
            actor=System(name=order.issuer, origin=origin),
            person=order.person,
            outcome=REFUSED,
            now=now,
            details={"code": refusal.code, "order": str(order.id)},
        )


def refusal_of(order: Order) -> LogInRefused | None:
    """Why the order was refused, or None when it failed at the issuer or did not fail."""
    kind = _REFUSALS.get(order.hint) if order.state == OrderState.FAILED else None
    return kind(support=support_code(order)) if kind else None


_REFUSALS = {kind.code: kind for kind in LogInRefused.__subclasses__()}


def use_result(*, order: Order, issuer: Issuer, device: str, origin: Origin, now: datetime) -> LogIn:
    """Turn an approved order into a log-in, once (corrections 3.8). Records identity.logged_in.

    Refuses an order that is not approved, was used already, was left for minutes after its approval, or whose
    browser has not come back with the nonce when the same device was chosen. A person who died or locked her log-in
    meanwhile is refused too.
    """
    ready = Order.objects.filter(id=order.id, state=OrderState.COMPLETE, used_at=None, ended_at__gt=now - RESULT_LASTS)
    if order.way == Way.SAME_DEVICE:
        ready = ready.exclude(returned_at=None)
    person = Person.objects.filter(id=order.person).first() if order.person else None
    if person is None:
        raise OrderGone()
    check_may_log_in(person=person, now=now)
    with transaction.atomic():
        if ready.update(used_at=now) != 1:
            raise OrderGone()
        return start_resident_log_in(
            person=person.id, issuer=issuer.code, assurance=issuer.level(), device=device, origin=origin, now=now
        )


def note_outage(*, issuer: Issuer, now: datetime) -> None:
    """Remember that the issuer does not answer."""
    IssuerOutage.objects.update_or_create(issuer=issuer.code, defaults={"failed_at": now})


def note_answer(*, issuer: Issuer) -> None:
    """Forget an outage: the issuer answers."""
    IssuerOutage.objects.filter(issuer=issuer.code).delete()


def issuers_down(*, now: datetime) -> frozenset[str]:
    """The codes of issuers that failed to answer lately; nothing is asked here."""
    since = now - OUTAGE_IS_REMEMBERED
    return frozenset(IssuerOutage.objects.filter(failed_at__gt=since).values_list("issuer", flat=True))
