"""What can go wrong with a region's contact point.

NotACandidate        only those who work where the administrator works can be appointed, and not one person twice
AppointedMeanwhile   somebody else has appointed in the meantime
"""

from ingang.kernel.errors import Conflict, Refused
from ingang.kernel.words import marked


class NotACandidate(Refused):
    """The one who was chosen does not work there, or is the same as her deputy."""

    code = "not_a_candidate"
    sentence = marked("Choose two different people who work at your unit.")


class AppointedMeanwhile(Conflict):
    """Somebody else has appointed in the meantime."""

    code = "appointed_meanwhile"
    sentence = marked("Somebody else has appointed meanwhile. Look at the page again.")
