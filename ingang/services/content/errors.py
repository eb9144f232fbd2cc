"""What can go wrong with content.

ContentError
    NoSuchText          there is no such text, or it is not published
    WroteItHerself      whoever wrote the words may not sign them
    TooHard             easy Swedish that is not easy
    OpinionChanged      a colleague has dealt with what a reader wrote in between
    NotSigned           no expert has signed the text that was to be published
    NotDescribed        a picture or recording in it has no text for those who do not see or hear it
    InUse               a picture or recording that was to be deleted stands in a text
    FileRefused         a picture, film, sound or captions that can not be taken in; nothing of it is kept
      NotAPicture       it is no JPEG, PNG or WebP picture, whatever its name says
      PictureDamaged    it says that it is one, and can not be read as one
      PictureTooHeavy   too many bytes
      TooManyPoints     too many pixels
      PictureMoves      it moves
      NotARecording     it is no film, sound or captions of a kind that browsers play, whatever its name says
      RecordingDamaged  it says that it is one, and can not be read as one
      RecordingTooHeavy too many bytes
      HereAlready       the same file is here
      QuotaFilled       the place of the nation or region has no room for it
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


class NotDescribed(ContentError, Refused):
    """What is shown or played in the text is not told in words, so it may not be published."""

    sentence = marked(
        "This text can not be published: every picture needs an alternative text or must be marked as decoration, and "
        "every film and sound needs all that is said and shown as text. A film needs captions too."
    )


class InUse(ContentError, Refused):
    """It stands in a published text or in the latest draft of one; `titles` are those texts."""

    sentence = marked("It can not be deleted: it is used in %(titles)s. Take it out of the text first.")


class FileRefused(ContentError, Refused):
    """The file can not be taken in."""


class NotAPicture(FileRefused):
    """Its content is no picture that we show."""

    sentence = marked("The file is no JPEG, PNG or WebP picture. Save the picture as one of those and choose it again.")


class PictureDamaged(FileRefused):
    """It can not be read."""

    sentence = marked("The picture is damaged and can not be read. Save it anew and choose it again.")


class PictureTooHeavy(FileRefused):
    """Too many bytes."""

    sentence = marked("The picture is larger than %(megabytes)s MB. Save it smaller and choose it again.")


class TooManyPoints(FileRefused):
    """Too many pixels, or so many that nobody should unpack them."""

    sentence = marked("The picture has more than %(megapixels)s megapixels. Make it smaller and choose it again.")


class PictureMoves(FileRefused):
    """Several pictures that follow each other."""

    sentence = marked("The picture moves, and nobody could stop it. Take it in as a film instead.")


class NotARecording(FileRefused):
    """Its content is nothing that browsers play."""

    sentence = marked(
        "The file can not be played by every browser. Save a film as MP4 (H.264) or WebM, sound as MP3, M4A or Ogg, "
        "and captions as WebVTT."
    )


class RecordingDamaged(FileRefused):
    """It can not be read to its end."""

    sentence = marked("The file is damaged and can not be played. Save it anew and choose it again.")


class RecordingTooHeavy(FileRefused):
    """Too many bytes."""

    sentence = marked("The file is larger than %(megabytes)s MB. Make it shorter or smaller and choose it again.")


class HereAlready(FileRefused):
    """The same bytes are in a place that the editor chooses from."""

    sentence = marked("The same file is here already: %(title)s, in %(place)s. Use that one.")


class QuotaFilled(FileRefused):
    """The place has no room for it."""

    sentence = marked(
        "There is no room for the file: %(place)s has %(megabytes)s MB for pictures, films and sound. Delete what no "
        "text uses."
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
