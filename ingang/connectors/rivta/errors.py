"""What can go wrong between us and one source of records.

RivtaError
├── SourceRefused            the source, or the platform before it, will not answer us: our question or our agreement
└── SourceUnavailable        no answer that could be used: try again later
    ├── Unreachable          no connection: network, address or certificates
    ├── TimedOut             no whole answer within our limit
    ├── SourceFailed         the source failed, and says so
    ├── AnswerGarbled        what answered does not speak the contract, or only half of it came, or far too much
    └── WrongPerson          a record in the answer is about somebody else
"""

from typing import ClassVar

from ingang.connectors.errors import ConnectorError
from ingang.kernel.words import marked


class RivtaError(ConnectorError):
    """The source told nothing. `may_try_again` says whether a later attempt makes sense."""

    code = "rivta.error"
    sentence = marked("The care giver's system does not answer.")
    may_try_again: ClassVar[bool] = False


class SourceRefused(RivtaError):
    """The source or the service platform refused our question."""

    code = "rivta.refused"


class SourceUnavailable(RivtaError):
    """No answer that could be used."""

    code = "rivta.unavailable"
    may_try_again = True


class Unreachable(SourceUnavailable):
    """No connection could be made, or it broke."""

    code = "rivta.unreachable"


class TimedOut(SourceUnavailable):
    """No whole answer within our limit."""

    code = "rivta.timed_out"


class SourceFailed(SourceUnavailable):
    """The source failed, and says so: a fault, a result of ERROR, or a status that is no answer."""

    code = "rivta.failed"


class AnswerGarbled(SourceUnavailable):
    """What answered does not speak the contract, or only half of it came, or far too much."""

    code = "rivta.garbled"


class WrongPerson(SourceUnavailable):
    """A record is about somebody else than the person asked about: nothing of the answer may be shown."""

    code = "rivta.wrong_person"
