"""A browser's side of Web Push, written from RFC 8291 and RFC 8188: its keys, and opening what was sent to it."""

import struct
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

_HEADER = struct.Struct("!16sLB")
_TAG = 16
_LAST = 2
_ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551


class Sealed(ValueError):
    """The body is not encrypted for this browser, or not as the standard says."""


@dataclass(frozen=True)
class Browser:
    """A simulated browser. Its keys follow from its name, so that seeds can know them: nothing here is secret."""

    name: str

    @cached_property
    def private_key(self) -> ec.EllipticCurvePrivateKey:
        """Its half of the key agreement."""
        number = int.from_bytes(sha256(f"key of {self.name}".encode()).digest(), "big") % (_ORDER - 1) + 1
        return ec.derive_private_key(number, ec.SECP256R1())

    @property
    def public_key(self) -> bytes:
        """What senders encrypt for (p256dh)."""
        return self.private_key.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)

    @property
    def auth(self) -> bytes:
        """The shared secret that keeps the push service itself out."""
        return sha256(f"auth of {self.name}".encode()).digest()[:16]

    def subscription(self, *, origin: str) -> dict[str, object]:
        """What the page's script gets: PushSubscription.toJSON()."""
        return {
            "endpoint": f"{origin}/push/{self.name}",
            "expirationTime": None,
            "keys": {"p256dh": encoded(self.public_key), "auth": encoded(self.auth)},
        }

    def open(self, body: bytes) -> bytes:
        """The text of a message that was sent to this browser."""
        return opened(body, private_key=self.private_key, auth=self.auth)


def opened(body: bytes, *, private_key: ec.EllipticCurvePrivateKey, auth: bytes) -> bytes:
    """Decrypt one record of aes128gcm (RFC 8188 section 2, RFC 8291 section 3.4). Raises Sealed."""
    try:
        salt, size, length = _HEADER.unpack_from(body)
        sender_bytes = body[_HEADER.size : _HEADER.size + length]
        record = body[_HEADER.size + length :]
        sender = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), sender_bytes)
        if not _TAG < len(record) <= size:
            raise Sealed("one record was expected")
        own = private_key.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
        shared = private_key.exchange(ec.ECDH(), sender)
        secret = _derived(auth, shared, b"WebPush: info\x00" + own + sender_bytes, 32)
        key = _derived(salt, secret, b"Content-Encoding: aes128gcm\x00", 16)
        nonce = _derived(salt, secret, b"Content-Encoding: nonce\x00", 12)
        padded = AESGCM(key).decrypt(nonce, record, None).rstrip(b"\x00")
    except (struct.error, ValueError, InvalidTag) as error:
        raise Sealed(str(error) or type(error).__name__) from error
    if not padded or padded[-1] != _LAST:
        raise Sealed("the record is not the last one")
    return padded[:-1]


def encoded(value: bytes) -> str:
    """base64url without padding."""
    return urlsafe_b64encode(value).rstrip(b"=").decode("ascii")


def decoded(value: str) -> bytes:
    """The bytes behind base64url without padding."""
    return urlsafe_b64decode(value + "=" * (-len(value) % 4))


def _derived(salt: bytes, secret: bytes, purpose: bytes, length: int) -> bytes:
    return HKDF(SHA256(), length, salt, purpose).derive(secret)
