"""SMPP 3.4 on the wire: only what an operator needs to take texts (specification, sections 3.2, 4.1-4.4, 4.11)."""

import struct
from dataclasses import dataclass

HEADER = struct.Struct(">IIII")
LARGEST = 70_000

GENERIC_NACK = 0x80000000
RESPONSE = 0x80000000
BIND_TRANSMITTER, BIND_TRANSCEIVER = 0x02, 0x09
SUBMIT_SM, UNBIND, ENQUIRE_LINK = 0x04, 0x06, 0x15

OK = 0x00
INVALID_LENGTH, INVALID_COMMAND, NOT_BOUND, BOUND_ALREADY, SYSTEM_ERROR = 0x02, 0x03, 0x04, 0x05, 0x08
INVALID_RECIPIENT, WRONG_PASSWORD, QUEUE_FULL, THROTTLED = 0x0B, 0x0E, 0x14, 0x58

MESSAGE_PAYLOAD = 0x0424

_BASIC = (
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞ\x1bÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
_ESCAPED = dict(zip(b"\x0a\x14()/<=>@e", "\f^{}\\[~]|€", strict=True))


class Malformed(Exception):
    """The body is not what its command says."""


@dataclass(frozen=True, kw_only=True)
class Header:
    """The four numbers that begin every PDU."""

    length: int
    command: int
    status: int
    sequence: int


@dataclass(frozen=True, kw_only=True)
class Submitted:
    """A text, or one part of it."""

    source: str
    recipient: str
    text: str
    reference: int | None
    parts: int
    part: int


def read_header(raw: bytes) -> Header:
    """The header of sixteen bytes. Refuses lengths that no PDU has."""
    length, command, status, sequence = HEADER.unpack(raw)
    if not HEADER.size <= length <= LARGEST:
        raise Malformed
    return Header(length=length, command=command, status=status, sequence=sequence)


def write(*, command: int, status: int, sequence: int, body: bytes = b"") -> bytes:
    """A whole PDU."""
    return HEADER.pack(HEADER.size + len(body), command, status, sequence) + body


def read_bind(body: bytes) -> tuple[str, str]:
    """Name and password."""
    reader = _Reader(body)
    return reader.text(), reader.text()


def read_submit(body: bytes) -> Submitted:
    """What is to be sent, to whom."""
    reader = _Reader(body)
    reader.text()
    reader.take(2)
    source = reader.text()
    reader.take(2)
    recipient = reader.text()
    esm_class = reader.take(3)[0]
    reader.text()
    reader.text()
    reader.take(2)
    data_coding = reader.take(2)[0]
    content = reader.take(reader.take(1)[0]) or reader.optional(MESSAGE_PAYLOAD)
    reference, parts, part = None, 1, 1
    if esm_class & 0x40:
        reference, parts, part, content = _without_header(content)
    return Submitted(
        source=source,
        recipient=recipient,
        text=_decoded(content, data_coding),
        reference=reference,
        parts=parts,
        part=part,
    )


class _Reader:
    def __init__(self, body: bytes) -> None:
        self._body = body
        self._at = 0

    def take(self, size: int) -> bytes:
        piece = self._body[self._at : self._at + size]
        if len(piece) != size:
            raise Malformed
        self._at += size
        return piece

    def text(self) -> str:
        end = self._body.find(b"\x00", self._at)
        if end < 0:
            raise Malformed
        piece = self._body[self._at : end]
        self._at = end + 1
        return piece.decode("latin-1")

    def optional(self, wanted: int) -> bytes:
        while self._at < len(self._body):
            tag, size = struct.unpack(">HH", self.take(4))
            value = self.take(size)
            if tag == wanted:
                return value
        return b""


def _without_header(content: bytes) -> tuple[int, int, int, bytes]:
    if len(content) < 6 or content[0] != 5 or content[1:3] != b"\x00\x03":
        raise Malformed
    reference, parts, part = content[3:6]
    if not 1 <= part <= parts:
        raise Malformed
    return reference, parts, part, content[6:]


def _decoded(content: bytes, data_coding: int) -> str:
    try:
        if data_coding == 0x08:
            return content.decode("utf-16-be")
        if data_coding == 0x03:
            return content.decode("latin-1")
        return _from_gsm(content)
    except (UnicodeDecodeError, IndexError, KeyError) as error:
        raise Malformed from error


def _from_gsm(content: bytes) -> str:
    letters, codes = [], iter(content)
    for code in codes:
        letters.append(_ESCAPED[next(codes, 0xFF)] if code == 0x1B else _BASIC[code])
    return "".join(letters)
