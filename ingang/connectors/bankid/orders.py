"""What we ask of BankID and what it answers, shaped as relying-party API v6 (spec 7.2, corrections 1.13)."""

from base64 import b64encode
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, Literal

import msgspec

VISIBLE_LIMITS = {"auth": 1_500, "sign": 40_000}
HIDDEN_LIMITS = {"auth": 1_500, "sign": 200_000}


class _Wire(msgspec.Struct, frozen=True, kw_only=True, rename="camel", omit_defaults=True):
    """A part of a message: our names here, the service's names on the wire."""


class Requirement(_Wire, frozen=True, kw_only=True):
    """What the person's e-identification must fulfil; the order fails where it does not."""

    pin_code: bool | None = None
    mrtd: bool | None = None
    card_reader: Literal["class1", "class2"] | None = None
    certificate_policies: tuple[str, ...] | None = None
    personal_number: str | None = None


class WebDevice(_Wire, frozen=True, kw_only=True):
    """The browser that began the order; the service weighs it into the risk."""

    referring_domain: str
    user_agent: str
    device_identifier: str


class AppDevice(_Wire, frozen=True, kw_only=True):
    """The app that began the order."""

    app_identifier: str
    device_o_s: str = msgspec.field(name="deviceOS")
    device_model_name: str
    device_identifier: str


@dataclass(frozen=True, kw_only=True)
class OrderRequest:
    """An order to begin: who asks from where, what the person reads, and how the result finds its way back.

    `return_url` carries a one-time nonce of the browser session (corrections 3.8) and makes the app ignore
    any address in the start link.
    """

    end_user_ip: str
    visible_text: str = ""
    is_markdown: bool = False
    hidden_text: str = ""
    requirement: Requirement | None = None
    return_url: str | None = None
    return_risk: bool = False
    device: WebDevice | AppDevice | None = None

    def body(self, operation: Literal["auth", "sign"]) -> dict[str, Any]:
        """The message to send. Refuses a text that is missing when signing, or too long."""
        body: dict[str, Any] = {"endUserIp": self.end_user_ip, **_texts(self, operation)}
        if self.requirement is not None:
            body["requirement"] = msgspec.to_builtins(self.requirement)
        if self.return_url is not None:
            body["returnUrl"] = self.return_url
        if self.return_risk:
            body["returnRisk"] = True
        if self.device is not None:
            kind = "web" if isinstance(self.device, WebDevice) else "app"
            body[kind] = msgspec.to_builtins(self.device)
        return body


@dataclass(frozen=True, kw_only=True)
class PhoneRequest:
    """An order during a telephone call; `caller` says who called, and the app asks the person."""

    personal_number: str
    caller: Literal["user", "RP"]
    visible_text: str = ""
    is_markdown: bool = False
    hidden_text: str = ""
    requirement: Requirement | None = None

    def body(self, operation: Literal["auth", "sign"]) -> dict[str, Any]:
        """The message to send; refuses the same texts as OrderRequest."""
        body: dict[str, Any] = {"personalNumber": self.personal_number, "callInitiator": self.caller}
        body |= _texts(self, operation)
        if self.requirement is not None:
            body["requirement"] = msgspec.to_builtins(self.requirement)
        return body


@dataclass(frozen=True, kw_only=True)
class Order:
    """A begun order. The secret of the moving QR stays on the server, and out of every log."""

    order_ref: str
    auto_start_token: str
    qr_start_token: str
    qr_start_secret: str
    started_at: datetime

    def __repr__(self) -> str:
        return f"Order({self.order_ref})"


class Status(StrEnum):
    """Where an order stands."""

    PENDING = "pending"
    FAILED = "failed"
    COMPLETE = "complete"


class User(_Wire, frozen=True, kw_only=True):
    """The person who approved."""

    personal_number: str
    name: str
    given_name: str
    surname: str

    def __repr__(self) -> str:
        return "User(...)"


class Device(_Wire, frozen=True, kw_only=True):
    """The device where the approval was given."""

    ip_address: str
    uhi: str | None = None


class StepUp(_Wire, frozen=True, kw_only=True):
    """Whether a travel document was read as well."""

    mrtd: bool | None = None


class Completion(_Wire, frozen=True, kw_only=True):
    """The result. Signature and OCSP answer are kept together with whatever was signed."""

    user: User
    device: Device
    bank_id_issue_date: str
    signature: str
    ocsp_response: str
    step_up: StepUp | None = None
    risk: str | None = None

    def __repr__(self) -> str:
        return "Completion(...)"


class Collected(_Wire, frozen=True, kw_only=True):
    """An order's state when asked. A complete or failed order is told once; hint codes may be new to us."""

    order_ref: str
    status: Status
    hint_code: str | None = None
    completion_data: Completion | None = None

    def __post_init__(self) -> None:
        if (self.status is Status.COMPLETE) != (self.completion_data is not None):
            raise ValueError("completion data belong to complete orders, and only to them")


def _texts(request: OrderRequest | PhoneRequest, operation: Literal["auth", "sign"]) -> dict[str, str]:
    visible, hidden = _encoded(request.visible_text), _encoded(request.hidden_text)
    if operation == "sign" and not visible:
        raise ValueError("what is signed must be shown to the person")
    if len(visible) > VISIBLE_LIMITS[operation] or len(hidden) > HIDDEN_LIMITS[operation]:
        raise ValueError("the text is longer than BankID takes")
    texts = {"userVisibleData": visible, "userNonVisibleData": hidden}
    if visible and request.is_markdown:
        texts["userVisibleDataFormat"] = "simpleMarkdownV1"
    return {name: text for name, text in texts.items() if text}


def _encoded(text: str) -> str:
    return b64encode(text.encode()).decode("ascii")
