"""What can go wrong when a journal is taken along.

NotWanted         the reader has cancelled it, or another worker is at it: never shown
NotMade           the file could not be made of what the sources said: tried again by hand
TakingMissing     no such taking, or another reader's
ChangedMeanwhile  something in the file is not open to the reader any more: it is made anew
"""

from ingang.kernel.errors import Conflict, NotFound
from ingang.kernel.words import marked


class NotWanted(Exception):
    """The reader has cancelled, or another worker took over. What this one has in hand is let go."""


class NotMade(Exception):
    """The file could not be made."""


class TakingMissing(NotFound):
    """There is no such taking, or it is another reader's."""

    code = "taking_missing"


class ChangedMeanwhile(Conflict):
    """Since the file was made, something in it was closed, corrected or removed: it is not handed out."""

    code = "taking_changed_meanwhile"
    sentence = marked("Something in the journal has changed since the file was made. Have it made anew.")
