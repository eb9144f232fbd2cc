"""What can go wrong with content.

ContentError
    NoSuchText          there is no such text, or it is not published
    WroteItHerself      whoever wrote the words may not sign them
    TooHard             easy Swedish that is not easy
    OpinionChanged      a colleague has dealt with what a reader wrote in between
    NotSigned           no expert has signed the text that was to be published
    BadFile             a file of texts can not be read; tells the file and the line
"""

from ingang.kernel.errors import IngangError, NotFound, Refused
from ingang.kernel.words import marked


class ContentError(IngangError):
    """Anything foreseen that goes wrong with content."""


class NoSuchText(ContentError, NotFound):
    """There is no such text, or it is not published."""


class NotSigned(ContentError, Refused):
    """No expert has signed the text as it now stands, so it may not be published (e-services 7.5)."""

    sentence = marked(
        "This text can not be published: no expert has signed it as it now stands. Send it for review, or publish it "
        "as an urgent change, which is reviewed within five working days."
    )


class WroteItHerself(ContentError, Refused):
    """Who wrote the words since they were last signed and published is not the one who signs them: four eyes."""

    sentence = marked("You have written in this text since it was last reviewed. Another expert must sign it.")


class TooHard(ContentError, Refused):
    """Easy Swedish above its bar. All other measures of plain language help and never stop."""

    sentence = marked(
        "Easy Swedish must have a LIX below 30. Shorten the sentences that are pointed out, and use shorter words."
    )


class OpinionChanged(ContentError, Refused):
    """A colleague has changed it since the page was opened."""

    sentence = marked("A colleague has changed this since you opened it. Look at it again before you save.")


class BadFile(ContentError):
    """A file of texts can not be read."""

    sentence = marked("The file can not be read.")

    def __init__(self, *, file: str, line: int, what: str) -> None:
        super().__init__()
        self.file, self.line, self.what = file, line, what

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.what}"
