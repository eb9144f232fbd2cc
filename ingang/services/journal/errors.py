"""What can go wrong in the journal.

JournalError
├── NotForThisCareGiver  the assignment does not let its holder decide what the care giver shows
├── BeginsTooEarly       a decision can not begin on a day that has been
└── UnitOfAnother        the unit is no unit of the care giver
"""

from ingang.kernel.errors import Refused
from ingang.kernel.words import marked


class JournalError(Refused):
    """It can not be done in the journal."""

    code = "journal_error"


class NotForThisCareGiver(JournalError):
    """The assignment does not let its holder decide what the care giver shows."""

    code = "not_for_this_care_giver"
    sentence = marked("Only the care giver's administrator of the journal can decide this.")


class BeginsTooEarly(JournalError):
    """A decision can not begin on a day that has been."""

    code = "begins_too_early"
    sentence = marked("Choose today or a later day.")


class UnitOfAnother(JournalError):
    """The unit is no unit of the care giver."""

    code = "unit_of_another"
    sentence = marked("The unit is not one of your care giver's.")
