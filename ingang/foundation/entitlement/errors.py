"""What can go wrong when a unit says for whom its e-services are.

EntitlementError
├── AreaUnknown            the unit has no such service area
├── AreaUnreasonable       no such region or municipality, one of another region, or ages the wrong way round
├── AreaAlreadyThere       the unit has the same area already
├── NobodyHasTheNumber     nobody in the population register has the number
├── ApprovalUnknown        the unit has no such approval in force
├── AllotmentUnknown       the unit has no such allotment in force
├── EndPassed              it would end today or earlier
├── NeedUnknown            there is no such need
├── SelfInclusionClosed    the unit does not let residents say it themselves, or has said otherwise
└── UnitAdminNeeded        the assignment does not carry the role of local administrator
"""

from ingang.kernel.errors import Conflict, IngangError, NotFound, Refused
from ingang.kernel.words import marked


class EntitlementError(IngangError):
    """Something about whom a unit is open for can not be done."""

    code = "entitlement"


class AreaUnknown(EntitlementError, NotFound):
    """The unit has no such service area."""

    code = "area_unknown"


class AreaUnreasonable(EntitlementError):
    """No such region or municipality, one of another region, or ages the wrong way round."""

    code = "area_unreasonable"
    sentence = marked("Choose a municipality of the region, and an upper age that is higher than the lower.")


class AreaAlreadyThere(EntitlementError, Conflict):
    """The unit has the same area already."""

    code = "area_already_there"
    sentence = marked("The unit has this service area already.")


class NobodyHasTheNumber(EntitlementError, NotFound):
    """Nobody in the population register has the number."""

    code = "nobody_has_the_number"
    sentence = marked("Nobody in the population register has this number. Check it.")


class ApprovalUnknown(EntitlementError, NotFound):
    """The unit has no such approval in force."""

    code = "approval_unknown"


class AllotmentUnknown(EntitlementError, NotFound):
    """The unit has no such allotment in force."""

    code = "allotment_unknown"


class EndPassed(EntitlementError):
    """It would end today or earlier."""

    code = "end_passed"
    sentence = marked("Choose a last day that lies ahead, or none.")


class NeedUnknown(EntitlementError, NotFound):
    """There is no such need."""

    code = "need_unknown"


class SelfInclusionClosed(EntitlementError, Refused):
    """The unit does not let residents say it themselves, or its staff have said otherwise."""

    code = "self_inclusion_closed"
    sentence = marked("This can not be told here. Call the unit.")


class UnitAdminNeeded(EntitlementError, Refused):
    """The assignment lacks the role unit_admin (ADM, e-services 1.2)."""

    code = "unit_admin_needed"
    sentence = marked("Your assignment does not let you decide for whom the unit is. Ask its local administrator.")
