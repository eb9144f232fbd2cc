"""What a relying party gets when an order is complete."""

from base64 import b64encode
from datetime import date
from hashlib import sha256
from html import escape
from typing import Any

from demo.simulators.bankid.orders import Order
from demo.simulators.bankid.requests import Start
from demo.simulators.cast import Person

ISSUED_ON = date(2024, 5, 1)


def completion_data(order: Order) -> dict[str, Any]:
    """The result in the service's shape. The signature is well-formed but proves nothing."""
    person = order.person
    if person is None:
        raise ValueError("nobody opened this order")
    result: dict[str, Any] = {
        "user": {
            "personalNumber": person.person_number,
            "name": person.name,
            "givenName": person.given_name,
            "surname": person.surname,
        },
        "device": {"ipAddress": order.device_address, "uhi": _device_mark(person)},
        "bankIdIssueDate": ISSUED_ON.isoformat(),
        "signature": b64encode(_signature(order, person).encode()).decode(),
        "ocspResponse": b64encode(b"simulated answer: good").decode(),
    }
    if order.asked.wants_travel_document:
        result["stepUp"] = {"mrtd": True}
    if isinstance(order.asked, Start) and order.asked.return_risk:
        result["risk"] = "low"
    return result


def _device_mark(person: Person) -> str:
    return b64encode(sha256(person.person_number.encode()).digest()).decode()


def _signature(order: Order, person: Person) -> str:
    asked = order.asked
    visible = f'<usrVisibleData charset="UTF-8" visible="wysiwys">{asked.user_visible_data}</usrVisibleData>'
    hidden = f"<usrNonVisibleData>{asked.user_non_visible_data}</usrNonVisibleData>"
    signed = f"{visible if asked.user_visible_data else ''}{hidden if asked.user_non_visible_data else ''}"
    digest = b64encode(sha256(signed.encode()).digest()).decode()
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="no"?>'
        '<Signature xmlns="http://www.w3.org/2000/09/xmldsig#"><SignedInfo>'
        '<Reference URI="#bidSignedData"><DigestMethod Algorithm="http://www.w3.org/2001/04/xmlenc#sha256"/>'
        f"<DigestValue>{digest}</DigestValue></Reference></SignedInfo>"
        f"<SignatureValue>{b64encode(b'simulator').decode()}</SignatureValue>"
        f"<KeyInfo><KeyName>{escape(person.name)}</KeyName></KeyInfo>"
        '<Object><bankIdSignedData xmlns="http://www.bankid.com/signature/v1.0.0/types" Id="bidSignedData">'
        f"{signed}</bankIdSignedData></Object></Signature>"
    )
