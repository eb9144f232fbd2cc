"""From what people type to a checked identifier, and back to what people read."""

import re
from datetime import date

from ingang.kernel.identifiers.errors import CenturyMissing, RegionNotTold, UnknownForm
from ingang.kernel.identifiers.kinds import IdentifierKind, PersonIdentifier
from ingang.kernel.identifiers.personal import check_personnummer, check_samordningsnummer
from ingang.kernel.identifiers.reserve import check_reserve_number

_TWELVE = re.compile(r"([0-9]{8})-?([0-9A-Z]{4})")
_TEN = re.compile(r"([0-9]{2})([0-9]{4})([-+]?)([0-9]{4})")
# Hyphens and dashes that word processors and telephones put in.
_DASHES = str.maketrans(dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212", "-"))

TEST_BIRTH_NUMBERS = frozenset({"238", "239", "980", "981"})


def parse_person_identifier(text: str, /, *, today: date) -> PersonIdentifier:
    """Return the identifier that somebody typed, its kind told from its form.

    Accepts twelve characters with or without a hyphen, and ten digits with `-`, or with `+` from the year
    the person turns 100. Spaces and small letters do not matter. Forms are tried in this order:

    1. only digits, 99 first: Stockholm's reserve number;
    2. only digits, day 60-99: samordningsnummer; day 32-59: Inera's reserve number; other days: personnummer;
    3. letters, 00 or 22-98 first: national reserve number;
    4. letters, S and one of FUXPL after the date: Värmland; K, M or X and three digits: Västra Götaland.

    Refuses everything else, and other numbers with letters as RegionNotTold: Skåne's and other regions'
    forms are too wide to know again. Some regions use forms that look like Värmland's, Västra Götaland's or
    Inera's, so a number that arrives with its OID is read by `parse_reserve_number` instead.
    """
    value = _twelve_characters(_tidy(text), today=today)
    kind = _kind_of_form(value)
    if kind is IdentifierKind.PERSONNUMMER:
        check_personnummer(value, today=today)
    elif kind is IdentifierKind.SAMORDNINGSNUMMER:
        check_samordningsnummer(value, today=today)
    else:
        check_reserve_number(value, kind=kind)
    return PersonIdentifier(kind, value)


def parse_reserve_number(text: str, /, *, kind: IdentifierKind) -> PersonIdentifier:
    """Return a reserve number whose kind the caller knows, from its OID or because somebody chose it.

    Refuses what breaks the rules of that kind. A kind that is no reserve number is a programming error.
    """
    if not kind.is_reserve:
        raise ValueError(f"{kind} is no reserve number")
    match = _TWELVE.fullmatch(_tidy(text))
    if not match:
        raise UnknownForm
    value = match[1] + match[2]
    check_reserve_number(value, kind=kind)
    return PersonIdentifier(kind, value)


def format_for_reading(identifier: PersonIdentifier, /, *, today: date, short: bool = False) -> str:
    """Return `YYYYMMDD-NNNN`, or in short `YYMMDD-NNNN` with `+` from the year the person turns 100.

    Reserve numbers have no short form: their first two characters say which kind or series they are of.
    """
    value = identifier.value
    if not short or identifier.kind.is_reserve:
        return f"{value[:8]}-{value[8:]}"
    separator = "+" if today.year - int(value[:4]) >= 100 else "-"
    return f"{value[2:8]}{separator}{value[8:]}"


def is_test_number(identifier: PersonIdentifier, /) -> bool:
    """True for the tax agency's test series, birth numbers 238, 239, 980 and 981.

    Production refuses these at log-in; the demonstration and the tests accept nothing else. The agency's
    published list also holds some 2,000 numbers of other birth numbers, which nothing tells from people's.
    """
    return not identifier.kind.is_reserve and identifier.value[8:11] in TEST_BIRTH_NUMBERS


def _tidy(text: str) -> str:
    tidied = "".join(text.split()).translate(_DASHES)
    # Otherwise digits and capitals of other scripts would pass for ours.
    if not tidied.isascii():
        raise UnknownForm
    return tidied.upper()


def _twelve_characters(text: str, *, today: date) -> str:
    if match := _TWELVE.fullmatch(text):
        return match[1] + match[2]
    match = _TEN.fullmatch(text)
    if not match:
        raise UnknownForm
    short_year, month_and_day, separator, last_four = match.groups()
    if not separator:
        raise CenturyMissing
    latest_year = today.year - 100 if separator == "+" else today.year
    year = latest_year - (latest_year - int(short_year)) % 100
    return f"{year}{month_and_day}{last_four}"


def _kind_of_form(value: str) -> IdentifierKind:
    if value.isdigit():
        return _kind_of_digits(value)
    if value[:2] == "00" or "22" <= value[:2] <= "98":
        return IdentifierKind.NATIONAL_RESERVE
    if re.fullmatch("S[FUXPL]..", value[8:]):
        return IdentifierKind.VARMLAND_RESERVE
    if re.fullmatch("[KMX][0-9]{3}", value[8:]):
        return IdentifierKind.VGR_RESERVE
    raise RegionNotTold


def _kind_of_digits(value: str) -> IdentifierKind:
    if value.startswith("99"):
        return IdentifierKind.STOCKHOLM_RESERVE
    day = int(value[6:8])
    if day >= 60:
        return IdentifierKind.SAMORDNINGSNUMMER
    return IdentifierKind.INERA_RESERVE if day > 31 else IdentifierKind.PERSONNUMMER
