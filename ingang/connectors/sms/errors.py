"""What can go wrong when an SMS is handed over.

SmsError
├── SmsInvalid           a number that is none, or a text that is empty or too long: never try again
├── SmsRefused           the operator refused for good: never try again
│   ├── RecipientRefused    it can not send to this number
│   └── LogInRefused        it does not know us
├── SmsPostponed         the operator can not take it now: try again later
└── SmsUnavailable       no conversation: try again later
    ├── Unreachable         no connection, or it broke; whether the SMS was taken is not known
    ├── TimedOut            no answer within our limit; whether the SMS was taken is not known
    └── AnswerGarbled       something that does not speak the protocol answered
"""

from typing import ClassVar

from ingang.connectors.errors import ConnectorError
from ingang.kernel.words import marked


class SmsError(ConnectorError):
    """The SMS was not handed over. `may_try_again` says whether a later attempt makes sense.

    `may_have_left`: it was on its way when the conversation broke, so a later attempt may bring it twice.
    """

    code = "sms.error"
    sentence = marked("The SMS could not be sent.")
    may_try_again: ClassVar[bool] = False
    may_have_left: bool = False


class SmsInvalid(SmsError):
    """A number that is none, or a text that is empty or too long."""

    code = "sms.invalid"


class SmsRefused(SmsError):
    """The operator refused for good; `status` is its own number."""

    code = "sms.refused"


class RecipientRefused(SmsRefused):
    """The operator can not send to this number."""

    code = "sms.recipient_refused"
    sentence = marked("Nothing can be sent to this phone number.")


class LogInRefused(SmsRefused):
    """The operator does not know us."""

    code = "sms.log_in_refused"


class SmsPostponed(SmsError):
    """The operator can not take the SMS now: its queue is full, or we were too fast."""

    code = "sms.postponed"
    may_try_again = True


class SmsUnavailable(SmsError):
    """No conversation with the operator."""

    code = "sms.unavailable"
    may_try_again = True


class Unreachable(SmsUnavailable):
    """No connection, or it broke."""

    code = "sms.unreachable"


class TimedOut(SmsUnavailable):
    """No answer within our limit."""

    code = "sms.timed_out"


class AnswerGarbled(SmsUnavailable):
    """Something that does not speak SMPP answered."""

    code = "sms.answer_garbled"
