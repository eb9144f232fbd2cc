"""What can go wrong when staff read across care givers.

PatientUnknown  the unit has no current patient relation with the person, or there is no such person: no difference
"""

from ingang.kernel.errors import NotFound
from ingang.kernel.words import marked


class PatientUnknown(NotFound):
    """The unit has no current patient relation with the person, or there is no such person."""

    code = "journal.patient_unknown"
    sentence = marked(
        "Your unit has no current patient relation with anybody here, or it is over. Look the patient up again, and say"
        " why the patient is yours now."
    )
