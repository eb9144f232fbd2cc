"""What can go wrong in the inbox.

MessageMissing        no such message, or none that this reader may know of
SenderUnknown         a message must come from a care unit that exists (e-services 2.5)
ReceiverUnknown       a message must be for one named person (e-services 2.5)
DraftMissing          no such draft, or a colleague's, or it is sent
NotAsPreviewed        what is sent must be what the sender has just looked at (e-services 1.5)
FilesNotLookedAt      each file must be looked at before it is sent (e-services 1.5)
FilesNotScanned       a file has not passed the virus scan
ReceiverUnreachable   nobody could read it here: it takes a letter or a call (corrections 3.4)
├── ReceiverDeceased  the person is dead
├── ReceiverLocked    the log-in is locked: care can not reach the person here
├── NeverLoggedIn     nobody who may read it has ever logged in
└── NobodyMayRead     no dated age rule lets anybody read it now
NotTheTemplateKeeper  the assignment does not let her change the unit's templates
TemplateMissing       no such template of the unit
NotImportant          the message asks nobody to confirm it
"""

from ingang.kernel.errors import Conflict, NotFound, Refused
from ingang.kernel.words import marked


class MessageMissing(NotFound):
    """There is no such message, or it is somebody else's, hidden from guardians or not shown yet."""

    code = "message_missing"
    sentence = marked("The message does not exist, or you can not see it.")


class SenderUnknown(Refused):
    """The sender is not a care unit that the house knows; nothing was put in the inbox."""

    code = "sender_unknown"
    sentence = marked("The message has no care unit as its sender. Nothing was sent.")


class ReceiverUnknown(Refused):
    """The message is for nobody; nothing was put in any inbox."""

    code = "receiver_unknown"
    sentence = marked("The message names no receiver. Nothing was sent.")


class DraftMissing(NotFound):
    """There is no such draft, or it is a colleague's, another unit's or sent already."""

    code = "draft_missing"


class NotAsPreviewed(Conflict):
    """The draft has changed since it was looked at; the sender must look again."""

    code = "not_as_previewed"
    sentence = marked("The message has changed since you looked at it. Look at it again, then send it.")


class FilesNotLookedAt(Conflict):
    """The sender has not looked at each file; nothing was sent."""

    code = "files_not_looked_at"
    sentence = marked("Look at each attached file before you send: it must be the right file for the right person.")


class FilesNotScanned(Conflict):
    """A file waits for the virus scan, or was thrown away by it; nothing was sent."""

    code = "files_not_scanned"
    sentence = marked(
        "A file has not passed the virus scan. The message is kept: wait for the scan, or remove the file."
    )


class ReceiverUnreachable(Refused):
    """Nobody could read the message here; nothing was sent."""

    code = "receiver_unreachable"
    sentence = marked("The person can not be reached here. Send a letter or call instead. Nothing was sent.")


class ReceiverDeceased(ReceiverUnreachable):
    """The person is dead."""

    code = "receiver_deceased"
    sentence = marked("The person is registered as deceased. Nothing was sent.")


class ReceiverLocked(ReceiverUnreachable):
    """The person's log-in is locked, perhaps because of a threat."""

    code = "receiver_locked"
    sentence = marked(
        "The person's log-in is locked, so nothing can be read here. Send a letter, or ask the person how you may"
        " call. Nothing was sent."
    )


class NeverLoggedIn(ReceiverUnreachable):
    """Nobody who may read the message has ever logged in here."""

    code = "never_logged_in"
    sentence = marked(
        "Nobody who could read the message has ever logged in here. Send a letter or call instead. Nothing was sent."
    )


class NobodyMayRead(ReceiverUnreachable):
    """No rule lets anybody read the person's messages now."""

    code = "nobody_may_read"


class NotTheTemplateKeeper(Refused):
    """The assignment does not let her change the unit's templates."""

    code = "not_the_template_keeper"
    sentence = marked("Your assignment does not let you change the unit's templates.")


class TemplateMissing(NotFound):
    """There is no such template of the unit."""

    code = "template_missing"


class NotImportant(Refused):
    """The message asks nobody to confirm it."""

    code = "not_important"
