"""Why somebody can not log in.

LogInRefused (Refused)
├── PersonUnknown        nobody we know has this number: a support code is given, nothing about the number
├── IdentityUnproven     a samordningsnummer that is dormant, or whose identity is not proven (corrections 1.1)
├── PersonDeceased       the person is registered as deceased
├── LogInIsLocked        the log-in is locked; opening it again takes a staffed check (corrections 3.1)
├── NumberForTests       a number of the test series, in production
├── AssuranceTooLow      the e-ID's level of assurance is below loa3
├── OtherDevice          the approval came from another device than the one that began the log-in
├── OrderGone            there is no such order, it has ended, or its result was used already
├── WrongBrowser         the answer came to another browser than the one that began the log-in
├── StoppedByPerson      the person stopped it at the issuer
├── ClaimsMissing        the issuer did not send what the log-in needs
├── StaffUnknown         no service identity (employeeHsaId) came from the issuer
└── AssignmentUnknown    the assignment is not one of the staff member's own
UnlockRefused (Refused)  only the care giver's protection administrator opens a locked log-in
├── IdentityNotSeen      nobody has checked who asks
├── NotLocked            the log-in is not locked, or nobody has asked to open it
└── UnlockStillWaiting   the waiting time has not passed
TokenNotTrusted (Refused) an outside system shows no token, or one that is not for it, for us or for now
TooManyStarts (Refused)  too many log-ins were begun from the address or the browser
IssuerDown (Unavailable) the issuer does not answer
"""

from ingang.kernel.errors import Refused, Unavailable
from ingang.kernel.words import marked


class LogInRefused(Refused):
    """The log-in can not be completed. Every refusal after an e-ID's approval is recorded."""

    code = "log_in_refused"
    sentence = marked("You can not log in. Try again, or choose another way to log in.")


class PersonUnknown(LogInRefused):
    """Nobody we know has this number (records-identity-law 7, errors)."""

    code = "person_unknown"
    sentence = marked(
        "You can not log in: we do not find you in the population register. Your unit can still help you by phone"
        " or at a visit. If you contact the support, give them this code: %(support)s"
    )


class IdentityUnproven(LogInRefused):
    """The samordningsnummer is dormant, or the identity behind it is not proven (lag 2022:1697; corrections 1.1)."""

    code = "identity_unproven"
    sentence = marked(
        "You can not log in with your coordination number: the tax agency has not proven the identity, or the number"
        " is dormant. The tax agency can help you with that. Your unit still helps you by phone or at a visit."
    )


class PersonDeceased(LogInRefused):
    """The person is registered as deceased."""

    code = "person_deceased"
    sentence = marked(
        "You can not log in: the person is registered as deceased. The unit that gave care can help the relatives."
        " If the register is wrong, the tax agency can put it right."
    )


class LogInIsLocked(LogInRefused):
    """The log-in is locked. Opening it again is never instant self-service (corrections 3.1)."""

    code = "log_in_locked"
    sentence = marked(
        "The log-in is locked. Care is still there for you: call 1177 or your unit. To open the log-in again, visit"
        " or call your unit: they check who you are first."
    )


class NumberForTests(LogInRefused):
    """A number of the tax agency's test series belongs to nobody (records-identity-law 7.1)."""

    code = "test_number"
    sentence = marked("You can not log in with a number that is meant for tests.")


class AssuranceTooLow(LogInRefused):
    """Services for residents and staff need level of assurance 3 (records-identity-law 7, flows 4)."""

    code = "assurance_too_low"
    sentence = marked("This e-ID is not safe enough for health care. Log in with an e-ID of level 3.")


class OtherDevice(LogInRefused):
    """The approval came from another address than the browser's, though the same device was chosen (7, flows 6)."""

    code = "other_device"
    sentence = marked(
        "The log-in was approved on another device or network than this one, so we stopped it. If somebody asked you"
        " to approve it, end the call. Otherwise choose to log in with another device, and scan the code."
    )


class OrderGone(LogInRefused):
    """The order has ended, or its result was used: a result is good once (corrections 3.8)."""

    code = "order_gone"
    sentence = marked("This log-in has ended. Begin again.")


class WrongBrowser(LogInRefused):
    """Only the browser that began a log-in completes it (corrections 3.8)."""

    code = "wrong_browser"
    sentence = marked(
        "The log-in began in another browser or window. Go back to it, or begin again here. If you did not begin it"
        " yourself, do nothing: nobody has been logged in."
    )


class StoppedByPerson(LogInRefused):
    """The person stopped the log-in at the issuer, or the issuer denied access."""

    code = "stopped_by_person"
    sentence = marked("You stopped the log-in. Nothing has been done.")


class ClaimsMissing(LogInRefused):
    """The issuer did not send what the log-in needs, or sent it in a form that can not be read."""

    code = "claims_missing"
    sentence = marked("The e-ID service did not tell us who you are. Try again, or choose another way to log in.")


class StaffUnknown(LogInRefused):
    """The issuer sent no service identity."""

    code = "staff_unknown"
    sentence = marked("Your e-ID has no service identity here. Ask your local HSA administrator, who can give you one.")


class AssignmentUnknown(LogInRefused):
    """The assignment is not one of the staff member's own, or has ended."""

    code = "assignment_unknown"
    sentence = marked("You can not choose this assignment. Choose one in the list.")


class UnlockRefused(Refused):
    """Only the care giver's protection administrator opens a locked log-in again (corrections 3.1)."""

    code = "unlock_refused"
    sentence = marked("Only the care giver's protection administrator can open a locked log-in.")


class IdentityNotSeen(UnlockRefused):
    """Nobody has checked who asks."""

    code = "identity_not_seen"
    sentence = marked("Check who the person is first, and note how.")


class NotLocked(UnlockRefused):
    """The log-in is not locked, or nobody has asked to open it."""

    code = "not_locked"
    sentence = marked("There is nothing to open. Look at the page again.")


class UnlockStillWaiting(UnlockRefused):
    """The waiting time has not passed."""

    code = "unlock_still_waiting"
    sentence = marked("The waiting time has not passed. Nothing was opened.")


class TooManyStarts(Refused):
    """Too many log-ins were begun within a short time; the limits are settings."""

    code = "too_many_starts"
    sentence = marked("Many log-ins were begun here in a short time. Wait a few minutes and try again.")


class TokenNotTrusted(Refused):
    """No token, or one that fails a check, or another care giver's: which of them is told to nobody (RFC 6750)."""

    code = "token_not_trusted"


class IssuerDown(Unavailable):
    """The issuer does not answer, or answers what can not be read."""

    code = "issuer_down"
    sentence = marked("%(title)s does not answer right now. Choose another way to log in, or try again in a while.")
