"""What goes wrong in the audit log.

UnknownAuditEvent     a code that no manifest gives words to
SealKeyMissing        there is no secret to sign seals with, or it is too short
HorizonWentBack       the database's transactions count from below the last seal: it was restored elsewhere
RootsFileDamaged      the file of exported roots can not be read, or is not the continuation of this log
"""


class UnknownAuditEvent(RuntimeError):
    """The event's code stands in no manifest, so nobody could read it. Nothing was written."""


class SealKeyMissing(RuntimeError):
    """AUDIT_SEAL_SECRET is missing or too short. Nothing was sealed."""


class HorizonWentBack(RuntimeError):
    """The server's transaction numbers lie below the last seal's, as after a restore by dump into a new server.

    Rows written now would never be sealed. Raise the new server's counter (pg_resetwal -x) above the last seal.
    """


class RootsFileDamaged(RuntimeError):
    """The file of exported roots has a line that can not be read. Nothing was exported."""
