"""What can go wrong when the operation does something with a system.

ConnectedSystemError
├── SystemUnknown      no system has this code
├── NotOperation       the assignment does not carry the role of the portal's operation
├── SwitchedMeanwhile  somebody else has just turned it on or off
├── MaintenanceUnknown no work is planned by this id
├── MaintenanceOver    planned work that is over or called off can not be called off or changed
└── MaintenanceChanged somebody else has changed it since it was read
"""

from ingang.kernel.errors import Conflict, IngangError, NotFound, Refused
from ingang.kernel.words import marked


class ConnectedSystemError(IngangError):
    """Nothing was done with the system."""

    code = "systems"


class SystemUnknown(ConnectedSystemError, NotFound):
    """No system has this code."""

    code = "systems.unknown"


class NotOperation(ConnectedSystemError, Refused):
    """The assignment does not carry the role of the portal's operation."""

    code = "systems.not_operation"
    sentence = marked("Only the portal's operation can do this. Choose another assignment.")


class SwitchedMeanwhile(ConnectedSystemError, Conflict):
    """Somebody else has just turned it on or off."""

    code = "systems.switched_meanwhile"
    sentence = marked("Somebody else has just turned the system on or off. Look at how it is now.")


class MaintenanceUnknown(ConnectedSystemError, NotFound):
    """No work is planned by this id."""

    code = "systems.maintenance_unknown"


class MaintenanceOver(ConnectedSystemError, Conflict):
    """It is over, or called off already."""

    code = "systems.maintenance_over"
    sentence = marked("The planned work is over, or was called off already.")


class MaintenanceChanged(ConnectedSystemError, Conflict):
    """Somebody else has changed it since it was read."""

    code = "systems.maintenance_changed"
    sentence = marked("Somebody else has just changed this. Look at how it is now; your own words are kept below.")
