"""When a kallelse can be answered (e-services 3.5)."""

from datetime import date, timedelta

from ingang.services.booking.errors import SummonsClosed, SummonsUsed

USUAL_VALIDITY = timedelta(days=30)


def check_answerable(*, kind: str, state: str, valid_until: date | None, on: date) -> None:
    """Refuse to choose a time twice, by a kallelse that has a time, and from its last day on."""
    if state == "booked":
        raise SummonsUsed()
    if kind != "open" or state != "waiting" or valid_until is None or on >= valid_until:
        raise SummonsClosed()


def is_answerable(*, kind: str, state: str, valid_until: date | None, on: date) -> bool:
    """Whether a time can be chosen; decides the buttons."""
    try:
        check_answerable(kind=kind, state=state, valid_until=valid_until, on=on)
    except (SummonsClosed, SummonsUsed):
        return False
    return True
