"""Log-in by redirect to an OpenID Connect issuer, for residents and for staff (records-identity-law 7.3-7.4)."""

from collections.abc import Mapping
from datetime import datetime

import msgspec
from django.db import transaction

from ingang.connectors.oidc.client import Oidc
from ingang.connectors.oidc.errors import (
    AnswerGarbled,
    AttributeMissing,
    DiscoveryBroken,
    IssuerUnreachable,
    LevelMissing,
    OidcError,
    RefusedByUser,
)
from ingang.connectors.oidc.log_in import BegunLogIn, LoggedIn
from ingang.foundation.identity.actions import choose_assignment, start_resident_log_in, start_staff_log_in
from ingang.foundation.identity.errors import (
    AssuranceTooLow,
    ClaimsMissing,
    IssuerDown,
    LogInRefused,
    OrderGone,
    StaffUnknown,
    StoppedByPerson,
)
from ingang.foundation.identity.issuers import Issuer
from ingang.foundation.identity.models import LogIn, Order, OrderState, Way
from ingang.foundation.identity.orders import (
    Browser,
    check_starts,
    end_order,
    identified,
    note_answer,
    note_outage,
    refuse_order,
)
from ingang.foundation.identity.rules import LONGEST_REDIRECT, StartLimits, check_assurance, check_nonce, digest
from ingang.foundation.identity.sealing import seal, unseal
from ingang.foundation.identity.staff_accounts import note_staff
from ingang.foundation.people.queries import assignments_of
from ingang.kernel.actor import Origin
from ingang.kernel.periods import local_date

UNAVAILABLE = (IssuerUnreachable, DiscoveryBroken, AnswerGarbled)


class _Secrets(msgspec.Struct):
    state: str
    nonce: str
    code_verifier: str


def begin_redirect(
    *, client: Oidc, issuer: Issuer, browser: Browser, language: str, limits: StartLimits, now: datetime
) -> tuple[Order, str]:
    """Begin an order and tell where to send the browser. The state is the order's one-time nonce.

    Refuses too many starts, and raises IssuerDown (remembered for a minute) when the issuer does not answer.
    """
    check_starts(browser=browser, limits=limits, now=now)
    try:
        begun = client.begin(ui_locales=language, now=now)
    except OidcError as error:
        note_outage(issuer=issuer, now=now)
        raise IssuerDown(title=issuer.title) from error
    order = Order(
        issuer=issuer.code,
        way=Way.REDIRECT,
        state=OrderState.PENDING,
        browser=browser.key,
        nonce=digest(begun.state),
        address=browser.address,
        next_path=browser.next_path,
        started_at=now,
    )
    kept = _Secrets(begun.state, begun.nonce, begun.code_verifier)
    order.secrets = seal(msgspec.json.encode(kept).decode(), row=order.id)
    order.save(force_insert=True)
    return order, begun.url


def finish_redirect(
    *,
    client: Oidc,
    issuer: Issuer,
    order: Order,
    callback: Mapping[str, str],
    device: str,
    allows_test_numbers: bool,
    origin: Origin,
    now: datetime,
) -> LogIn:
    """Turn the issuer's answer into a log-in, once. Records identity.logged_in, or identity.log_in_refused.

    Refuses an answer that is not this order's own without touching the order: a crossed or forged answer must not
    end somebody's real log-in. Refuses one that comes after half an hour. An issuer that does not answer is
    IssuerDown, and the order has ended.
    """
    check_nonce(stored=order.nonce, given=callback.get("state", ""))
    begun = _claimed(order, issuer, now)
    try:
        told = _told(client, begun, callback, issuer, now)
        return _logged_in(told, issuer, order, device, allows_test_numbers, origin, now)
    except LogInRefused as refusal:
        refuse_order(order=order, refusal=refusal, origin=origin, now=now)
        raise
    except IssuerDown:
        note_outage(issuer=issuer, now=now)
        end_order(order=order, state=OrderState.FAILED, hint=IssuerDown.code, now=now)
        raise


