"""Text as an SMS carries it: the GSM alphabet where it suffices, otherwise UCS-2, and long texts in parts.

Source: 3GPP TS 23.038 (alphabets) and TS 23.040 9.2.3.24.1 (parts). Letters are never cut in two:
neither those that the GSM alphabet writes with two signs, nor those that UCS-2 does.
"""

from dataclasses import dataclass

from ingang.connectors.sms.errors import SmsInvalid

GSM, UCS2 = 0x00, 0x08
HAS_HEADER = 0x40
MOST_PARTS = 10

_BASIC = (
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞ\x1bÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
_ESCAPED = {
    "\f": 0x0A,
    "^": 0x14,
    "{": 0x28,
    "}": 0x29,
    "\\": 0x2F,
    "[": 0x3C,
    "~": 0x3D,
    "]": 0x3E,
    "|": 0x40,
    "€": 0x65,
}
_GSM_UNITS = {letter: bytes([code]) for code, letter in enumerate(_BASIC) if letter != "\x1b"} | {
    letter: bytes([0x1B, code]) for letter, code in _ESCAPED.items()
}

# The most bytes of one SMS, and of one part beside its header.
_SIZES = {GSM: (160, 153), UCS2: (140, 134)}


@dataclass(frozen=True, kw_only=True)
class Encoded:
    """A text ready for SMPP: its alphabet, whether each part begins with a header, and the parts."""

    data_coding: int
    esm_class: int
    parts: tuple[bytes, ...]


def encode(*, text: str, reference: int) -> Encoded:
    """Encode a text; `reference` (0-255) holds its parts together. Refuses an empty text and more than ten parts."""
    if not text.strip():
        raise SmsInvalid(reason="empty")
    data_coding, units = _units(text)
    whole, part = _SIZES[data_coding]
    if sum(map(len, units)) <= whole:
        return Encoded(data_coding=data_coding, esm_class=0, parts=(b"".join(units),))
    packed = _packed(units, part)
    if len(packed) > MOST_PARTS:
        raise SmsInvalid(reason="too long")
    headed = tuple(
        bytes([5, 0, 3, reference, len(packed), number]) + body for number, body in enumerate(packed, start=1)
    )
    return Encoded(data_coding=data_coding, esm_class=HAS_HEADER, parts=headed)


def _units(text: str) -> tuple[int, list[bytes]]:
    try:
        return GSM, [_GSM_UNITS[letter] for letter in text]
    except KeyError:
        pass
    try:
        return UCS2, [letter.encode("utf-16-be") for letter in text]
    except UnicodeEncodeError as error:
        raise SmsInvalid(reason="not text") from error


def _packed(units: list[bytes], size: int) -> list[bytes]:
    parts = [b""]
    for unit in units:
        if len(parts[-1]) + len(unit) > size:
            parts.append(b"")
        parts[-1] += unit
    return parts
