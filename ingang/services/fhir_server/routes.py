"""What can be asked, in one table: the addresses, the batches and the capability statement all follow from it."""

from collections.abc import Callable
from dataclasses import dataclass

from ingang.foundation.records.parameters import PARAMETERS
from ingang.services.fhir_server import operations, reading, searching, transactions, writing
from ingang.services.fhir_server.asking import Answer, Asked, Desk
from ingang.services.fhir_server.errors import NotOffered

TYPE, ID, VERSION = "{type}", "{id}", "{version}"


@dataclass(frozen=True, kw_only=True)
class Route:
    """An interaction: its FHIR code, its method, the parts of its path, and what deals with it."""

    code: str
    method: str
    parts: tuple[str, ...]
    deal: Callable[[Desk, Asked], Answer]

    def matches(self, asked: Asked) -> bool:
        """Whether this is what is asked. An operation that changes nothing may be posted too (FHIR R4, operations)."""
        return (
            (self.method == asked.method or (asked.method == "POST" and self.code in OPERATIONS))
            and len(self.parts) == len(asked.parts)
            and all(map(_fits, self.parts, asked.parts))
        )


def _fits(pattern: str, part: str) -> bool:
    if pattern == TYPE:
        return part in PARAMETERS
    if pattern in {ID, VERSION}:
        return not part.startswith(("$", "_"))
    return pattern == part


ROUTES = (
    Route(code="read", method="GET", parts=(TYPE, ID), deal=reading.read),
    Route(code="vread", method="GET", parts=(TYPE, ID, "_history", VERSION), deal=reading.read_version),
    Route(code="update", method="PUT", parts=(TYPE, ID), deal=writing.write_one),
    Route(code="update", method="PUT", parts=(TYPE,), deal=writing.write_one),
    Route(code="patch", method="PATCH", parts=(TYPE, ID), deal=writing.write_one),
    Route(code="patch", method="PATCH", parts=(TYPE,), deal=writing.write_one),
    Route(code="delete", method="DELETE", parts=(TYPE, ID), deal=writing.write_one),
    Route(code="delete", method="DELETE", parts=(TYPE,), deal=writing.write_one),
    Route(code="history-instance", method="GET", parts=(TYPE, ID, "_history"), deal=reading.history_of_one),
    Route(code="history-type", method="GET", parts=(TYPE, "_history"), deal=reading.history_of_type),
    Route(code="create", method="POST", parts=(TYPE,), deal=writing.write_one),
    Route(code="search-type", method="GET", parts=(TYPE,), deal=searching.search),
    Route(code="search-type", method="POST", parts=(TYPE, "_search"), deal=searching.search),
    Route(code="everything", method="GET", parts=("Patient", ID, "$everything"), deal=operations.everything),
    Route(code="summary", method="GET", parts=("Patient", ID, "$summary"), deal=operations.summary),
)
"""In the order of FHIR's own list (http://hl7.org/fhir/R4/http.html)."""

OPERATIONS = {
    "everything": "http://hl7.org/fhir/OperationDefinition/Patient-everything",
    "summary": "http://hl7.org/fhir/uv/ips/OperationDefinition/summary",
}
"""The routes that are operations, and their definitions."""


def answer(desk: Desk, asked: Asked) -> Answer:
    """Deal with one interaction. Raises an IngangError for what is refused, and NotOffered for what is not there."""
    if asked.parts in {(), ("",)} and asked.method == "POST":
        return transactions.perform(desk, asked, answer, writes)
    return _route(asked).deal(desk, asked)


def writes(asked: Asked) -> bool:
    """Whether it writes. Raises NotOffered for what is not there."""
    return _route(asked).deal is writing.write_one


def _route(asked: Asked) -> Route:
    route = next((one for one in ROUTES if one.matches(asked)), None)
    if route is None:
        raise NotOffered("No such interaction here: see the capability statement at /metadata.")
    return route
