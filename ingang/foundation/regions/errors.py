"""What can go wrong when a region decides.

UnknownSwitch          no manifest declares a switch with this code
NotRegionAdmin         the assignment does not carry the role of the region's administrator
SwitchInThePast        a decision can not begin on a day that has passed
"""

from ingang.kernel.errors import NotFound, Refused
from ingang.kernel.words import marked


class UnknownSwitch(NotFound):
    """No manifest declares a switch with this code."""

    code = "unknown_switch"
    sentence = marked("There is no such setting.")


class NotRegionAdmin(Refused):
    """The assignment does not carry the role of the region's administrator."""

    code = "not_region_admin"
    sentence = marked("Only the region's administrator can decide this. Choose another assignment.")


class SwitchInThePast(Refused):
    """A decision can not begin on a day that has passed: what was in force then stays on record."""

    code = "switch_in_the_past"
    sentence = marked("Choose today or a later day.")
