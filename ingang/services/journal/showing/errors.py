"""What can go wrong when the journal is shown by a link.

ShowingMissing   no such link, or another's
TooMuchToShow    the file is larger than a link holds
TooManyShown     so many links are open already
"""

from ingang.kernel.errors import Conflict, NotFound
from ingang.kernel.words import marked


class ShowingMissing(NotFound):
    """There is no such link, or it is somebody else's."""

    code = "showing_missing"


class TooMuchToShow(Conflict):
    """The file is larger than a link holds."""

    code = "too_much_to_show"
    sentence = marked("This is too much for a link. Choose the summary, or a part of the journal.")


class TooManyShown(Conflict):
    """As many links as may be are open already."""

    code = "too_many_shown"
    sentence = marked("You have as many open links as you can have at a time. End one of them first.")
