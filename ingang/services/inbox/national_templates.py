"""The templates that every unit has. All are of the kind that nobody can answer (e-services 1.3)."""

from dataclasses import dataclass

from ingang.kernel.words import marked
from ingang.services.inbox.models import Category


@dataclass(frozen=True, kw_only=True)
class NationalTemplate:
    """A template in message ids: it begins a draft in the receiver's language."""

    code: str
    title: str
    category: Category
    subject: str
    body: str


NATIONAL = (
    NationalTemplate(
        code="message",
        title=marked("Message"),
        category=Category.INFORMATION,
        subject=marked("A message from us"),
        body="",
    ),
    NationalTemplate(
        code="test_result",
        title=marked("About a test result"),
        category=Category.TEST_RESULT,
        subject=marked("About your test result"),
        body=marked("We have received the result of your test.\n\nThe result: \nWhat it means: \nWhat happens now: "),
    ),
    NationalTemplate(
        code="prescription",
        title=marked("About a prescription or treatment"),
        category=Category.PRESCRIPTION,
        subject=marked("About your treatment"),
        body=marked("This is what the doctor has decided.\n\nMedicine: \nHow to take it: \nFor how long: "),
    ),
    NationalTemplate(
        code="follow_up",
        title=marked("After a visit"),
        category=Category.FOLLOW_UP,
        subject=marked("After your visit"),
        body=marked(
            "Thank you for your visit. This is what we agreed on.\n\nYou: \nWe: \nWhen we are in touch again: "
        ),
    ),
    NationalTemplate(
        code="referral",
        title=marked("About a referral"),
        category=Category.REFERRAL,
        subject=marked("We have received your referral"),
        body=marked(
            "We have received your referral and read it.\n\nWhat happens now: \n\nCall us if you get worse"
            " while you wait."
        ),
    ),
)


def national_template(code: str, /) -> NationalTemplate | None:
    """The national template with the code, or None."""
    return next((one for one in NATIONAL if one.code == code), None)
