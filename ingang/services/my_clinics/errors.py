"""What can go wrong with one's own clinics.

ClinicUnknown   there is no such unit, or it has closed down
"""

from ingang.kernel.errors import NotFound


class ClinicUnknown(NotFound):
    """There is no such unit, or it has closed down."""

    code = "clinic_unknown"
