"""What can go wrong when a region decides.

RegionError
├── UnknownSetting         no manifest declares a switch, limit or text with this code
├── NotRegionAdmin         the assignment does not carry the role of the region's administrator
├── DayHasPassed           a decision can not begin on a day that has passed
├── ValueNotAllowed        the value is not of the setting's kind
│   ├── OutsideTheLimits   a number below the least or above the most
│   ├── PersonNamed        a text that holds somebody's identity number
│   └── WordsMissing       a text that is empty, too long, or not in both languages
├── DecidedMeanwhile       somebody else has decided the same thing since the page was shown
└── AlreadyBegun           a plan that has begun, or was withdrawn, can not be withdrawn
"""

from ingang.kernel.errors import Conflict, IngangError, NotFound, Refused
from ingang.kernel.words import marked


class RegionError(IngangError):
    """A region's decision can not be made."""

    code = "region"


class UnknownSetting(RegionError, NotFound):
    """No manifest declares a switch, limit or text with this code."""

    code = "unknown_setting"
    sentence = marked("There is no such setting.")


class NotRegionAdmin(RegionError, Refused):
    """The assignment does not carry the role of the region's administrator."""

    code = "not_region_admin"
    sentence = marked("Only the region's administrator can decide this. Choose another assignment.")


class DayHasPassed(RegionError, Refused):
    """A decision can not begin on a day that has passed: what was in force then stays on record."""

    code = "day_has_passed"
    sentence = marked("Choose today or a later day.")


class ValueNotAllowed(RegionError, Refused):
    """The value is not of the setting's kind."""

    code = "value_not_allowed"
    sentence = marked("This value can not be used here.")


class OutsideTheLimits(ValueNotAllowed):
    """A number below the least or above the most that the national rules leave open."""

    code = "outside_the_limits"
    sentence = marked("Choose a number from %(least)s to %(most)s.")


class WordsMissing(ValueNotAllowed):
    """A text is plain words in both languages, no longer than there is room for."""

    code = "words_missing"
    sentence = marked("Write the text in both Swedish and English, at most %(longest)s characters in each.")


class PersonNamed(ValueNotAllowed):
    """A text for everybody holds what looks like somebody's identity number."""

    code = "person_named"
    sentence = marked("The text holds what looks like an identity number. Never write about a person here.")


class DecidedMeanwhile(RegionError, Conflict):
    """Somebody else has decided the same thing since the page was shown; look at it before deciding."""

    code = "decided_meanwhile"
    sentence = marked("A colleague has just decided this. Look at that decision, and decide again if you need to.")


class AlreadyBegun(RegionError, Conflict):
    """A plan that has begun, or was withdrawn, can not be withdrawn: decide anew instead."""

    code = "already_begun"
    sentence = marked("This plan has already begun or was withdrawn. Make a new decision instead.")
