"""What can be wrong with an identifier that somebody typed or sent.

InvalidIdentifier
├── UnknownForm           too short, too long, or other characters than the identifier has
├── CenturyMissing        ten digits without the sign that tells the century
├── ImpossibleDate        the date part is no date
├── DateInTheFuture       the date part has not come yet
├── WrongSerial           the part that tells people of the same day apart is outside its series
├── WrongCheckDigit       the last digit does not fit the others
├── RegionNotTold         looks like a reserve number, but not which region gave it
├── InvalidHsaId          not an id of the HSA catalogue
├── UnknownRegion         not one of the 21 regions
└── UnknownMunicipality   not one of the 290 municipalities

None of them carries what was typed: it is personal data, and errors end up in logs.
"""

from ingang.kernel.errors import IngangError
from ingang.kernel.words import marked


class InvalidIdentifier(IngangError):
    """The text is not an identifier of the kind that was asked for."""

    code = "identifier_invalid"
    sentence = marked("The number is not right. Check it and write it again.")


class UnknownForm(InvalidIdentifier):
    """Too short, too long, or other characters than the identifier has."""

    code = "identifier_unknown_form"
    sentence = marked("Write the number with twelve characters, for example YYYYMMDD-NNNN.")


class CenturyMissing(InvalidIdentifier):
    """Ten digits without a sign: the person may be 1 or 101 years old, and we do not guess."""

    code = "identifier_century_missing"
    sentence = marked("Write the year with four digits.")


class ImpossibleDate(InvalidIdentifier):
    """The date part is no date."""

    code = "identifier_impossible_date"
    sentence = marked("The number begins with a date that does not exist.")


class DateInTheFuture(InvalidIdentifier):
    """The date part has not come yet."""

    code = "identifier_date_in_the_future"
    sentence = marked("The number begins with a date that has not come yet.")


class WrongSerial(InvalidIdentifier):
    """The part that tells people of the same day apart is outside its series."""

    code = "identifier_wrong_serial"
    sentence = marked("The last four characters of the number are not right.")


class WrongCheckDigit(InvalidIdentifier):
    """The last digit does not fit the others: at least one character is wrong."""

    code = "identifier_wrong_check_digit"
    sentence = marked("A digit in the number is wrong. Check it and write it again.")


class RegionNotTold(InvalidIdentifier):
    """Looks like a reserve number, but its form does not tell which region gave it."""

    code = "identifier_region_not_told"
    sentence = marked("This may be a reserve number. Choose which region gave it.")


class InvalidHsaId(InvalidIdentifier):
    """Not an id of the HSA catalogue."""

    code = "identifier_invalid_hsa_id"
    sentence = marked("An HSA-id is SE, ten digits, a hyphen and letters or digits, at most 31 characters.")


class UnknownRegion(InvalidIdentifier):
    """Not one of the 21 regions."""

    code = "identifier_unknown_region"
    sentence = marked("There is no region with this code.")


class UnknownMunicipality(InvalidIdentifier):
    """Not one of the 290 municipalities."""

    code = "identifier_unknown_municipality"
    sentence = marked("There is no municipality with this code.")
