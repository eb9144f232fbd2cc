"""What can go wrong with a report.

EntryChanged       what was chosen does not stand in the entry any longer
ReportUnknown      there is no such report, or it is somebody else's or another unit's
ReportClosed       the report has been answered or taken back meanwhile
NotAUnitForIt      it can be sent on to the care giver's other units only, and not back
"""

from ingang.kernel.errors import Conflict, NotFound, Refused
from ingang.kernel.words import marked


class EntryChanged(Conflict):
    """What the reader chose does not stand in the entry any longer."""

    code = "entry_changed"
    sentence = marked("The entry has changed since you opened it. Nothing was sent.")


class ReportUnknown(NotFound):
    """There is no such report, or it is somebody else's or another unit's."""

    code = "report_unknown"


class ReportClosed(Conflict):
    """The report was answered, sent on or taken back in the meantime."""

    code = "report_closed"
    sentence = marked("The report has been answered, sent on or taken back meanwhile. Nothing was changed.")


class NotAUnitForIt(Refused):
    """The unit is not the care giver's, or has had the report before."""

    code = "not_a_unit_for_it"
    sentence = marked("The report can be sent on to another unit of the same care giver only, and not back.")
