"""Exceptions from the rules of the house. The lists may only shrink; each entry has its reason beside it."""

# Files above 400 lines, functions above 60, views above 25.
LONG_FILES: frozenset[str] = frozenset()
LONG_FUNCTIONS: frozenset[str] = frozenset()
LONG_VIEWS: frozenset[str] = frozenset()

# Modules that may use Model.unguarded: access and what it decides on, the house's own keeping, and seeds.
UNGUARDED_MODULES = (
    "ingang/foundation/personal/",
    "ingang/foundation/access/",
    "ingang/foundation/identity/",
    "ingang/foundation/consents/",
    "ingang/foundation/people/",
    "ingang/foundation/outbox/",
    "ingang/foundation/audit/",
    "ingang/foundation/entitlement/standing.py",  # what a person may use is weighed under any grant on her
    "ingang/foundation/notifications/actions/",  # a notice is written under the grant of the service that tells
    "ingang/foundation/notifications/ways.py",  # a guardian's choices are read under the child's grant
)

# Modules that may use a raw cursor besides queries.py and actions.py: row security, the append-only tables, and the
# cursor that stays open, which prepared.py alone may use besides.
CURSOR_MODULES = (
    "ingang/foundation/personal/scope.py",
    "ingang/foundation/personal/cursors.py",
    "ingang/foundation/personal/prepared.py",
    "ingang/foundation/personal/protection.py",
    "ingang/foundation/audit/",
    "ingang/foundation/outbox/",
)

# Actions that write no audit event of their own, and why.
ACTIONS_WITHOUT_AUDIT: dict[str, str] = {
    "ingang/foundation/notifications/actions/claiming.py:claim": "what it stops is recorded by settling.stop",
}

# Addresses whose argument names nobody's thing, and why everybody who is logged in may open them.
NOBODYS_THINGS: dict[str, str] = {
    "booking:calendar": "a unit's free times are the same for everybody",
    "booking:time": "a free time is nobody's until it is held",
    "booking:wait": "a line is the same for everybody; where one stands in it is told to nobody else",
    "booking:leave_line": "leaving a line in which one does not stand changes nothing",
    "booking:say_need": "what a unit lets residents tell of themselves is the same for everybody",
    "my_clinics:contact": "a unit's contact card is always visible (corrections 1.12)",
}
