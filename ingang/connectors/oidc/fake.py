"""An issuer in memory for tests; its verification runs the same story against client and simulator."""

from collections.abc import Mapping
from datetime import datetime
from itertools import count
from typing import Any

from ingang.connectors.oidc.errors import IssuerRefused, OidcError, TokenInvalid
from ingang.connectors.oidc.log_in import BegunLogIn, LoggedIn, LogoutNotice, check_callback, logged_in
from ingang.connectors.oidc.settings import OidcSettings


class FakeOidc:
    """The client's methods, and what the issuer does: `approve`, `refuse`, `end_session`, `break_with`."""

    def __init__(self, *, settings: OidcSettings) -> None:
        self._settings = settings
        self._numbers = count(1)
        self._codes: dict[str, tuple[str, Mapping[str, Any]]] = {}
        self._logouts: dict[str, LogoutNotice] = {}
        self._broken: OidcError | None = None

    def begin(self, *, ui_locales: str = "", prompt: str = "", now: datetime) -> BegunLogIn:
        """Where to send the browser."""
        self._check_works()
        number = next(self._numbers)
        return BegunLogIn(
            url=f"{self._settings.issuer}/authorize?state=state-{number}",
            state=f"state-{number}",
            nonce=f"nonce-{number}",
            code_verifier=f"verifier-{number}",
        )

    def finish(self, *, begun: BegunLogIn, callback: Mapping[str, str], now: datetime) -> LoggedIn:
        """The person behind a callback; a code works once, and for its own log-in."""
        self._check_works()
        code = check_callback(begun=begun, callback=callback, issuer=self._settings.issuer)
        state, claims = self._codes.pop(code, ("", {}))
        if state != begun.state:
            raise IssuerRefused(error="invalid_grant", status=400)
        return logged_in(claims=claims, id_token=f"id-token-{code}", settings=self._settings)

    def logout_url(self, *, id_token: str, state: str = "", now: datetime) -> str:
        """Where the browser ends the issuer's session too."""
        self._check_works()
        return f"{self._settings.issuer}/end_session?id_token_hint={id_token}"

    def read_logout(self, *, logout_token: str, now: datetime) -> LogoutNotice:
        """What a token of `end_session` says."""
        if logout_token not in self._logouts:
            raise TokenInvalid(check="signature")
        return self._logouts[logout_token]

    def approve(self, *, begun: BegunLogIn, claims: Mapping[str, Any]) -> dict[str, str]:
        """The person approves; gives what comes back to the redirect address."""
        code = f"code-{next(self._numbers)}"
        self._codes[code] = (begun.state, {"sub": f"subject-{code}", **claims})
        return {"code": code, "state": begun.state}

    def refuse(self, *, begun: BegunLogIn, error: str = "access_denied") -> dict[str, str]:
        """The person stops, or the issuer says no."""
        return {"error": error, "state": begun.state}

    def end_session(self, *, subject: str = "", session_id: str = "") -> str:
        """The issuer ends a session; gives the logout token that it would send."""
        token = f"logout-{next(self._numbers)}"
        self._logouts[token] = LogoutNotice(subject=subject, session_id=session_id, token_id=token)
        return token

    def break_with(self, error: OidcError | None) -> None:
        """Every call raises this until it is taken back with None."""
        self._broken = error

    def _check_works(self) -> None:
        if self._broken is not None:
            raise self._broken
