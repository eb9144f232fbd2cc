"""The key that signs seals, made from a secret of the settings, and the keys that are believed."""

from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from ingang.foundation.audit.errors import SealKeyMissing

SHORTEST_SECRET = 32


@dataclass(frozen=True)
class SealKey:
    """Signs seals with Ed25519. The secret never enters the database; the public half stands in every seal."""

    private: Ed25519PrivateKey

    @property
    def public(self) -> str:
        """The public half, in hexadecimal."""
        return self.private.public_key().public_bytes_raw().hex()

    def sign(self, content: bytes) -> str:
        """The signature, in hexadecimal."""
        return self.private.sign(content).hex()


def seal_key(*, secret: str) -> SealKey:
    """The key that follows from the secret. Refuses a secret that is missing or short."""
    if len(secret) < SHORTEST_SECRET:
        raise SealKeyMissing(SHORTEST_SECRET)
    seed = sha256(b"ingang audit seal\n" + secret.encode("utf-8")).digest()
    return SealKey(Ed25519PrivateKey.from_private_bytes(seed))


def is_signed(*, content: bytes, signature: str, key: str, believed: Iterable[str]) -> bool:
    """Whether a believed key signed exactly this content."""
    if key not in frozenset(believed):
        return False
    try:
        Ed25519PublicKey.from_public_bytes(bytes.fromhex(key)).verify(bytes.fromhex(signature), content)
    except (InvalidSignature, ValueError, TypeError):
        return False
    return True
