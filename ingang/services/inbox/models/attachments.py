"""Files that staff send with a message: with the draft until it is sent, then with the message and as long as it."""

from django.db import models

from ingang.foundation.documents.models import FileState, StoredFile
from ingang.services.inbox.models.messages import Message


class Attachment(StoredFile):
    """A file of one draft, and of the message that the draft became.

    `looked_at` is when the writer looked at it before sending (e-services 1.5). One that was taken away has neither
    draft nor message, and is gone with the next purge.
    """

    staff = models.CharField(max_length=31)
    draft = models.UUIDField(null=True)
    message = models.UUIDField(null=True)
    looked_at = models.DateTimeField(null=True)

    data_kind = Message.data_kind
    personal_fields = StoredFile.personal_fields | {"staff", "draft", "message"}
    plain_fields = StoredFile.plain_fields | {"looked_at"}

    class Meta:
        indexes = [
            models.Index(fields=["person", "message"], name="inbox_file_message"),
            models.Index(fields=["unit", "draft"], name="inbox_file_draft"),
            models.Index(fields=["stored_at"], condition=models.Q(state=FileState.WAITING), name="inbox_file_waiting"),
            models.Index(fields=["keep_until"], name="inbox_file_keep"),
        ]
