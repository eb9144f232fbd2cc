"""Problems as OperationOutcome, the one form in which FHIR tells them."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from ingang.foundation.identity.errors import TokenNotTrusted
from ingang.foundation.records.errors import AddressTaken, ImportRefused, RecordChanged
from ingang.foundation.records.json_text import dumped
from ingang.kernel.errors import IngangError, NotFound, Refused, Unavailable
from ingang.services.fhir_server.asking import Answer
from ingang.services.fhir_server.errors import (
    InTheWay,
    NoSuchResource,
    NotAuthenticated,
    NotUnderstood,
    NotValid,
    Problem,
    VersionMissed,
)


def refusal(error: IngangError) -> Answer:
    """The answer that tells of the error."""
    problem = _problem(error)
    if problem is None:
        return outcome(status=503, issue="transient", issues=(("This does not work right now. Try again.", ""),))
    return outcome(status=problem.status, issue=problem.issue, issues=problem.issues)


@contextmanager
def told_at(place: str) -> Iterator[None]:
    """What is refused inside is told with its place in a transaction: else nobody knew which of many entries it was."""
    try:
        yield
    except IngangError as error:
        problem = _problem(error)
        if problem is None or not place:
            raise
        problem.issues = tuple((sentence, _within(place, path)) for sentence, path in problem.issues)
        raise problem from error


def _within(place: str, path: str) -> str:
    """The place of an entry, or of an element of its resource: `Observation.status` is `resource.status` there."""
    if not path:
        return place
    _, dot, element = path.partition(".")
    return f"{place}.resource{dot}{element}"


def outcome(*, status: int, issue: str, issues: tuple[tuple[str, str], ...], severity: str = "error") -> Answer:
    """An OperationOutcome with one issue for each sentence and path."""
    told = [
        {"severity": severity, "code": issue, "diagnostics": sentence} | ({"expression": [path]} if path else {})
        for sentence, path in issues
    ]
    return Answer(status=status, text=dumped({"resourceType": "OperationOutcome", "issue": told}))


def _problem(error: IngangError) -> Problem | None:
    """What other parts of the house refuse, in the words of this interface; None for what may work in a while."""
    if isinstance(error, Problem):
        return error
    made = next((make for kinds, make in _PROBLEMS if isinstance(error, kinds)), None)
    if made is not None:
        return made(error)
    return None if isinstance(error, Unavailable) else NotValid(_sentence(error))


def _sentence(error: IngangError) -> str:
    return error.sentence % error.values if error.values else error.sentence


_PROBLEMS: tuple[tuple[tuple[type[IngangError], ...], Callable[[IngangError], Problem]], ...] = (
    ((TokenNotTrusted,), lambda _: NotAuthenticated()),
    ((NotFound, Refused), lambda _: NoSuchResource()),
    ((RecordChanged,), lambda _: VersionMissed("The resource is at another version than the one that you name.")),
    ((AddressTaken,), lambda _: InTheWay("The id is taken. Nothing was changed.")),
    ((ImportRefused,), lambda error: NotUnderstood(_sentence(error))),
)
