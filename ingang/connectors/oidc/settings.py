"""Who the issuer is, who we are to it, and what we demand."""

from dataclasses import dataclass, field
from datetime import timedelta

from ingang.connectors.http import Limits, Tls, is_safe_address
from ingang.connectors.oidc.claims import ClaimMap

SAFE_ALGORITHMS = frozenset({"RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA"})


@dataclass(frozen=True, kw_only=True)
class IssuerSettings:
    """An issuer whose tokens we read. Only algorithms with a public key are accepted: `none` and shared secrets are
    refused here already.
    """

    issuer: str
    algorithms: tuple[str, ...] = ("RS256", "PS256", "ES256")
    skew: timedelta = timedelta(seconds=60)
    discovery_age: timedelta = timedelta(hours=1)
    tls: Tls = field(default_factory=Tls)
    limits: Limits = field(default_factory=Limits)

    def __post_init__(self) -> None:
        if not is_safe_address(self.issuer):
            raise ValueError("issuer must use https, except on this machine")
        if not self.algorithms or not SAFE_ALGORITHMS.issuperset(self.algorithms):
            raise ValueError("only algorithms with a public key are allowed")


@dataclass(frozen=True, kw_only=True)
class OidcSettings(IssuerSettings):
    """One registration at one issuer.

    Exactly one of `client_secret` (client_secret_basic) and `private_key` (PEM, private_key_jwt) says who we
    are. `acr_values` is what we ask for, `accepted_levels` what we let in; an empty one lets any level in.
    """

    client_id: str
    redirect_uri: str
    client_secret: str = field(default="", repr=False)
    private_key: str = field(default="", repr=False)
    private_key_id: str = ""
    private_key_algorithm: str = "RS256"
    scopes: tuple[str, ...] = ("openid",)
    acr_values: tuple[str, ...] = ()
    accepted_levels: frozenset[str] = frozenset()
    prompt: str = ""
    post_logout_redirect_uri: str = ""
    asks_userinfo: bool = False
    claim_map: ClaimMap = field(default_factory=ClaimMap)

    def __post_init__(self) -> None:
        super().__post_init__()
        if bool(self.client_secret) == bool(self.private_key):
            raise ValueError("give either a client secret or a private key")
        if "openid" not in self.scopes:
            raise ValueError("the scope openid is missing")
