"""What can go wrong with persons and with those who act for them.

PersonUnknown                nobody has this id or number
NumberTaken                  the number belongs to somebody else, or the two are linked already
FictitiousIdentity           a fictitious identity is never linked to the one before (corrections 3.11)
PersonIsDead                 nothing can be decided for or by a person who is dead
OnlyThePersonHerself         nobody else can decide this for her, not even a guardian
UnitDecision                 what a unit may not decide
├── NotStaff                 only staff in an assignment at the unit decide this
├── NotItsUnit               another unit decided it, and only that one can undo it
├── RoleNeeded               undoing a protection takes the role of protection administrator
├── LiftMustWait             a block is lifted a day after that was asked for, never at once (corrections 3.1)
├── NotGuardianOf            the other person has no custody of the child
├── OutsideDecisionAges      a unit decides on guardian access from 13 until 16 only
└── ChildMustAgree           the child has not agreed, and no physician has found her unable to
MandateRefused               a power of attorney that can not be given
├── MandateNeedsAdults       both must be 18
├── MandateTooWide           the law does not let this be handed over, or it is more than was given
├── MandateEnded             it was revoked or has expired
├── MandateTooLong           it would last longer than is allowed
└── OfferGone                it was answered or withdrawn, or was never meant for the one who answers
NeedUnknown                  a language or a need that is not in the lists
TextUnusable                 too long, or with signs that hide what is read
NameUnusable                 not a name somebody can be called by
TooManyCodes                 too many codes to confirm an address were sent lately
ContactWayUnusable           not an address or number that the channel can reach
RegisterDown                 the population register does not answer
"""

from ingang.kernel.errors import Conflict, NotFound, Refused, Unavailable
from ingang.kernel.words import marked


class PersonUnknown(NotFound):
    """Nobody has this id or number."""

    code = "person_unknown"


class NumberTaken(Conflict):
    """The number belongs to somebody else, or the two are linked already."""

    code = "number_taken"
    sentence = marked("The number belongs to somebody else. Nothing was changed.")


class FictitiousIdentity(Refused):
    """A fictitious identity is never linked to the one before."""

    code = "fictitious_identity"
    sentence = marked("The identities can not be linked.")


class PersonIsDead(Refused):
    """Nothing can be decided for or by a person who is dead."""

    code = "person_is_dead"
    sentence = marked("The person is registered as deceased.")


class OnlyThePersonHerself(Refused):
    """Nobody else can decide this for her, not even a guardian."""

    code = "only_the_person_herself"
    sentence = marked("Only the person herself or himself can decide this.")


class UnitDecision(Refused):
    """The unit may not decide this."""

    code = "unit_decision"
    sentence = marked("Your unit can not decide this.")


class NotStaff(UnitDecision):
    """Only staff in an assignment at the unit decide this."""

    code = "not_staff"


class NotItsUnit(UnitDecision):
    """Another unit decided it."""

    code = "not_its_unit"
    sentence = marked("Another unit decided this. Ask that unit.")


class RoleNeeded(UnitDecision):
    """Undoing a protection takes the role of protection administrator."""

    code = "role_needed"
    sentence = marked("Only the care giver's protection administrator can do this.")


class LiftMustWait(UnitDecision):
    """A block is lifted a day after that was asked for, never at once (corrections 3.1)."""

    code = "lift_must_wait"
    sentence = marked("The block can be lifted a day after that was asked for. Talk with the child meanwhile.")


class NotGuardianOf(UnitDecision):
    """The other person has no custody of the child."""

    code = "not_guardian_of"
    sentence = marked("The population register does not show this person as a guardian of the child.")


class OutsideDecisionAges(UnitDecision):
    """A unit decides on guardian access from 13 until 16 only."""

    code = "outside_decision_ages"
    sentence = marked("The unit can decide on a guardian's access when the child is 13, 14 or 15.")


class ChildMustAgree(UnitDecision):
    """The child has not agreed, and no physician has found her unable to."""

    code = "child_must_agree"
    sentence = marked("The child must agree, or a physician must have found the child unable to.")


class MandateRefused(Refused):
    """The power of attorney can not be given."""

    code = "mandate_refused"
    sentence = marked("The power of attorney can not be given.")


class MandateNeedsAdults(MandateRefused):
    """Both must be 18."""

    code = "mandate_needs_adults"
    sentence = marked("Both persons must be 18 or older.")


class MandateTooWide(MandateRefused):
    """The law does not let this be handed over, or it is more than was given."""

    code = "mandate_too_wide"
    sentence = marked("The power of attorney can not cover all of this. The medical record can never be handed over.")


class MandateEnded(MandateRefused):
    """It was revoked or has expired."""

    code = "mandate_ended"
    sentence = marked("The power of attorney has ended.")


class MandateTooLong(MandateRefused):
    """It would end today or earlier, or last longer than is allowed."""

    code = "mandate_too_long"
    sentence = marked("Choose a last day from tomorrow and at most a year ahead.")


class OfferGone(MandateRefused):
    """It was answered or withdrawn, or was never meant for the one who answers."""

    code = "offer_gone"
    sentence = marked("This question is not available any more.")


class ContactWayUnusable(Refused):
    """Not an address or number that the channel can reach."""

    code = "contact_way_unusable"
    sentence = marked("Check the address or number.")


class NeedUnknown(Refused):
    """A language or a need that is not in the lists."""

    code = "need_unknown"
    sentence = marked("Choose from the list, and write the rest as a note.")


class TextUnusable(Refused):
    """Too long, or with signs that hide what is read."""

    code = "text_unusable"
    sentence = marked("Write at most %(longest)s characters, in letters that can be seen.")


class NameUnusable(Refused):
    """Not a name somebody can be called by."""

    code = "name_unusable"
    sentence = marked("Write a name in letters, at most 40 characters.")


class RegisterDown(Unavailable):
    """The population register does not answer, so nobody can tell who has custody today."""

    code = "register_down"
    sentence = marked(
        "The population register does not answer, so we can not see whom you may act for. Your own services work as"
        " usual. Try again in a while, or call the unit."
    )


class TooManyCodes(Refused):
    """Too many codes were sent lately, by the person or to the address."""

    code = "too_many_codes"
    sentence = marked("Too many codes have been sent. Wait an hour and try again; what you had before still works.")


class SharedWayUnknown(NotFound):
    """There is no such question to the person, or it is settled."""

    code = "shared_way_unknown"
