"""What a relying party may send, checked as the service checks it."""

from base64 import b64decode
from ipaddress import ip_address
from typing import Annotated, Literal

import msgspec
from msgspec import Meta, Struct

Name = Annotated[str, Meta(min_length=1, max_length=512)]
PersonalNumber = Annotated[str, Meta(pattern=r"^[0-9]{12}$")]
LONGEST = {"auth": (1_500, 1_500), "sign": (40_000, 200_000)}


class Requirement(Struct, rename="camel", kw_only=True):
    """What the person's e-identification must fulfil."""

    pin_code: bool = False
    mrtd: bool = False
    card_reader: Literal["class1", "class2"] | None = None
    certificate_policies: list[Annotated[str, Meta(pattern=r"^[0-9]+(\.[0-9]+)*(\.\*)?$")]] = msgspec.field(
        default_factory=list
    )
    personal_number: PersonalNumber | None = None


class Web(Struct, rename="camel", kw_only=True):
    """The browser that began the order."""

    referring_domain: Name
    user_agent: Name
    device_identifier: Name


class App(Struct, rename="camel", kw_only=True):
    """The app that began the order."""

    app_identifier: Name
    device_o_s: Name = msgspec.field(name="deviceOS")
    device_model_name: Name
    device_identifier: Name


class _Asked(Struct, rename="camel", kw_only=True):
    requirement: Requirement = msgspec.field(default_factory=Requirement)
    user_visible_data: str = ""
    user_non_visible_data: str = ""
    user_visible_data_format: Literal["plaintext", "simpleMarkdownV1"] = "plaintext"

    @property
    def visible_text(self) -> str:
        """What the app shows."""
        return b64decode(self.user_visible_data).decode()

    @property
    def wants_travel_document(self) -> bool:
        """Whether a passport or identity card must be read."""
        return self.requirement.mrtd


class Start(_Asked, rename="camel", kw_only=True):
    """An order by QR or on the same device."""

    end_user_ip: str
    return_url: Annotated[str, Meta(min_length=1, max_length=2_048)] | None = None
    return_risk: bool = False
    web: Web | None = None
    app: App | None = None

    @property
    def only_for(self) -> str | None:
        """The only person who may open it."""
        return self.requirement.personal_number


class PhoneStart(_Asked, rename="camel", kw_only=True):
    """An order during a telephone call."""

    personal_number: PersonalNumber
    call_initiator: Literal["user", "RP"]

    @property
    def only_for(self) -> str | None:
        """The only person who may open it."""
        return self.personal_number


class About(Struct, rename="camel", kw_only=True):
    """A question about an order."""

    order_ref: Name


def check(asked: Start | PhoneStart, *, operation: Literal["auth", "sign"]) -> None:
    """What types cannot say; raises ValueError with the words for the developer."""
    longest_visible, longest_hidden = LONGEST[operation]
    _check_text(asked.user_visible_data, longest_visible, "userVisibleData")
    _check_text(asked.user_non_visible_data, longest_hidden, "userNonVisibleData")
    if operation == "sign" and not asked.user_visible_data:
        raise ValueError("Missing userVisibleData")
    if isinstance(asked, Start):
        _check_start(asked)


def _check_start(asked: Start) -> None:
    try:
        ip_address(asked.end_user_ip)
    except ValueError as error:
        raise ValueError("Incorrect endUserIp") from error
    if asked.web is not None and asked.app is not None:
        raise ValueError("Both web and app given")


def _check_text(encoded: str, longest: int, name: str) -> None:
    try:
        if len(encoded) > longest:
            raise ValueError
        b64decode(encoded, validate=True).decode()
    except ValueError as error:
        raise ValueError(f"Invalid {name}") from error
