"""Rules of the tax agency's numbers: personnummer and samordningsnummer, twelve digits.

Sources: folkbokföringslagen 1991:481 18 §, lag 2022:1697 om samordningsnummer, SKV 704 and SKV 707.
"""

from datetime import date

from ingang.kernel.identifiers.check_digits import has_right_check_digit
from ingang.kernel.identifiers.errors import DateInTheFuture, ImpossibleDate, WrongCheckDigit, WrongSerial

# Nobody in the register, which began in 1947, was born earlier.
_EARLIEST_YEAR = 1800


def check_personnummer(value: str, *, today: date) -> None:
    """Refuse a date that is none or has not come, birth number 000 and a wrong check digit."""
    _check(value, month=int(value[4:6]), day=int(value[6:8]), today=today)


def check_samordningsnummer(value: str, *, today: date) -> None:
    """Refuse as for personnummer, after 60 is taken from the day.

    Month 00 and day 60 say that month or day of birth is unknown; both are issued (corrections 1.1). An
    unknown month has 31 days, and what is unknown counts as the first when we ask whether it has come.
    """
    _check(value, month=int(value[4:6]) or 1, day=int(value[6:8]) - 60 or 1, today=today)


def _check(value: str, *, month: int, day: int, today: date) -> None:
    year = int(value[:4])
    try:
        written = date(year, month, day)
    except ValueError:
        raise ImpossibleDate from None
    if year < _EARLIEST_YEAR:
        raise ImpossibleDate
    if written > today:
        raise DateInTheFuture
    if value[8:11] == "000":
        raise WrongSerial
    if not has_right_check_digit(value[2:]):
        raise WrongCheckDigit
