"""What goes wrong between code and personal tables; always a mistake of the code, never of a reader.

GrantNeeded        a personal table was asked without a grant
KindNotGranted     the grant was opened for other kinds of data
OnlyExistence      the grant may only learn whether something exists
ScopeNeeded        rows were asked for outside a query or an action
"""


class GrantNeeded(RuntimeError):
    """A personal table was asked without a grant: use Model.under(grant)."""


class KindNotGranted(RuntimeError):
    """The grant was opened for other kinds of data than the table's."""


class OnlyExistence(RuntimeError):
    """The grant may only learn whether something exists (SVOD 2:4): use Model.exists_under(grant)."""


class ScopeNeeded(RuntimeError):
    """Rows were asked for outside a function marked @query or @action, so the database has no grant to obey."""