def _claimed(order: Order, issuer: Issuer, now: datetime) -> BegunLogIn:
    opened = unseal(order.secrets, row=order.id) if order.is_open and order.issuer == issuer.code else None
    is_late = now >= order.started_at + LONGEST_REDIRECT
    if opened is None or is_late or Order.objects.filter(id=order.id, returned_at=None).update(returned_at=now) != 1:
        raise OrderGone()
    kept = msgspec.json.decode(opened, type=_Secrets)
    return BegunLogIn(url="", state=kept.state, nonce=kept.nonce, code_verifier=kept.code_verifier)


def _told(client: Oidc, begun: BegunLogIn, callback: Mapping[str, str], issuer: Issuer, now: datetime) -> LoggedIn:
    try:
        told = client.finish(begun=begun, callback=callback, now=now)
    except UNAVAILABLE as error:
        raise IssuerDown(title=issuer.title) from error
    except LevelMissing as error:
        raise AssuranceTooLow() from error
    except AttributeMissing as error:
        raise (StaffUnknown() if issuer.audience == "staff" else ClaimsMissing()) from error
    except RefusedByUser as error:
        raise StoppedByPerson() from error
    except OidcError as error:
        raise ClaimsMissing() from error
    note_answer(issuer=issuer)
    check_assurance(issuer.level(told.attributes.level))
    return told


def _logged_in(
    told: LoggedIn,
    issuer: Issuer,
    order: Order,
    device: str,
    allows_test_numbers: bool,
    origin: Origin,
    now: datetime,
) -> LogIn:
    if issuer.audience == "resident":
        number = told.attributes.person_number
        person = identified(number=number, allows_test_numbers=allows_test_numbers, order=order, now=now)
        order.person = person.id
    with transaction.atomic():
        log_in = _begun_log_in(told, issuer, order, device, origin, now)
        log_in.issuer_session, log_in.issuer_subject = told.session_id[:200], told.subject[:200]
        log_in.issuer_token = seal(told.id_token, row=log_in.id)
        log_in.save(update_fields=["issuer_session", "issuer_subject", "issuer_token"])
        end_order(order=order, state=OrderState.COMPLETE, person=log_in.person, now=now)
        Order.objects.filter(id=order.id).update(used_at=now)
    return log_in


def _begun_log_in(told: LoggedIn, issuer: Issuer, order: Order, device: str, origin: Origin, now: datetime) -> LogIn:
    level = issuer.level(told.attributes.level)
    if order.person is not None:
        return start_resident_log_in(
            person=order.person, issuer=issuer.code, assurance=level, device=device, origin=origin, now=now
        )
    member = note_staff(attributes=told.attributes, now=now)
    log_in = start_staff_log_in(
        staff=member.hsa_id, issuer=issuer.code, assurance=level, device=device, origin=origin, now=now
    )
    _choose_without_asking(log_in, told, origin, now)
    return log_in


def _choose_without_asking(log_in: LogIn, told: LoggedIn, origin: Origin, now: datetime) -> None:
    """The smallest choice that is needed (7.4): the only assignment, or the one that was chosen at the issuer."""
    own = [one.hsa_id for one in assignments_of(staff=log_in.staff, on=local_date(now))]
    chosen = told.attributes.chosen.commission_hsa_id.upper() if told.attributes.chosen else ""
    if chosen in own or len(own) == 1:
        assignment = chosen if chosen in own else own[0]
        choose_assignment(log_in=log_in, assignment=assignment, origin=origin, now=now)


def issuers_log_out(*, client: Oidc, log_in: LogIn, now: datetime) -> str:
    """Where the browser ends the issuer's session too; nothing when the issuer has no such page or does not answer."""
    token = unseal(log_in.issuer_token, row=log_in.id) if log_in.issuer_token else None
    if token is None:
        return ""
    try:
        return client.logout_url(id_token=token, now=now)
    except OidcError:
        # Our own log-in ends in any case; the receipt says that the issuer's may live on.
        return ""
