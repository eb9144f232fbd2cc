"""The issuer's memory and its tokens, apart from how they travel."""

import hmac
import json
import secrets
import time
from base64 import urlsafe_b64encode
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

from joserfc import jwt
from joserfc.jwk import KeySet, RSAKey

from demo.simulators.cast import Person
from demo.simulators.oidc.clients import Client
from demo.simulators.oidc.profiles import Profile

CODE_SECONDS = 60
TOKEN_SECONDS = 300
LOGOUT_EVENT = "http://schemas.openid.net/event/backchannel-logout"

# Faults that the switch may ask for: a token that fails exactly one check of the relying party.
TOKEN_FAULTS = ("iss", "aud", "azp", "exp", "iat", "nonce", "at_hash", "alg", "none", "signature", "sub")


@dataclass(frozen=True, kw_only=True)
class Asked:
    """What the relying party asked for."""

    client: Client
    redirect_uri: str
    state: str
    nonce: str
    code_challenge: str


@dataclass(frozen=True, kw_only=True)
class Session:
    """Somebody logged in to somebody."""

    asked: Asked
    person: Person
    level: str
    began_at: float
    session_id: str = field(default_factory=lambda: secrets.token_urlsafe(16))


class Provider:
    """One issuer; owned by one event loop."""

    def __init__(
        self,
        *,
        profile: Profile,
        clients: Iterable[Client],
        key: RSAKey | None = None,
        clock: Callable[[], float] = time.time,
    ) -> None:
        self.issuer = ""
        self.profile = profile
        self.clients = {client.client_id: client for client in clients}
        self.used_assertions: set[str] = set()
        self.clock = clock
        self._key = key or RSAKey.generate_key(2048, {"use": "sig", "alg": "RS256"}, auto_kid=True)
        self._waiting: dict[str, Asked] = {}
        self._codes: dict[str, Session] = {}
        self._access: dict[str, Session] = {}
        self._sessions: dict[str, Session] = {}

    def rotate_key(self) -> None:
        """Sign with a new key from now on; the old one is no longer published."""
        self._key = RSAKey.generate_key(2048, {"use": "sig", "alg": "RS256"}, auto_kid=True)

    def public_keys(self) -> dict[str, Any]:
        """What stands at jwks_uri."""
        return dict(KeySet([self._key]).as_dict(private=False))

    def wait_for_choice(self, asked: Asked) -> str:
        """Remember what was asked while the person chooses; gives a ticket for the form."""
        ticket = secrets.token_urlsafe(16)
        self._waiting[ticket] = asked
        return ticket

    def take(self, ticket: str) -> Asked | None:
        """What a ticket stands for; it works once."""
        return self._waiting.pop(ticket, None)

    def begin_session(self, *, asked: Asked, person: Person, level: str) -> str:
        """The person chose; gives a code."""
        session = Session(asked=asked, person=person, level=level, began_at=self.clock())
        code = secrets.token_urlsafe(24)
        self._codes[code] = session
        self._sessions[session.session_id] = session
        return code

    def redeem(self, *, code: str, client: Client, redirect_uri: str, code_verifier: str) -> Session | None:
        """The session of a code, once, in time, to the same client and address, with the right verifier."""
        session = self._codes.pop(code, None)
        if session is None or self.clock() - session.began_at > CODE_SECONDS:
            return None
        asked = session.asked
        challenge = _base64(sha256(code_verifier.encode()).digest())
        if asked.client != client or asked.redirect_uri != redirect_uri:
            return None
        return session if hmac.compare_digest(challenge, asked.code_challenge) else None

    def access_token(self, session: Session) -> str:
        """A token for userinfo."""
        token = secrets.token_urlsafe(24)
        self._access[token] = session
        return token

    def userinfo(self, access_token: str) -> dict[str, Any] | None:
        """What a token lets its holder read."""
        session = self._access.get(access_token)
        if session is None or self.clock() - session.began_at > TOKEN_SECONDS:
            return None
        return {"sub": self._subject(session), **self.profile.claims(session.person)}

    def id_token(self, *, session: Session, access_token: str, fault: str = "") -> str:
        """A signed id token, or one with the fault that the switch asks for."""
        now = int(self.clock())
        half = sha256(access_token.encode()).digest()[:16]
        claims = {
            "iss": self.issuer,
            "sub": self._subject(session),
            "aud": session.asked.client.client_id,
            "exp": now + TOKEN_SECONDS,
            "iat": now,
            "auth_time": int(session.began_at),
            "nonce": session.asked.nonce,
            "acr": session.level,
            "amr": ["simulated"],
            "sid": session.session_id,
            "jti": secrets.token_urlsafe(12),
            "at_hash": _base64(half),
            **self.profile.claims(session.person),
        }
        return self._signed({**claims, **_faulty(fault, now)}, fault)

    def system_token(self, *, client: Client, scopes: Iterable[str], resource: str, fault: str = "") -> str:
        """A signed access token for a system (RFC 9068), or one with the fault that the switch asks for."""
        now = int(self.clock())
        claims = {
            "iss": self.issuer,
            "sub": client.client_id,
            "client_id": client.client_id,
            "aud": resource,
            "exp": now + TOKEN_SECONDS,
            "iat": now,
            "jti": secrets.token_urlsafe(12),
            "scope": " ".join(scopes),
        }
        return self._signed({**claims, **_faulty(fault, now)}, fault, kind="at+jwt")

    def logout_token(self, session: Session) -> str:
        """What a relying party is told when its session ends."""
        now = int(self.clock())
        claims = {
            "iss": self.issuer,
            "aud": session.asked.client.client_id,
            "iat": now,
            "exp": now + 120,
            "jti": secrets.token_urlsafe(12),
            "sub": self._subject(session),
            "sid": session.session_id,
            "events": {LOGOUT_EVENT: {}},
        }
        return self._signed(claims, "", kind="logout+jwt")

    def end_sessions(self, person_number: str) -> list[Session]:
        """Forget a person's sessions; gives them, so that the relying parties can be told."""
        ended = [one for one in self._sessions.values() if one.person.person_number == person_number]
        for session in ended:
            del self._sessions[session.session_id]
        return ended

    def person_of(self, id_token: str) -> str:
        """Whose session an id token was for; tokens may be old, but must be ours."""
        claims = jwt.decode(id_token, self._key, algorithms=["RS256"]).claims
        session = self._sessions.get(str(claims.get("sid")))
        return session.person.person_number if session else ""

    def _subject(self, session: Session) -> str:
        pair = f"{session.asked.client.client_id} {session.person.person_number}"
        return sha256(f"{self.issuer} {pair}".encode()).hexdigest()[:32]

    def _signed(self, claims: dict[str, Any], fault: str, kind: str = "JWT") -> str:
        if fault == "alg":
            return _forged("HS256", claims, self._key.as_pem(private=False))
        if fault == "none":
            return _forged("none", claims, b"")
        header = {"alg": "RS256", "kid": str(self._key.kid), "typ": kind}
        token = jwt.encode(header, claims, self._key, algorithms=["RS256"])
        return f"{token[:-8]}AAAAAAAA" if fault == "signature" else token


def _forged(algorithm: str, claims: dict[str, Any], secret: bytes) -> str:
    """A token by hand, since the library refuses to make one unsigned, or signed with a public key as a secret."""
    parts = [json.dumps(part).encode() for part in ({"alg": algorithm, "typ": "JWT"}, claims)]
    signing_input = ".".join(_base64(part) for part in parts)
    signature = hmac.digest(secret, signing_input.encode(), "sha256") if secret else b""
    return f"{signing_input}.{_base64(signature)}"


def _base64(value: bytes) -> str:
    return urlsafe_b64encode(value).rstrip(b"=").decode()


def _faulty(fault: str, now: int) -> dict[str, Any]:
    wrong: dict[str, dict[str, Any]] = {
        "iss": {"iss": "https://another.example"},
        "aud": {"aud": "another"},
        "azp": {"azp": "another"},
        "exp": {"exp": now - 61},
        "iat": {"iat": now + 120},
        "nonce": {"nonce": "another"},
        "at_hash": {"at_hash": "another"},
        "sub": {"sub": ""},
    }
    return wrong.get(fault, {})
