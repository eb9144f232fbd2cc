"""What can be wrong with an answer that keeps to its contract.

WrongPerson        a record in it is about somebody else: nothing of the answer may be shown
BadRecord          one record lacks what it needs: it is skipped and counted
"""

from ingang.kernel.errors import Unavailable


class WrongPerson(Unavailable):
    """A record is about somebody else than the person asked about: the source is not to be trusted with this answer."""

    code = "source_wrong_person"


class BadRecord(Exception):
    """The record lacks what every record of its kind has. Never leaves this package."""
