"""What is kept for one log-in at most, sealed with a key that only that browser's session makes (decision 0027)."""

import zlib
from base64 import urlsafe_b64encode
from dataclasses import dataclass, field
from functools import cached_property
from uuid import UUID

import msgspec
from cryptography.fernet import Fernet, InvalidToken
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

PUBLIC_BYTES = 32


@dataclass(frozen=True, kw_only=True)
class Keeper:
    """One log-in in one browser. `session_key` is the browser's own secret: without it nothing kept can be read."""

    log_in: UUID
    session_key: str = field(repr=False)

    def seal(self, value: object) -> bytes:
        """The value as it is kept."""
        return self._cipher.encrypt(zlib.compress(msgspec.json.encode(value), 1))

    def opened(self, sealed: bytes | memoryview) -> bytes | None:
        """What was sealed, as JSON; None where another browser, or another key of ours, sealed it."""
        try:
            return zlib.decompress(self._cipher.decrypt(bytes(sealed)))
        except InvalidToken:
            return None

    def new_lock(self) -> "Lock":
        """A lock that a job closes later without the browser, and that this browser alone opens."""
        private = X25519PrivateKey.generate()
        return Lock(public=private.public_key().public_bytes_raw(), key=self.seal(private.private_bytes_raw()))

    def unlocked(self, *, lock: "Lock", locked: bytes | memoryview) -> bytes | None:
        """What was locked, as JSON; None where it was not this browser's."""
        key = self.opened(lock.key)
        if key is None:
            return None
        private = X25519PrivateKey.from_private_bytes(msgspec.json.decode(key, type=bytes))
        whole = bytes(locked)
        other = X25519PublicKey.from_public_bytes(whole[:PUBLIC_BYTES])
        try:
            return zlib.decompress(_cipher_of(private.exchange(other)).decrypt(whole[PUBLIC_BYTES:]))
        except InvalidToken:
            return None

    @cached_property
    def _cipher(self) -> Fernet:
        secret = f"{settings.SECRET_KEY}{self.session_key}".encode()
        return _cipher_of(secret, salt=self.log_in.bytes, info=b"journal")


@dataclass(frozen=True, kw_only=True)
class Lock:
    """What anybody closes with `public`, and only the browser whose Keeper sealed `key` opens."""

    public: bytes
    key: bytes = field(repr=False)

    def closed(self, value: object) -> bytes:
        """The value as it is kept: a key of its own, which nobody remembers, and what it locks."""
        once = X25519PrivateKey.generate()
        secret = once.exchange(X25519PublicKey.from_public_bytes(self.public))
        locked = _cipher_of(secret).encrypt(zlib.compress(msgspec.json.encode(value), 1))
        return once.public_key().public_bytes_raw() + locked


def _cipher_of(secret: bytes, *, salt: bytes | None = None, info: bytes = b"lock") -> Fernet:
    made = HKDF(algorithm=SHA256(), length=32, salt=salt, info=info).derive(secret)
    return Fernet(urlsafe_b64encode(made))
