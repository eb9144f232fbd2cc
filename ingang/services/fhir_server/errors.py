"""What can go wrong with a request, as FHIR tells it: a status, and issues with a code, a sentence and a place.

Problem (IngangError)
├── NoSuchResource      404  missing, or not for this system: which of them is told to nobody
├── Gone                410  it was deleted
├── NotUnderstood       400  the request breaks a rule of HTTP, JSON or FHIR's addresses
├── NotValid            422  the resource breaks FHIR's structure, or a rule of the records
├── ScopeMissing        403  the token does not let its bearer do this
├── NotAuthenticated    401  no token, or one that is not for this care giver
├── NotOffered          404  no such interaction here
├── WrongMedia          415  the body is not FHIR JSON
├── NotAcceptable       406  only JSON can be answered
├── TooLarge            413  more bytes than one request takes
├── VersionMissed       412  another version than the one asked for, or several where one was meant
└── InTheWay            409  somebody else was first, or the id is taken
"""

from typing import ClassVar

from ingang.kernel.errors import IngangError


class Problem(IngangError):
    """A foreseen problem. Its sentence is for the developers of other systems, so it is in English alone."""

    status: ClassVar[int] = 400
    issue: ClassVar[str] = "processing"

    def __init__(self, sentence: str, *, path: str = "") -> None:
        super().__init__()
        self.issues: tuple[tuple[str, str], ...] = ((sentence, path),)


class NoSuchResource(Problem):
    """Missing and forbidden look the same from outside."""

    status, issue = 404, "not-found"

    def __init__(self) -> None:
        super().__init__("There is no such resource, or none that you may know of.")


class Gone(Problem):
    """The resource was deleted."""

    status, issue = 410, "deleted"

    def __init__(self) -> None:
        super().__init__("The resource was deleted.")


class NotUnderstood(Problem):
    """The request breaks a rule of HTTP, JSON or FHIR's addresses."""

    status, issue = 400, "invalid"


class NotValid(Problem):
    """The resource breaks FHIR's structure or a rule of the records; every finding has its path."""

    status, issue = 422, "structure"

    @classmethod
    def of(cls, *, issues: tuple[tuple[str, str], ...]) -> "NotValid":
        """With several findings."""
        error = cls("")
        error.issues = issues
        return error


class ScopeMissing(Problem):
    """The token does not let its bearer do this."""

    status, issue = 403, "forbidden"


class NotAuthenticated(Problem):
    """No token, or one that is not for this care giver; which check failed is not told (RFC 6750)."""

    status, issue = 401, "login"

    def __init__(self) -> None:
        super().__init__("A bearer token of a system that this care giver lets in is needed.")


class NotOffered(Problem):
    """No such interaction here: see the capability statement."""

    status, issue = 404, "not-supported"


class WrongMedia(Problem):
    """The body is not FHIR JSON."""

    status, issue = 415, "not-supported"


class NotAcceptable(Problem):
    """Only JSON can be answered."""

    status, issue = 406, "not-supported"


class TooLarge(Problem):
    """More bytes than one request takes."""

    status, issue = 413, "too-long"


class VersionMissed(Problem):
    """The resource is at another version, or a condition meets several where one was meant."""

    status, issue = 412, "conflict"


class InTheWay(Problem):
    """Somebody else was first, or the id is taken."""

    status, issue = 409, "conflict"
