"""What goes wrong between code and personal tables; always a mistake of the code, never of a reader.

GrantNeeded        a personal table was asked without a grant
KindNotGranted     the grant was opened for other kinds of data
ScopeNeeded        rows were asked for outside a query or an action
"""


class GrantNeeded(RuntimeError):
    """A personal table was asked without a grant: use Model.under(grant)."""


class KindNotGranted(RuntimeError):
    """The grant was opened for other kinds of data than the table's."""


class ScopeNeeded(RuntimeError):
    """Rows were asked for outside a function marked @query or @action, so the database has no grant to obey."""
