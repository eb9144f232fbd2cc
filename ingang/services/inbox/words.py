"""The texts of the messages that the house itself writes, and how a message is read in a language."""

from collections.abc import Mapping
from datetime import datetime

from django.utils.translation import gettext

from ingang.kernel.words import marked
from ingang.ui.words import date_in_words

BOOKED_SUBJECT = marked("Your time is booked")
BOOKED_TIME = marked("You have a time at %(unit)s, %(starts_at)s.")
MOVED_SUBJECT = marked("Your time is rebooked")
MOVED_TIME = marked("Your time at %(unit)s has moved from %(earlier_starts_at)s to %(starts_at)s.")
SUMMONED_SUBJECT = marked("You are called to a visit")
SUMMONED = marked("%(unit)s has sent you a summons.")
CHOOSE_TIME = marked("Open the summons, read it and choose a time that suits you.")
SEE_TIME = marked("Open the summons to see the time that you have been given.")
WITHDRAWN_SUBJECT = marked("The summons is taken back")
WITHDRAWN = marked("%(unit)s has taken back the summons. You do not need to do anything.")
CANCELLED_SUBJECT = marked("Your time is cancelled")
CANCELLED_TIME = marked("Your time at %(unit)s, %(starts_at)s, is cancelled. You do not need to do anything.")
PLACE_SUBJECT = marked("New address or phone number for your time")
PLACE_CHANGED = marked("Your time at %(unit)s stands: %(starts_at)s. The unit has a new address or phone number.")
CLOSING_SUBJECT = marked("The unit closes before your time")
CLOSING = marked("%(unit)s closes, and your time %(starts_at)s can not be kept there.")
CLOSING_NEXT = marked("The unit contacts you about what happens next. You do not need to do anything before that.")
ANSWERED_SUBJECT = marked("You have an answer to your question")
ANSWERED = marked(
    "%(unit)s has answered the question that you asked about who has read. You find the answer under Who has read, at"
    " the line and among your questions."
)
REPORT_SUBJECT = marked("You have an answer to your report")
REPORT_ANSWERED = marked(
    "%(unit)s has answered your report about the journal. You find the answer in the journal, beside the entry and"
    " among your reports."
)
LIFTED_SUBJECT = marked("A block of your journal is lifted")
LIFTED = marked("%(unit)s has lifted a block of your journal, after a check of who you are and a waiting time.")
UNSEALED_SUBJECT = marked("Your journal is open again")
UNSEALED = marked("%(unit)s has opened your sealed journal, after a check of who you are and a waiting time.")
TAKEN_BACK_SUBJECT = marked("Your consent is taken back")
TAKEN_BACK = marked(
    "%(unit)s has noted that you take back your consent. From now on nobody there may read what other care givers have"
    " written about you on it. They may ask you again."
)
NOT_YOU = marked("If you did not ask for this, call at once, and close it again under Settings.")
PLACE = marked("Address: %(address)s.")
FIND_THE_WAY = marked("How to find the way: %(how_to_find)s")
CANCEL_OR_MOVE = marked("If you can not come, cancel the time under Booked times, so that somebody else can have it.")
NEW_TIME = marked("If you still need care you can book a new time under Booked times, or call the unit.")
QUESTIONS = marked("Do you have questions? Call %(unit)s, phone %(phone)s.")

ABOUT_CATEGORY = {
    "kallelse": marked("A unit wants to see you. Open the summons and answer it."),
    "bokningsbekraftelse": marked("Times that were booked, rebooked or cancelled."),
    "provsvar": marked("Results of tests, with what they mean."),
    "formular": marked("Questions that care asks you to answer before a visit."),
    "remissbekraftelse": marked("A unit has received a referral about you."),
    "ordination": marked("What a doctor has prescribed: medicine or other treatment."),
    "uppfoljning": marked("What you agreed on at a visit, and what happens next."),
    "arende": marked("Answers to what you have asked care for."),
    "information": marked("What a unit that you are in contact with wants to tell you."),
    "samhallsinformation": marked("What a region tells everybody who lives there. It can not be answered."),
}
"""What each category of messages holds, for the reader who chooses it."""


def in_words(*, text: str, values: Mapping[str, str], now: datetime) -> str:
    """A marked text in the reader's language, with its values; moments as weekday, date and time."""
    return gettext(text) % {name: _value(name, value, now) for name, value in values.items()}


def _value(name: str, value: str, now: datetime) -> str:
    return date_in_words(value=datetime.fromisoformat(value), now=now) if name.endswith("_at") else value
