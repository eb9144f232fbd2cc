"""The root of every error that a person may have to read.

IngangError
├── Refused           the actor may not do this; outside it looks like NotFound unless the ground may be told
├── NotFound          there is no such thing, or none that this actor may know of
├── Conflict          somebody else was first, or it was done already
└── Unavailable       an outside system or the database can not answer now
"""

from typing import ClassVar

from ingang.kernel.words import marked


class IngangError(Exception):
    """Something went wrong that was foreseen: a stable code, values, and a sentence for the reader.

    `sentence` is an English message id with named placeholders that `values` fill after translation.
    """

    code: ClassVar[str] = "error"
    sentence: ClassVar[str] = marked("Something went wrong. Nothing was changed.")

    def __init__(self, **values: object) -> None:
        super().__init__(self.code, values)
        self.values = values


class Refused(IngangError):
    """The actor may not do this."""

    code = "refused"
    sentence = marked("You can not do this.")


class NotFound(IngangError):
    """There is no such thing, or none that this actor may know of."""

    code = "not_found"
    sentence = marked("The page does not exist, or you can not see it.")


class Conflict(IngangError):
    """Somebody else was first, or it was done already."""

    code = "conflict"
    sentence = marked("Somebody else was first. Nothing was changed.")


class Unavailable(IngangError):
    """An outside system or the database can not answer now."""

    code = "unavailable"
    sentence = marked("This does not work right now. Try again in a while.")
