"""What can go wrong between us and a FHIR server.

FhirError
├── FhirRefused          the server would not answer us: log-in, rights, or a question that it does not take
├── WrongPerson          what came is about somebody else than was asked: nothing of it is used
└── FhirUnavailable      no answer that could be used: try again later
    ├── FhirUnreachable  no connection: network, address or certificates
    ├── FhirLate         no whole answer within our limit
    ├── FhirFailed       the server failed, and says so
    ├── FhirGarbled      what answered does not speak FHIR, or sends elsewhere
    └── FhirTooLarge     more than any right answer has
"""

from typing import ClassVar

from ingang.connectors.errors import ConnectorError
from ingang.kernel.words import marked


class FhirError(ConnectorError):
    """The server told nothing. `may_try_again` says whether a later attempt makes sense."""

    code = "fhir.error"
    sentence = marked("The care giver's system does not answer.")
    may_try_again: ClassVar[bool] = False


class FhirRefused(FhirError):
    """The server would not answer us."""

    code = "fhir.refused"


class WrongPerson(FhirError):
    """What came is about somebody else than was asked."""

    code = "fhir.wrong_person"


class FhirUnavailable(FhirError):
    """No answer that could be used."""

    code = "fhir.unavailable"
    may_try_again = True


class FhirUnreachable(FhirUnavailable):
    """No connection could be made, or it broke."""

    code = "fhir.unreachable"


class FhirLate(FhirUnavailable):
    """No whole answer within our limit."""

    code = "fhir.late"


class FhirFailed(FhirUnavailable):
    """The server failed, and says so."""

    code = "fhir.failed"


class FhirGarbled(FhirUnavailable):
    """What answered does not speak FHIR, or sends elsewhere."""

    code = "fhir.garbled"


class FhirTooLarge(FhirUnavailable):
    """More than any right answer has."""

    code = "fhir.too_large"
