"""What can go wrong when a file is scanned. None of them says that the file is clean.

ClamdError
├── Unreachable      no connection, or it broke
├── TimedOut         no answer within our limit
├── AnswerGarbled    something that does not speak the protocol answered
└── ScanRefused      the scanner would not look: the file is longer than it takes
"""

from ingang.connectors.errors import ConnectorError


class ClamdError(ConnectorError):
    """The file was not scanned."""

    code = "clamd.error"


class Unreachable(ClamdError):
    """No connection, or it broke."""

    code = "clamd.unreachable"


class TimedOut(ClamdError):
    """No answer within our limit."""

    code = "clamd.timed_out"


class AnswerGarbled(ClamdError):
    """Something that does not speak the protocol answered."""

    code = "clamd.answer_garbled"


class ScanRefused(ClamdError):
    """The scanner would not look at the file."""

    code = "clamd.scan_refused"
