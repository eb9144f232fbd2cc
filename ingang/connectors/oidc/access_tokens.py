"""Reading the access tokens that an issuer gives to outside systems (RFC 9068): a signed JWT, no call for each one."""

from collections import OrderedDict
from datetime import datetime, timedelta
from hashlib import sha256

from ingang.connectors.oidc.discovery import Discovery
from ingang.connectors.oidc.errors import TokenInvalid
from ingang.connectors.oidc.settings import IssuerSettings
from ingang.connectors.oidc.tokens import KEY, Claims, read_access_token

# A system shows the same token for minutes. A signature once right stays right, so it is not reckoned anew each time;
# yet not for long, since the issuer may take its key back.
KEPT_FOR = timedelta(seconds=30)
MOST_KEPT = 1000


class AccessTokens:
    """The tokens of one issuer. Raises errors.OidcError."""

    def __init__(self, *, settings: IssuerSettings) -> None:
        self._settings = settings
        self._discovery = Discovery(settings=settings)
        self._kept: OrderedDict[tuple[bytes, str], tuple[Claims, float]] = OrderedDict()

    def read(self, *, token: str, audience: str, now: datetime) -> Claims:
        """The claims of the token, after every check; TokenInvalid names the one that failed."""
        key, moment = (sha256(token.encode()).digest(), audience), now.timestamp()
        kept = self._kept.get(key)
        if kept is not None and moment < kept[1]:
            return kept[0]
        claims = self._read(token, audience, now)
        self._kept[key] = (claims, min(moment + KEPT_FOR.total_seconds(), float(claims["exp"])))
        while len(self._kept) > MOST_KEPT:
            self._kept.popitem(last=False)
        return claims

    def _read(self, token: str, audience: str, now: datetime) -> Claims:
        try:
            return self._read_with(token, audience, now, is_anew=False)
        except TokenInvalid as error:
            if error.values["check"] != KEY:
                raise
        return self._read_with(token, audience, now, is_anew=True)

    def _read_with(self, token: str, audience: str, now: datetime, *, is_anew: bool) -> Claims:
        found = self._discovery.get_anew(now=now) if is_anew else self._discovery.get(now=now)
        return read_access_token(token=token, audience=audience, keys=found.keys, settings=self._settings, now=now)
