"""The key of one taking: the worker has it while the file is made, and afterwards that log-in's browser alone."""

import os
import zlib
from dataclasses import dataclass, field
from functools import cached_property
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

from ingang.foundation.identity.keeping import Keeper
from ingang.services.journal.models import Taking

NONCE, KEY = 12, 32


@dataclass(frozen=True, kw_only=True)
class Seal:
    """Seals what is made for one taking. Each piece is bound to its name, so that none can stand in another's place."""

    taking: UUID
    key: bytes = field(repr=False)

    def sealed(self, content: bytes, *, name: str) -> bytes:
        """The piece as it is kept."""
        nonce = os.urandom(NONCE)
        return nonce + self._cipher.encrypt(nonce, zlib.compress(content, 1), self._about(name))

    def opened(self, sealed: bytes | memoryview, *, name: str) -> bytes:
        """What was sealed under this name."""
        kept = bytes(sealed)
        return zlib.decompress(self._cipher.decrypt(kept[:NONCE], kept[NONCE:], self._about(name)))

    @property
    def keeper(self) -> Keeper:
        """What keeps sources' answers for the worker, apart from those of the browser."""
        return Keeper(log_in=self.taking, session_key=self.key.hex())

    def for_worker(self) -> bytes:
        """The key as the worker finds it."""
        nonce = os.urandom(NONCE)
        return nonce + _house(self.taking).encrypt(nonce, self.key, self._about("key"))

    def for_browser(self, *, keeper: Keeper) -> bytes:
        """The key as only this log-in in this browser can read it."""
        return keeper.seal(self.key.hex())

    def _about(self, name: str) -> bytes:
        return f"{self.taking} {name}".encode()

    @cached_property
    def _cipher(self) -> AESGCM:
        return AESGCM(self.key)


def new_seal(*, taking: UUID) -> Seal:
    """A seal with a new key."""
    return Seal(taking=taking, key=os.urandom(KEY))


def workers_seal(*, taking: Taking) -> Seal | None:
    """The seal as the worker has it; None once the file is made, or after the house has changed its secret."""
    kept = bytes(taking.for_worker)
    try:
        key = _house(taking.id).decrypt(kept[:NONCE], kept[NONCE:], f"{taking.id} key".encode())
    except (InvalidTag, ValueError):
        return None
    return Seal(taking=taking.id, key=key)


def browsers_seal(*, taking: Taking, keeper: Keeper) -> Seal | None:
    """The seal as the reader's browser has it; None in every other log-in."""
    opened = keeper.opened(taking.for_browser)
    return Seal(taking=taking.id, key=bytes.fromhex(opened.decode().strip('"'))) if opened else None


def houses_seal(*, of: UUID) -> Seal:
    """A seal that the house opens without any browser, for what it must weigh while nobody is logged in."""
    return Seal(taking=of, key=_houses_key(of))


def _house(taking: UUID) -> AESGCM:
    return AESGCM(_houses_key(taking))


def _houses_key(taking: UUID) -> bytes:
    made = HKDF(algorithm=SHA256(), length=KEY, salt=taking.bytes, info=b"journal taking")
    return made.derive(settings.SECRET_KEY.encode())
