"""Why access is refused.

AccessRefused
├── NotYours               own data of somebody else, or no relation: outside it looks like a missing page
├── Deceased               the person is dead; her log-in and mandates have ended
├── AgeUnknown             no date of birth is known: a staffed way is needed (corrections 1.2)
├── OutsideAges            no dated age rule lets this role reach this kind of data at the person's age
├── GrownOutOfGuardianship the child has turned 13: the guardian's access ended at the moment (corrections 3.3)
├── GuardianUnavailable    blocked, protected or not a guardian: one neutral answer for all (no leak)
├── NoMandate              no power of attorney in force covers this kind of data
├── AssignmentNeeded       the staff member's assignment does not allow this purpose
├── NoCareRelation         no current patient relation with the unit
└── BlockedByPatient       the patient has blocked (spärrat) what the unit wants to read
"""

from ingang.kernel.errors import Refused
from ingang.kernel.words import marked


class AccessRefused(Refused):
    """Access was weighed and refused; the refusal is recorded. `looks_missing`: outside, no page exists."""

    code = "access_refused"
    sentence = marked("You can not see this.")
    looks_missing = False


class NotYours(AccessRefused):
    """It is somebody else's, or there is no relation that could open it."""

    code = "not_yours"
    looks_missing = True


class Deceased(AccessRefused):
    """The person is dead."""

    code = "deceased"
    sentence = marked("The person is registered as deceased. The unit that gave care can help you.")


class AgeUnknown(AccessRefused):
    """No date of birth is known, so no age rule can be applied."""

    code = "age_unknown"
    sentence = marked("We do not know the date of birth. The unit can help you by phone or at a visit.")


class OutsideAges(AccessRefused):
    """No dated age rule opens this kind of data for this role at this age."""

    code = "outside_ages"
    sentence = marked("At this age it can not be reached here. Contact the unit by phone or at a visit.")


class GrownOutOfGuardianship(AccessRefused):
    """The child has turned 13."""

    code = "grown_out_of_guardianship"
    sentence = marked(
        "From the 13th birthday a guardian no longer acts for the child here. The child can log in herself or"
        " himself, and the unit can help you by phone."
    )


class GuardianUnavailable(AccessRefused):
    """You can not act for this person here; the reason is not told."""

    code = "guardian_unavailable"
    sentence = marked("You can not act for this person here. The unit can help you by phone or at a visit.")
    looks_missing = True


class NoMandate(AccessRefused):
    """No power of attorney in force covers this."""

    code = "no_mandate"
    sentence = marked("Your power of attorney does not cover this, or it has ended.")


class AssignmentNeeded(AccessRefused):
    """The assignment does not allow this purpose."""

    code = "assignment_needed"
    sentence = marked("Your assignment does not allow this. Choose another assignment, or ask your HSA administrator.")


class NoCareRelation(AccessRefused):
    """The unit has no current patient relation with the person."""

    code = "no_care_relation"
    sentence = marked("Your unit has no current patient relation with this person.")


class BlockedByPatient(AccessRefused):
    """The patient has blocked what the unit wants to read."""

    code = "blocked_by_patient"
    sentence = marked("The patient has blocked this. Ask the patient, or the care giver that holds it.")
