"""What can go wrong in the inbox.

MessageMissing    no such message, or none that this reader may know of
SenderUnknown     a message must come from a care unit that exists (e-services 2.5)
ReceiverUnknown   a message must be for one named person (e-services 2.5)
"""

from ingang.kernel.errors import NotFound, Refused
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
