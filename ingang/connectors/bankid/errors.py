"""What can go wrong between us and BankID.

BankIDError
├── BankIDRefused               the service answered with an error code
│   ├── InvalidParameters       our request was wrong
│   │   └── OrderUnknown        nothing to collect or cancel: told already, too old, or another party's
│   ├── AlreadyInProgress       the person had an order already; it was aborted and none was begun
│   ├── Unauthorized            our certificate does not give access
│   ├── NotFound                no such operation
│   ├── MethodNotAllowed        only POST is allowed
│   ├── RequestTimeout          the service did not get our request in time
│   ├── UnsupportedMediaType    our content type was wrong
│   ├── InternalError           the service failed
│   ├── Maintenance             the service is closed for a short while
│   └── UnknownRefusal          a code that we do not know yet
└── BankIDUnavailable           no answer that could be read
    ├── Unreachable             no connection: network, address or certificates
    ├── TimedOut                no answer within our limit
    └── AnswerGarbled           something that is not BankID answered, or too much of it
"""

from ingang.connectors.errors import ConnectorError
from ingang.kernel.words import marked

_TRY_AGAIN = marked("Something went wrong with BankID. Try again.")
_OTHER_WAY = marked("BankID does not answer right now. Try again in a while, or choose another way to log in.")


class BankIDError(ConnectorError):
    """BankID could not do what was asked."""

    code = "bankid.error"
    sentence = _TRY_AGAIN


class BankIDRefused(BankIDError):
    """The service answered with an error code; `error_code` is its own word for it."""

    code = "bankid.refused"
    error_code = ""


class InvalidParameters(BankIDRefused):
    """Our request was wrong: a fault of ours, never of the person's."""

    code = "bankid.invalid_parameters"
    error_code = "invalidParameters"


class OrderUnknown(InvalidParameters):
    """There is no such order for us: its result was told already, it is too old, or another party's."""

    code = "bankid.order_unknown"
    sentence = marked("This BankID order has ended. Begin again.")


class AlreadyInProgress(BankIDRefused):
    """The person already had an order. BankID aborts that one and begins none."""

    code = "bankid.already_in_progress"
    error_code = "alreadyInProgress"
    sentence = marked(
        "Another log-in or signature with your BankID was already under way, so both were stopped. Try again."
    )


class Unauthorized(BankIDRefused):
    """Our certificate does not give access."""

    code = "bankid.unauthorized"
    error_code = "unauthorized"
    sentence = _OTHER_WAY


class NotFound(BankIDRefused):
    """The address leads to no operation."""

    code = "bankid.not_found"
    error_code = "notFound"
    sentence = _OTHER_WAY


class MethodNotAllowed(BankIDRefused):
    """Only POST is allowed."""

    code = "bankid.method_not_allowed"
    error_code = "methodNotAllowed"


class RequestTimeout(BankIDRefused):
    """Our request took too long to arrive."""

    code = "bankid.request_timeout"
    error_code = "requestTimeout"


class UnsupportedMediaType(BankIDRefused):
    """Our content type was not JSON."""

    code = "bankid.unsupported_media_type"
    error_code = "unsupportedMediaType"


class InternalError(BankIDRefused):
    """The service failed inside."""

    code = "bankid.internal_error"
    error_code = "internalError"


class Maintenance(BankIDRefused):
    """The service is closed for a short while."""

    code = "bankid.maintenance"
    error_code = "maintenance"
    sentence = _OTHER_WAY


class UnknownRefusal(BankIDRefused):
    """An error code that was not described when this was written."""

    code = "bankid.unknown_refusal"


class BankIDUnavailable(BankIDError):
    """No answer that could be read."""

    code = "bankid.unavailable"
    sentence = _OTHER_WAY


class Unreachable(BankIDUnavailable):
    """No connection: network, address or certificates."""

    code = "bankid.unreachable"


class TimedOut(BankIDUnavailable):
    """No answer within our limit. Whether an order was begun is not known; nobody has its reference."""

    code = "bankid.timed_out"


class AnswerGarbled(BankIDUnavailable):
    """The answer was not in BankID's shape, or far too large."""

    code = "bankid.answer_garbled"


_BY_ERROR_CODE: dict[str, type[BankIDRefused]] = {
    kind.error_code: kind
    for kind in (
        InvalidParameters,
        AlreadyInProgress,
        Unauthorized,
        NotFound,
        MethodNotAllowed,
        RequestTimeout,
        UnsupportedMediaType,
        InternalError,
        Maintenance,
    )
}


def refusal(*, error_code: str, details: str, status: int) -> BankIDRefused:
    """The error that an error code stands for. Details are for developers and are never shown to a person."""
    kind = _BY_ERROR_CODE.get(error_code, UnknownRefusal)
    return kind(error_code=error_code, details=details, status=status)
