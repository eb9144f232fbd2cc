"""A reader who shows, and a program of care that opens, as tests need them. The decryption is by hand: RFC 7516."""

import json
import zlib
from base64 import urlsafe_b64decode
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.http import HttpResponse
from django.test import Client

from conftest import opened
from ingang.foundation.access.actions import open_job
from ingang.foundation.identity.keeping import Keeper
from ingang.kernel.actor import Representative, Resident
from ingang.kernel.grant import Grant
from ingang.services.journal.models import Form
from ingang.services.journal.showing.actions import Places, show
from ingang.services.journal.showing.links import Lasts
from ingang.services.journal.showing.opening import KINDS, forget
from ingang.services.journal.showing.queries import handed, showing
from ingang.services.journal.taking.tests.making import asked, work

PLACES = Places(manifest=lambda secret: f"http://testserver/shl/{secret}/", viewer="http://testserver/visat/")
WHO = "Dr. Test, Testkliniken"


@dataclass(frozen=True, kw_only=True)
class Link:
    """What the reader hands over."""

    id: UUID
    payload: dict[str, Any]
    code: str
    whole: str

    @property
    def path(self) -> str:
        """Where programs ask."""
        return str(self.payload["url"]).removeprefix("http://testserver")


def showing_grant(actor: Resident | Representative, *, now: datetime) -> Grant:
    """The grant of one who shows."""
    return opened(actor, *KINDS, now=now)


def shown(*, grant: Grant, keeper: Keeper, now: datetime, form: Form = Form.SUMMARY, lasts: Lasts = Lasts.HOUR) -> Link:
    """From the question to the link."""
    taking = asked(grant=grant, keeper=keeper, now=now, form=form)
    work(grant=grant, id=taking)
    made = show(grant=grant, keeper=keeper, taking=taking, lasts=lasts, places=PLACES, label="Journal", now=now)
    return link_of(grant=grant, keeper=keeper, id=made)


def link_of(*, grant: Grant, keeper: Keeper, id: UUID) -> Link:
    """What the page of the link shows."""
    given = handed(shown=showing(grant=grant, id=id), keeper=keeper)
    assert given is not None
    return Link(id=id, payload=payload_of(given.link), code=given.code, whole=given.link)


def payload_of(link: str) -> dict[str, Any]:
    """What the link carries."""
    return dict(json.loads(unpadded(link.partition("#shlink:/")[2])))


def unpadded(text: str) -> bytes:
    """Base64url without padding."""
    return urlsafe_b64decode(text + "=" * (-len(text) % 4))


def ask(link: Link, *, code: str | None = None, **more: Any) -> HttpResponse:
    """A manifest request."""
    body = {"recipient": WHO, "passcode": link.code if code is None else code, **more}
    answer = Client().post(link.path, body, content_type="application/json")
    assert isinstance(answer, HttpResponse)
    return answer


def opened_by_hand(jwe: str, link: Link) -> dict[str, Any]:
    """The file, decrypted as the specification has it and by nothing of ours."""
    head, no_key, nonce, text, tag = jwe.split(".")
    header = json.loads(unpadded(head))
    assert header == {"alg": "dir", "enc": "A256GCM", "cty": "application/fhir+json", "zip": "DEF"}
    assert no_key == ""
    cipher = AESGCM(unpadded(link.payload["key"]))
    plain = cipher.decrypt(unpadded(nonce), unpadded(text) + unpadded(tag), head.encode())
    return dict(json.loads(zlib.decompress(plain, wbits=-zlib.MAX_WBITS)))


def other(code: str) -> str:
    """A wrong code."""
    return "000000" if code != "000000" else "111111"


def tidy(now: datetime) -> None:
    """The job that takes away what has ended."""
    forget(grant=open_job(name="journal.forget_showings", kinds=KINDS[:1], now=now), now=now)
