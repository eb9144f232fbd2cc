"""What goes wrong in the audit log.

UnknownAuditEvent     a code that no manifest gives words to
"""


class UnknownAuditEvent(RuntimeError):
    """The event's code stands in no manifest, so nobody could read it. Nothing was written."""
