"""How an address carries a person without naming her: histories and logs of machines on the way keep addresses."""

from hashlib import sha256
from uuid import UUID

from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.algorithms import AES
from cryptography.hazmat.primitives.ciphers.modes import ECB
from django.conf import settings
from django.urls.converters import UUIDConverter


class PersonConverter(UUIDConverter):
    """A person's id as one that this installation alone can read back: `<person:person>` in a path.

    One block of AES under a key of the installation's secret. It only hides who it is: what it opens is weighed as
    ever.
    """

    def to_python(self, value: str) -> UUID:
        return UUID(bytes=_cipher().decryptor().update(UUID(value).bytes))

    def to_url(self, value: UUID | str) -> str:
        return str(UUID(bytes=_cipher().encryptor().update(UUID(str(value)).bytes)))


def _cipher() -> Cipher[ECB]:
    # A single block of a random id: there is nothing to chain, and nothing repeats but the same person.
    return Cipher(AES(sha256(b"person in an address:" + settings.SECRET_KEY.encode()).digest()), ECB())  # noqa: S305
