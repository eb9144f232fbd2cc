"""What can go wrong with a unit's work.

WorkItemError
├── WorkItemUnknown      there is no such work at the unit
├── TakenByColleague     somebody else has taken it
├── AlreadyDone          it was finished before
└── WorkKindUnknown      no manifest declares such work
"""

from ingang.kernel.errors import Conflict, IngangError, NotFound
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


class AlreadyDone(WorkItemError, Conflict):
    """It was finished before; what became of it stands."""

    code = "already_done"
    sentence = marked("This is already done. Nothing was changed.")


class WorkKindUnknown(WorkItemError):
    """No manifest declares such work: a mistake of the code that gives it."""

    code = "work_kind_unknown"
