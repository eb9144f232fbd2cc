"""What can go wrong in the catalogue of care.

UnitUnknown         there is no such unit, or it is not shown
ReportUnknown       there is no such report of an error, or the reference is not right
FunctionUnknown     the unit itself has not said that this can be called
RunUnknown          there is no such import
RunNotUndone        the import can not be undone: it is not done, was undone, or a later one has changed the same
OfferUnknown        the unit has no such offer of its own
OfferAlreadyThere   the unit has an offer by that name
ChangedMeanwhile    somebody else at the unit has changed the same since the page was shown
EndsTooEarly        the last day has been, or comes before the first one
NothingToUndo       the change is not the latest one, or it was no change
DecidedMeanwhile    somebody else has decided the same offer since the page was shown
TooManyReports      more reports about one unit than it can read
NotAnAdmin          the assignment lacks the role that the change needs
"""

from ingang.kernel.errors import Conflict, NotFound, Refused
from ingang.kernel.words import marked


class UnitUnknown(NotFound):
    """There is no such unit, or it is not shown."""

    code = "unit_unknown"


class ReportUnknown(NotFound):
    """There is no such report of an error, or the reference is not right."""

    code = "report_unknown"


class FunctionUnknown(NotFound):
    """The unit itself has not said that this function can be called."""

    code = "function_unknown"


class RunUnknown(NotFound):
    """There is no such import."""

    code = "run_unknown"


class RunNotUndone(Conflict):
    """The import can not be undone: it is not done, or was undone before."""

    code = "run_not_undone"
    sentence = marked("This import can not be undone: it changed nothing, or was undone before.")


class OfferUnknown(NotFound):
    """The unit has no such offer of its own."""

    code = "offer_unknown"


class OfferAlreadyThere(Conflict):
    """The unit has an offer by that name."""

    code = "offer_already_there"
    sentence = marked("The unit offers something by that name already. Change that one instead.")


class ChangedMeanwhile(Conflict):
    """Somebody else at the unit has changed the same since the page was shown."""

    code = "unit_changed_meanwhile"
    sentence = marked("A colleague has changed this meanwhile. Your words are kept: compare, and save again if right.")


class EndsTooEarly(Conflict):
    """The last day has been, or comes before the first one."""

    code = "offer_ends_too_early"
    sentence = marked("The last day must be today or later, and not before the first day.")


class NothingToUndo(Conflict):
    """The change is not the latest one."""

    code = "nothing_to_undo"
    sentence = marked("Only the latest change can be undone, and somebody has just made a later one.")


class DecidedMeanwhile(Conflict):
    """Somebody else has decided the same offer since the page was shown."""

    code = "offer_decided_meanwhile"
    sentence = marked("A colleague has just decided this. Look at that decision, and decide again if you need to.")


class TooManyReports(Conflict):
    """More reports about one unit than it can read."""

    code = "too_many_reports"
    sentence = marked("Many have already told the unit just now. Wait an hour, or call the unit.")


class NotAnAdmin(Refused):
    """The assignment lacks the role that the change needs."""

    code = "not_an_admin"
    sentence = marked("Your assignment does not let you do this. Choose another assignment.")
