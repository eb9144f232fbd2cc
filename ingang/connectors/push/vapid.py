"""Who we are to a push service: a short-lived signed word in each request (VAPID, RFC 8292)."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cached_property
from urllib.parse import urlsplit

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from joserfc import jwt
from joserfc.jwk import ECKey

from ingang.connectors.push.messages import decoded, encoded

LASTS = timedelta(hours=12)
"""RFC 8292 section 2: at most 24 hours; half of it lets clocks differ."""


@dataclass(frozen=True, kw_only=True)
class Vapid:
    """Our key pair, from 32 secret bytes in base64url, and an address where the push service reaches us."""

    private_key: str = field(repr=False)
    contact: str

    @cached_property
    def public_key(self) -> str:
        """What browsers subscribe with, so that only we can send to the subscription."""
        return encoded(self._key.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint))

    def authorization(self, *, endpoint: str, now: datetime) -> str:
        """The value of the header Authorization for this endpoint; the same for an hour, so that it can be kept."""
        begins = now.replace(minute=0, second=0, microsecond=0)
        claims = {"aud": audience(endpoint), "exp": int((begins + LASTS).timestamp()), "sub": self.contact}
        token = jwt.encode({"typ": "JWT", "alg": "ES256"}, claims, self._jwk, algorithms=["ES256"])
        return f"vapid t={token}, k={self.public_key}"

    @cached_property
    def _key(self) -> ec.EllipticCurvePrivateKey:
        return ec.derive_private_key(int.from_bytes(decoded(self.private_key), "big"), ec.SECP256R1())

    @cached_property
    def _jwk(self) -> ECKey:
        point = decoded(self.public_key)
        x, y = encoded(point[1:33]), encoded(point[33:])
        return ECKey.import_key({"kty": "EC", "crv": "P-256", "x": x, "y": y, "d": self.private_key})


def audience(endpoint: str) -> str:
    """The push service's origin."""
    parts = urlsplit(endpoint)
    return f"{parts.scheme}://{parts.netloc}"
