"""What can go wrong between us and the population register.

PopulationRegisterError
├── RegisterRefused          the service refused our question: a fault of ours or of our agreement
├── TooManyAtOnce            more numbers than one question takes
└── RegisterUnavailable      no answer that could be used: try again later
    ├── Unreachable          no connection: network, address or certificates
    ├── TimedOut             no answer within our limit
    ├── ServiceFailed        the service failed, and says so
    └── AnswerGarbled        what answered does not speak the contract, or only half of it came
"""

from typing import ClassVar

from ingang.connectors.errors import ConnectorError
from ingang.kernel.words import marked


class PopulationRegisterError(ConnectorError):
    """The register told nothing. `may_try_again` says whether a later attempt makes sense."""

    code = "population_register.error"
    sentence = marked("The population register does not answer.")
    may_try_again: ClassVar[bool] = False


class RegisterRefused(PopulationRegisterError):
    """The service refused our question (SOAP fault of the client's kind)."""

    code = "population_register.refused"


class TooManyAtOnce(PopulationRegisterError):
    """One question takes 500 numbers, and at least one."""

    code = "population_register.too_many"


class RegisterUnavailable(PopulationRegisterError):
    """No answer that could be used."""

    code = "population_register.unavailable"
    may_try_again = True


class Unreachable(RegisterUnavailable):
    """No connection could be made, or it broke."""

    code = "population_register.unreachable"


class TimedOut(RegisterUnavailable):
    """No answer within our limit."""

    code = "population_register.timed_out"


class ServiceFailed(RegisterUnavailable):
    """The service failed, and says so (SOAP fault of the server's kind, or a status that is no answer)."""

    code = "population_register.failed"


class AnswerGarbled(RegisterUnavailable):
    """What answered does not speak the contract, or only half of it came."""

    code = "population_register.garbled"
