"""Which subject a form was made for: a form made while acting for Ella must never land on Noah.

Every form carries the mark of whom its page was about (see the tag `csrf_token` in templatetags/forms.py), and the
door compares it with whom the log-in is about now: two tabs share one log-in.
"""

from django.http import HttpRequest
from django.utils.crypto import constant_time_compare, salted_hmac

from ingang.foundation.identity.models import LogIn

FIELD = "made_for"


def mark_of(*, log_in: LogIn) -> str:
    """A mark of the log-in and whom it is about: the person, the one she acts for, or the staff's assignment."""
    subject = log_in.acting_for or log_in.person or log_in.assignment
    return salted_hmac("ingang.subject", f"{log_in.id}/{subject}").hexdigest()[:32]


def is_made_for_another(*, request: HttpRequest, log_in: LogIn) -> bool:
    """Whether the request sends a form of a page that was about somebody else.

    What carries no mark at all came from no page of ours: the token against foreign forms stops it.
    """
    sent = request.POST.get(FIELD) if request.method == "POST" else None
    return sent is not None and not constant_time_compare(sent, mark_of(log_in=log_in))
