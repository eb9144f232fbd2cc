"""Rules of the reserve numbers, which care gives to people without a number of the tax agency's.

Sources: Inera, "Lokala reservid:n" and "Nationellt reservidformat" (specification 1.0).
"""

import re
from collections.abc import Callable
from datetime import date

from ingang.kernel.identifiers.check_digits import has_right_check_digit
from ingang.kernel.identifiers.errors import ImpossibleDate, UnknownForm, WrongCheckDigit, WrongSerial
from ingang.kernel.identifiers.kinds import IdentifierKind

# A to Z without I, O, Q, V and W.
_LETTER = "[A-HJ-NPR-UX-Z]"
_NATIONAL = re.compile(rf"[0-9]{{8}}{_LETTER}{{2}}(?:[0-9]|{_LETTER})[0-9]")
_STOCKHOLM = re.compile(r"99(?:19|2[0-2])[0-9]{8}")
# The century keeps regional numbers with a date apart from the national ones, which begin with 00 or 22-98.
_DATED = "(?:1[89]|2[01])[0-9]{6}"
_VGR = re.compile(rf"{_DATED}[KMX][0-9]{{3}}")
_VARMLAND = re.compile(rf"{_DATED}S[FUXPL][0-9][A-UW-Z1-9]")
_SKANE = re.compile(rf"{_DATED}(?=[0-9]*[A-Z])[0-9A-Z]{{4}}")
_INERA = re.compile(r"(?:1[89]|2[01])[0-9]{10}")

_VGR_LETTER_VALUES = str.maketrans("KMX", "578")


def check_reserve_number(value: str, *, kind: IdentifierKind) -> None:
    """Refuse a number that does not follow the rules of its kind."""
    form, check = _RULES[kind]
    if not form.fullmatch(value):
        raise UnknownForm
    check(value)


def _check_national(value: str) -> None:
    if value.startswith("00"):
        _check_range(value[4:6], "20", "99")
        _check_range(value[6:8], "40", "59")
    else:
        _check_date(_national_birth_date(value))
    _check_digit(value)


def _national_birth_date(value: str) -> str:
    # The century of birth plus 3, 6, 9 ... 78: 19 is written 22, 25 ... 97 and 20 is written 23, 26 ... 98.
    series = int(value[:2]) - 22
    if series < 0 or series % 3 == 2 or series > 76:
        raise ImpossibleDate
    return f"{19 + series % 3}{value[2:8]}"


def _check_vgr(value: str) -> None:
    _check_date(value)
    letter, serial = value[8], int(value[9:11])
    # The series are split in three: odd for M, even for K, the last ten for X (unknown).
    allowed = range(80, 90) if letter == "X" else range(7 if letter == "M" else 6, 80, 2)
    if serial not in allowed:
        raise WrongSerial
    _check_digit(value[2:].translate(_VGR_LETTER_VALUES))


def _check_inera(value: str) -> None:
    _check_range(value[4:6], "01", "12")
    _check_range(value[6:8], "32", "59")
    _check_digit(value[2:])


def _check_date(text: str) -> None:
    try:
        date(int(text[:4]), int(text[4:6]), int(text[6:8]))
    except ValueError:
        raise ImpossibleDate from None


def _check_range(text: str, lowest: str, highest: str) -> None:
    if not lowest <= text <= highest:
        raise ImpossibleDate


def _check_digit(text: str) -> None:
    if not has_right_check_digit(text):
        raise WrongCheckDigit


_RULES: dict[IdentifierKind, tuple[re.Pattern[str], Callable[[str], None]]] = {
    IdentifierKind.NATIONAL_RESERVE: (_NATIONAL, _check_national),
    IdentifierKind.STOCKHOLM_RESERVE: (_STOCKHOLM, lambda value: _check_digit(value[4:])),
    IdentifierKind.VGR_RESERVE: (_VGR, _check_vgr),
    IdentifierKind.VARMLAND_RESERVE: (_VARMLAND, _check_date),
    IdentifierKind.INERA_RESERVE: (_INERA, _check_inera),
    IdentifierKind.SKANE_RESERVE: (_SKANE, _check_date),
}
