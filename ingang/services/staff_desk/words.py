"""What the desk calls its parts, and what it says when something was done."""

from django.utils.translation import gettext

from ingang.foundation.work_items.queries import Whose
from ingang.kernel.words import marked
from ingang.ui.values import Shortcut

PARTS = {
    Whose.MINE: marked("My own"),
    Whose.SHARED: marked("Free to take"),
    Whose.ALL: marked("All"),
    Whose.DONE: marked("Finished work"),
}

DONE = {
    "take": marked("You have taken it. It is in your own list."),
    "take_over": marked("You have taken it over. It is in your own list."),
    "hand_over": marked("It is handed over to your colleague."),
    "give_back": marked("It is given back, and free for anybody to take."),
    "note": marked("The note is saved."),
    "retry": marked("The delivery is tried again. The work stays here until it has arrived."),
    "finish": marked("It is done."),
}


def shortcuts() -> list[Shortcut]:
    """The keys of the list, in the order of use."""
    return [
        Shortcut(key="j", does=gettext("next")),
        Shortcut(key="k", does=gettext("the one before")),
        Shortcut(key="Enter", does=gettext("open")),
        Shortcut(key="t", does=gettext("take")),
        Shortcut(key="?", does=gettext("show or hide this")),
    ]
