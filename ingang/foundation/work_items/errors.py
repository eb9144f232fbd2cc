"""What can go wrong with a unit's work.

WorkItemError
├── WorkItemUnknown      there is no such work at the unit
├── TakenByColleague     somebody else has taken it
├── NotTaken             it is not in the hands of the one who would give it away
├── NotAColleague        the one who should have it has no assignment at the unit
├── NothingToRetry       there is no dead delivery behind it
├── HasItsOwnPage        it is finished on the page that deals with it
├── AlreadyDone          it was finished before
└── WorkKindUnknown      no manifest declares such work
"""

from ingang.kernel.errors import Conflict, IngangError, NotFound, Refused
from ingang.kernel.words import marked


class WorkItemError(IngangError):
    """Something about a unit's work can not be done."""

    code = "work_item"


class WorkItemUnknown(WorkItemError, NotFound):
    """There is no such work, or none of this unit's."""

    code = "work_item_unknown"


class TakenByColleague(WorkItemError, Conflict):
    """A colleague has taken it; two must not do it twice."""

    code = "taken_by_colleague"
    sentence = marked("A colleague has already taken this. Nothing was changed.")


class NotTaken(WorkItemError, Conflict):
    """It is not in the hands of the one who would give it away: somebody else changed it in between."""

    code = "not_taken"
    sentence = marked("A colleague changed this just before you. Look at it again.")


class NotAColleague(WorkItemError, Refused):
    """The one who should have it has no assignment at the unit now."""

    code = "not_a_colleague"
    sentence = marked("Choose a colleague who works at the unit.")


class NothingToRetry(WorkItemError, Conflict):
    """The delivery is no longer given up: it is on its way, or has arrived."""

    code = "nothing_to_retry"
    sentence = marked("The delivery is already on its way. Nothing was changed.")


class AlreadyDone(WorkItemError, Conflict):
    """It was finished before; what became of it stands."""

    code = "already_done"
    sentence = marked("This is already done. Nothing was changed.")


class HasItsOwnPage(WorkItemError, Conflict):
    """It is finished on the page that deals with it, so that it is not closed without what it asks for."""

    code = "has_its_own_page"
    sentence = marked("This is finished on a page of its own: choose “Deal with it”. Nothing was changed.")


class WorkKindUnknown(WorkItemError):
    """No manifest declares such work: a mistake of the code that gives it."""

    code = "work_kind_unknown"
