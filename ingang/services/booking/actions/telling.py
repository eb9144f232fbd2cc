"""What is told of a booked time or a kallelse, in the log and to those who hear: also that guardians may not know."""

from ingang.foundation.audit.queries import HIDDEN_MARK
from ingang.services.booking.models import Appointment, Hold, Summons


def details_of(row: Appointment, /) -> dict[str, str]:
    """Ids and codes for the log; `hidden_from_guardian` leaves no trace of it for a guardian (corrections 3.2)."""
    return _which(row) | ({"hidden_from_guardian": "1"} if row.hidden_from_guardian else {})


def fields_of(row: Appointment, /) -> dict[str, str]:
    """What the events about a booked time carry, so that messages and notices are hidden as the time is."""
    hidden = "1" if row.hidden_from_guardian else ""
    return _which(row) | {"starts_at": row.starts_at.isoformat(), "hidden_from_guardian": hidden}


def _which(row: Appointment) -> dict[str, str]:
    return {"appointment": str(row.id), "unit": row.unit}


def summons_details(row: Summons, /) -> dict[str, str]:
    """Ids and codes about a kallelse for the log; `hidden_from_guardian` leaves no trace of it for a guardian."""
    details = {"summons": str(row.id), "unit": row.unit}
    return details | ({"hidden_from_guardian": "1"} if row.hidden_from_guardian else {})


def hold_details(row: Hold, /) -> dict[str, str]:
    """Ids about a held time for the log. What staff hold may yet be booked as hidden, so no guardian is told of it."""
    details = {"slot": str(row.slot), "hold": str(row.id)}
    return details | ({HIDDEN_MARK: "1"} if row.staff else {})
