"""What can go wrong when a push message is handed over.

PushError
├── PushInvalid          a subscription that can not be used, or a message that is too large: never try again
├── PushRefused          the push service refused for good: never try again
│   ├── Gone                the browser has ended the subscription: forget it
│   └── LogInRefused        it does not believe our signature (VAPID)
├── PushPostponed        the push service can not take it now: try again later
└── PushUnavailable      no answer: try again later
    ├── Unreachable         no connection, or it broke; whether the message was taken is not known
    └── TimedOut            no answer within our limit; whether the message was taken is not known
"""

from typing import ClassVar

from ingang.connectors.errors import ConnectorError
from ingang.kernel.words import marked


class PushError(ConnectorError):
    """The message was not handed over. `may_try_again` says whether a later attempt makes sense."""

    code = "push.error"
    sentence = marked("The push notice could not be sent.")
    may_try_again: ClassVar[bool] = False


class PushInvalid(PushError):
    """A subscription that can not be used, or a message that is too large."""

    code = "push.invalid"
    sentence = marked("This browser can not get push notices from us.")


class PushRefused(PushError):
    """The push service refused the message for good; `status` is its HTTP status."""

    code = "push.refused"


class Gone(PushRefused):
    """The browser has ended the subscription (404 or 410, RFC 8030 section 7.3)."""

    code = "push.gone"
    sentence = marked("Push notices are turned off in this browser.")


class LogInRefused(PushRefused):
    """The push service does not believe our signature (401 or 403, RFC 8292 section 4.2)."""

    code = "push.log_in_refused"


class PushPostponed(PushError):
    """The push service can not take the message now; `status` is its HTTP status."""

    code = "push.postponed"
    may_try_again = True


class PushUnavailable(PushError):
    """No answer from the push service."""

    code = "push.unavailable"
    may_try_again = True


class Unreachable(PushUnavailable):
    """No connection, or it broke. The same key gives the same topic, so a second message replaces the first."""

    code = "push.unreachable"


class TimedOut(PushUnavailable):
    """No answer within our limit. The same key gives the same topic, so a second message replaces the first."""

    code = "push.timed_out"
