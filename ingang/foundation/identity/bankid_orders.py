"""Log-in with BankID: begin, follow, come back, cancel (records-identity-law 7.2, corrections 1.13 and 3.8)."""

from collections.abc import Callable
from datetime import datetime, timedelta
from secrets import token_urlsafe

import msgspec

from ingang.connectors.bankid.client import BankID
from ingang.connectors.bankid.errors import BankIDError, BankIDRefused, BankIDUnavailable, OrderUnknown
from ingang.connectors.bankid.errors import Maintenance as BankIDMaintenance
from ingang.connectors.bankid.messages import Act, Start, message
from ingang.connectors.bankid.orders import Collected, Completion, OrderRequest, Status, WebDevice
from ingang.connectors.bankid.orders import Order as BankIDOrder
from ingang.foundation.identity.errors import IssuerDown, LogInRefused, OrderGone
from ingang.foundation.identity.issuers import Issuer
from ingang.foundation.identity.models import Order, OrderState, Way
from ingang.foundation.identity.orders import (
    Browser,
    check_starts,
    end_order,
    identified,
    note_answer,
    note_outage,
    refuse_order,
)
from ingang.foundation.identity.rules import (
    ASK_EVERY,
    StartLimits,
    check_assurance,
    check_nonce,
    check_same_device,
    digest,
)
from ingang.foundation.identity.sealing import seal, unseal
from ingang.kernel.actor import Origin

LONGEST_ORDER = timedelta(minutes=10)
"""BankID ends an order itself after some minutes; an order that it can not tell us about ends here."""


class _QrStart(msgspec.Struct):
    auto_start_token: str
    qr_start_token: str
    qr_start_secret: str


def begin(
    *,
    client: BankID,
    issuer: Issuer,
    way: Way,
    browser: Browser,
    return_address: Callable[[str], str],
    visible_text: str,
    limits: StartLimits,
    now: datetime,
) -> Order:
    """Begin an order, bound to the browser by a one-time nonce in the return address.

    Refuses too many starts, and raises IssuerDown (remembered for a minute) when BankID does not answer.
    """
    check_starts(browser=browser, limits=limits, now=now)
    nonce = token_urlsafe(24)
    request = OrderRequest(
        end_user_ip=browser.address,
        visible_text=visible_text,
        return_url=return_address(nonce) if way is Way.SAME_DEVICE else None,
        device=WebDevice(referring_domain=browser.host, user_agent=browser.user_agent, device_identifier=browser.key),
    )
    begun = _begun(client, issuer, request, now)
    note_answer(issuer=issuer)
    order = Order(
        issuer=issuer.code,
        way=way,
        state=OrderState.PENDING,
        hint="outstandingTransaction",
        reference=begun.order_ref,
        browser=browser.key,
        nonce=digest(nonce),
        address=browser.address,
        next_path=browser.next_path,
        started_at=begun.started_at,
    )
    start = _QrStart(begun.auto_start_token, begun.qr_start_token, begun.qr_start_secret)
    order.secrets = seal(msgspec.json.encode(start).decode(), row=order.id)
    order.save(force_insert=True)
    return order


def _begun(client: BankID, issuer: Issuer, request: OrderRequest, now: datetime) -> BankIDOrder:
    try:
        return client.auth(request=request, now=now)
    except BankIDError as error:
        # Whatever the cause, a log-in that can not even begin means that people should take the other way.
        note_outage(issuer=issuer, now=now)
        raise IssuerDown(title=issuer.title) from error


