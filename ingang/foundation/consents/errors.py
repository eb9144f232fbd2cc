"""What can go wrong with consents and blocks.

ConsentNotFound          there is no consent or block in force with this id
PatientDecides           only the patient herself can give it, set it or take it back
└── GuardianCanNotBlock  nobody blocks a child's journal for her (PDL 4:4)
PeriodUnusable           it would end before it begins, or last too long
└── NoteTooLong          a note that somebody lastingly can not consent lasts a year at most
StaffDecides             what the care giver's staff may not do
├── NotTheHoldersStaff   only the care giver that holds the data can lift a block
├── ProtectionRoleNeeded lifting takes the role of protection administrator
├── NotSealed            the journal is not sealed, or nobody has asked to open it
├── IdentityNotChecked   the patient's identity was not checked, so nothing is opened again
└── StillWaiting         the waiting time has not passed
"""

from ingang.kernel.errors import NotFound, Refused
from ingang.kernel.words import marked


class ConsentNotFound(NotFound):
    """There is no consent or block in force with this id."""

    code = "consent_not_found"


class PatientDecides(Refused):
    """Only the patient herself can decide this."""

    code = "patient_decides"
    sentence = marked("Only the patient can decide this.")


class GuardianCanNotBlock(PatientDecides):
    """Nobody blocks a child's journal for her."""

    code = "guardian_can_not_block"
    sentence = marked("A guardian can not block a child's medical record. Contact the unit.")


class PeriodUnusable(Refused):
    """It would end before it begins, or last too long."""

    code = "period_unusable"
    sentence = marked("Choose an end that is later than today and at most five years ahead.")


class NoteTooLong(PeriodUnusable):
    """A note that somebody lastingly can not consent lasts a year at most."""

    code = "note_too_long"
    sentence = marked("Choose an end that is later than today and at most a year ahead.")


class StaffDecides(Refused):
    """The care giver's staff may not do this."""

    code = "staff_decides"
    sentence = marked("Only staff with the right assignment can do this.")


class NotTheHoldersStaff(StaffDecides):
    """Only the care giver that holds the data can lift a block."""

    code = "not_the_holders_staff"
    sentence = marked("Only the care giver that holds the data can lift the block. Ask that care giver.")


class ProtectionRoleNeeded(StaffDecides):
    """Lifting takes the role of protection administrator."""

    code = "protection_role_needed"
    sentence = marked("Only the care giver's protection administrator can do this.")


class NotSealed(StaffDecides):
    """The journal is not sealed, or nobody has asked to open it."""

    code = "not_sealed"
    sentence = marked("The journal is not sealed, or no wish to open it is noted.")


class IdentityNotChecked(StaffDecides):
    """The patient's identity was not checked."""

    code = "identity_not_checked"
    sentence = marked("Check the patient's identity first, and note how.")


class StillWaiting(StaffDecides):
    """The waiting time has not passed."""

    code = "still_waiting"
    sentence = marked("The block can be lifted when the waiting time has passed.")
