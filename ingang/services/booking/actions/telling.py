"""What is told of a booked time: for the log and for those who hear of it; both say when guardians may not know."""

from ingang.services.booking.models import Appointment


def details_of(row: Appointment, /) -> dict[str, str]:
    """Ids and codes for the log; `hidden_from_guardian` leaves no trace of it for a guardian (corrections 3.2)."""
    return _which(row) | ({"hidden_from_guardian": "1"} if row.hidden_from_guardian else {})


def fields_of(row: Appointment, /) -> dict[str, str]:
    """What the events about a booked time carry, so that messages and notices are hidden as the time is."""
    hidden = "1" if row.hidden_from_guardian else ""
    return _which(row) | {"starts_at": row.starts_at.isoformat(), "hidden_from_guardian": hidden}


def _which(row: Appointment) -> dict[str, str]:
    return {"appointment": str(row.id), "unit": row.unit}
