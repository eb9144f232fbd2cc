"""Makes the only identity numbers that the demonstration and the tests may use.

Import the module, not its functions: pytest takes a function whose name begins with `test_` for a test.
"""

from datetime import date

from ingang.kernel.identifiers import TEST_BIRTH_NUMBERS, check_digit

# The last of the 26 series, far from being used (century of birth + 78).
_LAST_NATIONAL_SERIES = 7800
# Stockholm's numbers begin with the year they are given out; nobody has one from this year.
_STOCKHOLM_YEAR = 2299


def test_number(birth_date: date, birth_number: int) -> str:
    """Return a personnummer of the tax agency's test series; refuses other birth numbers."""
    return _with_check_digit(f"{birth_date:%Y%m%d}{_test_series(birth_number)}")


def test_coordination_number(  # this is no test of pytest's
    birth_date: date,
    birth_number: int,
    *,
    month_known: bool = True,  # noqa: PT028
    day_known: bool = True,  # noqa: PT028
) -> str:
    """Return a samordningsnummer of the tax agency's test series; refuses other birth numbers.

    What is not known is written as month 00 and day 60.
    """
    month = birth_date.month if month_known else 0
    day = 60 + (birth_date.day if day_known else 0)
    return _with_check_digit(f"{birth_date:%Y}{month:02}{day}{_test_series(birth_number)}")


def national_reserve_number(birth_date: date, letters: str = "AAA") -> str:
    """Return a national reserve number for a known date of birth; three letters leave the sex unsaid."""
    body = f"{birth_date.year + _LAST_NATIONAL_SERIES}{birth_date:%m%d}{letters}"
    return body + check_digit(body)


def stockholm_reserve_number(serial: int) -> str:
    """Return a reserve number of Region Stockholm; the serial has at most five digits."""
    body = f"{_STOCKHOLM_YEAR}{serial:05}"
    return f"99{body}{check_digit(body[2:])}"


def vgr_reserve_number(birth_date: date, serial: int = 80) -> str:
    """Return a reserve number of Västra Götalandsregionen with the sex unsaid: X and a serial of 80-89."""
    digits = f"{birth_date:%Y%m%d}8{serial}"  # X counts as 8
    return f"{birth_date:%Y%m%d}X{serial}{check_digit(digits[2:])}"


def _test_series(birth_number: int) -> str:
    written = f"{birth_number:03}"
    if written not in TEST_BIRTH_NUMBERS:
        raise ValueError(f"birth number {written} is outside the test series: it may belong to somebody")
    return written


def _with_check_digit(eleven: str) -> str:
    return eleven + check_digit(eleven[2:])
