"""What can go wrong when a mail is handed over.

MailError
├── MailInvalid          an address or a heading that can not be sent: never try again
├── MailRefused          the server refused the mail for good: never try again
│   ├── RecipientRefused    it takes nothing for this recipient
│   └── LogInRefused        it does not know us
├── MailPostponed        the server can not take it now: try again later
└── MailUnavailable      no conversation: try again later
    ├── Unreachable         no connection, or it broke; whether the mail was taken is not known
    ├── TimedOut            no answer within our limit; whether the mail was taken is not known
    └── TlsMissing          the server offers no encryption, and we demand it
"""

from typing import ClassVar

from ingang.connectors.errors import ConnectorError
from ingang.kernel.words import marked


class MailError(ConnectorError):
    """The mail was not handed over. `may_try_again` says whether a later attempt makes sense."""

    code = "mail.error"
    sentence = marked("The mail could not be sent.")
    may_try_again: ClassVar[bool] = False


class MailInvalid(MailError):
    """An address or a heading that can not be sent."""

    code = "mail.invalid"


class MailRefused(MailError):
    """The server refused the mail for good; `status` is its own number."""

    code = "mail.refused"


class RecipientRefused(MailRefused):
    """The server takes nothing for this recipient."""

    code = "mail.recipient_refused"
    sentence = marked("Nothing can be sent to this mail address.")


class LogInRefused(MailRefused):
    """The server does not know us."""

    code = "mail.log_in_refused"


class MailPostponed(MailError):
    """The server can not take the mail now."""

    code = "mail.postponed"
    may_try_again = True


class MailUnavailable(MailError):
    """No conversation with the server."""

    code = "mail.unavailable"
    may_try_again = True


class Unreachable(MailUnavailable):
    """No connection, or it broke. The same key gives the same Message-ID, so a second mail can be recognised."""

    code = "mail.unreachable"


class TimedOut(MailUnavailable):
    """No answer within our limit. The same key gives the same Message-ID, so a second mail can be recognised."""

    code = "mail.timed_out"


class TlsMissing(MailUnavailable):
    """The server offers no encryption, or one that our bundle does not trust."""

    code = "mail.tls_missing"
