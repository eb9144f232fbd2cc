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
├── NoAcrossGround         the law knows no such ground for reading across care givers
│   ├── ConsentMissing     the patient has not consented to this unit's reading
│   ├── ChildCanConsent    an adult, or somebody of unknown age, is asked and not bypassed
│   ├── ChildHasOwnGround  a child who can not consent is read about on the ground for children
│   ├── IncapacityNotNoted the unit has no note that the patient lastingly can not consent
│   ├── NoEmergencyGround  social care has no emergency ground
│   ├── GroundNeeded       no ground is recorded in this log-in and assignment yet
│   └── ReasonNeeded       the reason is missing, or is none that this ground takes
├── SwitchedOff            the person's region does not offer this
├── JournalSealed          the person has sealed her journal: nobody reads it on her own pages
├── AskedTooOften          a program asks by a secret address more often than it may
└── NoAgreement            no agreement in force lets the outside system reach this

WrongCode                  the code of a link is wrong; it tells how many more may be tried
MadeForAnother             the form was made for another person, or in another assignment, than the log-in is about now
"""

from ingang.kernel.errors import Conflict, Refused
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


class NoAcrossGround(AccessRefused):
    """The law knows no such ground for reading across care givers (SVOD 3:7)."""

    code = "no_across_ground"
    sentence = marked("There is no ground for reading what other care givers hold.")


class ConsentMissing(NoAcrossGround):
    """The patient has not consented to this unit's reading."""

    code = "consent_missing"
    sentence = marked("The patient's consent is missing. Ask the patient.")


class ChildCanConsent(NoAcrossGround):
    """An adult, or somebody of unknown age, is asked and not bypassed."""

    code = "child_can_consent"
    sentence = marked("Only for a child who can not consent. Ask the patient.")


class ChildHasOwnGround(NoAcrossGround):
    """A child who can not consent is read about on the ground for children."""

    code = "child_has_own_ground"
    sentence = marked("For a child there is a ground of its own. Choose that.")


class IncapacityNotNoted(NoAcrossGround):
    """The unit has no note in force that the patient lastingly can not consent."""

    code = "incapacity_not_noted"
    sentence = marked("It is not noted that the patient lastingly can not consent, or the note has ended.")


class NoEmergencyGround(NoAcrossGround):
    """Social care has no emergency ground (SVOD 3:2, 3:4)."""

    code = "no_emergency_ground"
    sentence = marked("Social care can not read in an emergency without consent.")


class GroundNeeded(NoAcrossGround):
    """No ground is recorded in this log-in and assignment yet."""

    code = "ground_needed"
    sentence = marked("Say first on what ground you read what other care givers hold.")


class ReasonNeeded(NoAcrossGround):
    """The reason is missing, or is none that this ground takes."""

    code = "reason_needed"
    sentence = marked("Choose the reason.")


class SwitchedOff(AccessRefused):
    """The person's region does not offer this."""

    code = "switched_off"
    sentence = marked("The region does not offer this here. Contact the unit by phone or at a visit.")


class NoAgreement(AccessRefused):
    """No agreement in force lets the outside system reach this."""

    code = "no_agreement"
    looks_missing = True


class WrongCode(Refused):
    """The code of a link is wrong, or missing. `left` more may be tried before the link ends."""

    code = "wrong_code"
    sentence = marked("The code is wrong.")

    def __init__(self, *, left: int) -> None:
        super().__init__()
        self.left = left


class MadeForAnother(Conflict):
    """The form was made for another person, or in another assignment, than the log-in is about now.

    Nothing is weighed and nothing recorded: the form reaches nobody.
    """

    code = "made_for_another"
    sentence = marked(
        "You changed person or assignment in another window, so this page was about somebody else. Nothing was saved."
        " Load the page again, and check whose it is before you go on."
    )


class JournalSealed(AccessRefused):
    """The person has sealed her journal; only staff open it again, after a waiting time."""

    code = "journal_sealed"
    sentence = marked(
        "The journal is sealed, so nobody can read it here. A unit of care can open it again: it checks who you are"
        " first, and it takes time."
    )


class AskedTooOften(AccessRefused):
    """A program asks by a secret address more often than sixty times an hour."""

    code = "asked_too_often"
    sentence = marked("This address was asked for too often. Try again in an hour.")