def follow(
    *, client: BankID, issuer: Issuer, order: Order, allows_test_numbers: bool, origin: Origin, now: datetime
) -> Order:
    """Ask BankID how the order stands, at most every other second, and store it.

    Two tabs or a double click ask once: the one who moves `asked_at` asks. A refusal of the person is stored as the
    order's hint and recorded; an unreachable BankID leaves the order as it is.
    """
    if not order.is_open or not _is_ours_to_ask(order, now):
        order.refresh_from_db()
        return order
    try:
        collected = client.collect(order_ref=order.reference)
    except (BankIDUnavailable, BankIDMaintenance):
        note_outage(issuer=issuer, now=now)
        return _expired_if_old(order, now)
    except OrderUnknown:
        end_order(order=order, state=OrderState.FAILED, hint=OrderGone.code, now=now)
        return order
    except BankIDRefused as error:
        end_order(order=order, state=OrderState.FAILED, hint=error.error_code, now=now)
        return order
    note_answer(issuer=issuer)
    if collected.completion_data is not None:
        return _completed(issuer, order, collected.completion_data, allows_test_numbers, origin, now)
    return _under_way(order, collected, now)


def note_return(*, order: Order, nonce: str, now: datetime) -> None:
    """The person came back by the return address. Refuses another order's nonce, and a closed or used order."""
    check_nonce(stored=order.nonce, given=nonce)
    alive = order.state in {OrderState.PENDING, OrderState.COMPLETE} and order.used_at is None
    if order.way != Way.SAME_DEVICE or not alive:
        raise OrderGone()
    Order.objects.filter(id=order.id, returned_at=None).update(returned_at=now)
    order.refresh_from_db()


def cancel(*, client: BankID, order: Order, now: datetime) -> None:
    """End the order here at once, and at BankID too if it answers; a later approval comes to nothing."""
    if not end_order(order=order, state=OrderState.CANCELLED, now=now):
        return
    try:
        client.cancel(order_ref=order.reference)
    except BankIDError:
        # The order is closed here, so its result can never be used; BankID lets it expire.
        return


def hint_sentence(order: Order) -> str:
    """The message id that tells how an open or failed order stands, by the service's recommendations (7.2)."""
    status = Status.PENDING if order.is_open else Status.FAILED
    start = Start.SAME_DEVICE if order.way == Way.SAME_DEVICE else Start.QR
    collected = Collected(order_ref=order.reference, status=status, hint_code=order.hint)
    return message(collected=collected, act=Act.LOG_IN, start=start)


def begun_order(order: Order) -> BankIDOrder | None:
    """What the QR code and the start link are made of, while the order is open."""
    opened = unseal(order.secrets, row=order.id) if order.is_open else None
    if opened is None:
        return None
    start = msgspec.json.decode(opened, type=_QrStart)
    return BankIDOrder(
        order_ref=order.reference,
        auto_start_token=start.auto_start_token,
        qr_start_token=start.qr_start_token,
        qr_start_secret=start.qr_start_secret,
        started_at=order.started_at,
    )


def _is_ours_to_ask(order: Order, now: datetime) -> bool:
    if order.asked_at is not None and now < order.asked_at + ASK_EVERY:
        return False
    return Order.objects.filter(id=order.id, asked_at=order.asked_at).update(asked_at=now) == 1


def _under_way(order: Order, collected: Collected, now: datetime) -> Order:
    hint = collected.hint_code or ""
    if collected.status is Status.FAILED:
        end_order(order=order, state=OrderState.FAILED, hint=hint, now=now)
        return order
    Order.objects.filter(id=order.id, state=OrderState.PENDING).update(hint=hint[:60])
    return _expired_if_old(order, now)


def _expired_if_old(order: Order, now: datetime) -> Order:
    if now >= order.started_at + LONGEST_ORDER:
        end_order(order=order, state=OrderState.FAILED, hint="expiredTransaction", now=now)
    order.refresh_from_db()
    return order


def _completed(
    issuer: Issuer, order: Order, result: Completion, allows_test_numbers: bool, origin: Origin, now: datetime
) -> Order:
    try:
        check_assurance(issuer.level())
        if order.way == Way.SAME_DEVICE:
            check_same_device(began=order.address, approved=result.device.ip_address)
        number = result.user.personal_number
        person = identified(number=number, allows_test_numbers=allows_test_numbers, order=order, now=now)
    except LogInRefused as refusal:
        refuse_order(order=order, refusal=refusal, origin=origin, now=now)
        return order
    end_order(order=order, state=OrderState.COMPLETE, person=person.id, now=now)
    return order
