"""What can go wrong with the log and the questions about it.

LineUnknown         there is no such line, or none that this reader may know of
NotQuestionable     only what staff and other systems did can be questioned
QuestionUnknown     there is no such question, or it is somebody else's
QuestionClosed      the question has been answered or taken back meanwhile
NotTheLogReviewer   the assignment does not let her answer questions about the log
OwnReading          nobody answers a question about her own reading
"""

from ingang.kernel.errors import Conflict, NotFound, Refused
from ingang.kernel.words import marked


class LineUnknown(NotFound):
    """There is no such line in the log, or it is somebody else's, or hidden from guardians."""

    code = "line_unknown"


class NotQuestionable(Refused):
    """Only what staff and other systems did can be questioned."""

    code = "not_questionable"
    sentence = marked("Only what staff and other systems have done can be questioned here.")


class QuestionUnknown(NotFound):
    """There is no such question, or it is somebody else's or another unit's."""

    code = "question_unknown"


class QuestionClosed(Conflict):
    """The question was answered or taken back in the meantime."""

    code = "question_closed"
    sentence = marked("The question has been answered or taken back meanwhile. Nothing was changed.")


class NotTheLogReviewer(Refused):
    """The assignment does not carry the role of log reviewer."""

    code = "not_the_log_reviewer"
    sentence = marked(
        "Your assignment does not let you answer questions about the log. Hand it over to a log reviewer."
    )


class OwnReading(Refused):
    """The question is about what the actor did herself."""

    code = "own_reading"
    sentence = marked("The question is about your own reading, so somebody else must answer it. Hand it over.")
