"""Small secrets that must be stored are sealed first: a copy of the database alone opens nothing."""

from base64 import b64decode, b64encode
from secrets import token_bytes
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

NONCE_BYTES = 12


def seal(text: str, *, row: UUID) -> str:
    """The text sealed for one row; moved to another row it can not be opened."""
    nonce = token_bytes(NONCE_BYTES)
    return b64encode(nonce + _cipher().encrypt(nonce, text.encode(), row.bytes)).decode("ascii")


def unseal(sealed: str, *, row: UUID) -> str | None:
    """The text, or None when there is nothing, or it was sealed for another row or under another key."""
    raw = b64decode(sealed)
    try:
        return _cipher().decrypt(raw[:NONCE_BYTES], raw[NONCE_BYTES:], row.bytes).decode()
    except (InvalidTag, ValueError):
        return None


def _cipher() -> AESGCM:
    # The key follows the installation's secret, as Django's own signing does.
    derive = HKDF(algorithm=SHA256(), length=32, salt=None, info=b"ingang.identity.sealing")
    return AESGCM(derive.derive(settings.SECRET_KEY.encode()))
