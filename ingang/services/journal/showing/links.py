"""A SMART Health Link to the letter: its address, what it carries, and the file that only it opens.

Source: HL7 SMART Health Cards and Links 1.0.0 (STU 1), links-specification.
"""

import json
import os
from base64 import urlsafe_b64encode
from datetime import datetime, timedelta
from enum import StrEnum

from joserfc import jwe
from joserfc.jwk import OctKey

from ingang.kernel.periods import local_date, start_of_day

KEY = 32
LONGEST_ADDRESS, LONGEST_LABEL = 128, 80
FHIR = "application/fhir+json"
FHIR_VERSION = "4.0.1"


class Lasts(StrEnum):
    """For how long a link can be opened."""

    QUARTER = "15"
    HOUR = "60"
    DAY = "dag"

    def until(self, *, now: datetime) -> datetime:
        """When it ends: at midnight in Sweden where it lasts the day out."""
        if self is Lasts.DAY:
            return start_of_day(local_date(now) + timedelta(days=1))
        return now + timedelta(minutes=int(self))


def new_key() -> bytes:
    """The key of one link. It encrypts one file, once."""
    return os.urandom(KEY)


def shlink(*, address: str, key: bytes, until: datetime, label: str) -> str:
    """The link: a code is asked for ("P"), and what is behind it does not change (no "L").

    Refuses an address or a label that is longer than the specification lets it be.
    """
    if len(address) > LONGEST_ADDRESS or len(label) > LONGEST_LABEL:
        raise ValueError("longer than a SMART Health Link may be")
    payload = {
        "url": address,
        "key": _encoded(key),
        "exp": int(until.timestamp()),
        "flag": "P",
        "label": label,
        "v": 1,
    }
    return f"shlink:/{_encoded(json.dumps(payload, ensure_ascii=False, separators=(',', ':')).encode())}"


def encrypted(*, content: bytes, key: bytes) -> str:
    """The file as a compact JWE under the link's key, compressed before."""
    header = {"alg": "dir", "enc": "A256GCM", "cty": FHIR, "zip": "DEF"}
    return jwe.encrypt_compact(header, content, OctKey.import_key(key))


def _encoded(content: bytes) -> str:
    return urlsafe_b64encode(content).rstrip(b"=").decode()
