"""What can go wrong between us and an OpenID Connect issuer.

OidcError
├── IssuerUnreachable       no connection to the issuer
│   └── IssuerTimedOut      no answer within our limit
├── DiscoveryBroken         what the issuer says about itself cannot be used
├── AnswerGarbled           another answer was out of shape
├── RefusedByUser           the person stopped, or the issuer denied access
├── IssuerRefused           the issuer answered with another error
├── CallbackInvalid         what came back does not belong to the log-in that was begun
├── TokenInvalid            a token failed a check; the value `check` says which
├── LevelMissing            the log-in was weaker than we demand
└── AttributeMissing        a claim that we need was not there
"""

from ingang.connectors.errors import ConnectorError
from ingang.kernel.words import marked

_OTHER_WAY = marked(
    "The log-in service does not answer right now. Try again in a while, or choose another way to log in."
)
_BEGIN_AGAIN = marked("The log-in could not be completed. Begin again.")


class OidcError(ConnectorError):
    """The issuer could not do what was asked, or what it said cannot be trusted."""

    code = "oidc.error"
    sentence = _BEGIN_AGAIN


class IssuerUnreachable(OidcError):
    """No connection to the issuer."""

    code = "oidc.issuer_unreachable"
    sentence = _OTHER_WAY


class IssuerTimedOut(IssuerUnreachable):
    """No answer within our limit."""

    code = "oidc.issuer_timed_out"


class DiscoveryBroken(OidcError):
    """The issuer's description of itself is out of shape, unsafe, or another issuer's."""

    code = "oidc.discovery_broken"
    sentence = _OTHER_WAY


class AnswerGarbled(OidcError):
    """An answer from the token or userinfo address was out of shape, or far too large."""

    code = "oidc.answer_garbled"
    sentence = _OTHER_WAY


class RefusedByUser(OidcError):
    """The person stopped the log-in, or the issuer denied access."""

    code = "oidc.refused_by_user"
    sentence = marked("The log-in was stopped. Nothing has been done.")


class IssuerRefused(OidcError):
    """The issuer answered with an error; `error` is its own word for it."""

    code = "oidc.issuer_refused"


class CallbackInvalid(OidcError):
    """What came back does not belong to the log-in begun in this browser: old, crossed or forged."""

    code = "oidc.callback_invalid"


class TokenInvalid(OidcError):
    """A token failed a check; `check` is signature, kid, alg, events or the name of a claim."""

    code = "oidc.token_invalid"


class LevelMissing(OidcError):
    """The issuer vouches for less than the level of assurance that we demand."""

    code = "oidc.level_missing"
    sentence = marked("Your e-identification is not strong enough here. Choose another one.")


class AttributeMissing(OidcError):
    """The claim named by `claim` was not there. For staff, usually an assignment is missing in HSA."""

    code = "oidc.attribute_missing"
    sentence = marked(
        "The log-in service did not tell us enough about you (%(claim)s is missing). "
        "Staff: ask your local HSA administrator."
    )
