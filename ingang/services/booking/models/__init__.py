"""Times of units, and who holds or has booked them.

Two families, by who owns the rows (architecture 11): Slot, Claim and TimeType belong to a unit; Hold and
Appointment to a person. No foreign key joins them. The claim on the time is the truth: an appointment counts
because a claim of the unit names it.
"""

from ingang.services.booking.models.appointments import KIND, Appointment, AppointmentStatus, Attendance, Hold
from ingang.services.booking.models.closures import Closure
from ingang.services.booking.models.feeds import CalendarChoice, Reminder
from ingang.services.booking.models.schedules import Schedule, ScheduleException
from ingang.services.booking.models.summonses import Summons, SummonsKind, SummonsState
from ingang.services.booking.models.times import (
    Claim,
    EarlierTimeType,
    Form,
    ReasonRule,
    Slot,
    SlotStatus,
    TimeType,
    takeable,
)
from ingang.services.booking.models.units import UnitAsTold
from ingang.services.booking.models.waiting import Answer, FreedTime, LinePlace, Offer, Wish

__all__ = [
    "KIND",
    "Answer",
    "Appointment",
    "AppointmentStatus",
    "Attendance",
    "CalendarChoice",
    "Claim",
    "Closure",
    "EarlierTimeType",
    "Form",
    "FreedTime",
    "Hold",
    "LinePlace",
    "Offer",
    "ReasonRule",
    "Reminder",
    "Schedule",
    "ScheduleException",
    "Slot",
    "SlotStatus",
    "Summons",
    "SummonsKind",
    "SummonsState",
    "TimeType",
    "UnitAsTold",
    "Wish",
    "takeable",
]
