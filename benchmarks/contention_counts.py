"""What must hold after the contention, as questions to the database by one who sees every row."""

from datetime import datetime

import psycopg

BOOKED = "booking.appointment_booked"
CANCELLED = "booking.appointment_cancelled"
MOVED = "booking.appointment_moved"

DOUBLES = {
    "times with two claims in force": """
        SELECT count(*) FROM (SELECT slot FROM booking_claim WHERE released_at IS NULL
        GROUP BY unit, slot HAVING count(*) > 1) AS doubled""",
    "times with two booked appointments": """
        SELECT count(*) FROM (SELECT slot FROM booking_appointment WHERE status = 'booked'
        GROUP BY unit, slot HAVING count(*) > 1) AS doubled""",
    "booked appointments without their one claim": """
        SELECT count(*) FROM booking_appointment AS one WHERE status = 'booked' AND 1 <> (SELECT count(*)
        FROM booking_claim AS c WHERE c.appointment = one.id AND c.slot = one.slot AND c.released_at IS NULL)""",
    "claims in force without a booked appointment": """
        SELECT count(*) FROM booking_claim AS c WHERE released_at IS NULL AND NOT EXISTS (SELECT FROM
        booking_appointment AS one WHERE one.id = c.appointment AND one.slot = c.slot AND one.status = 'booked')""",
    "times whose state is not their claim's": """
        SELECT count(*) FROM booking_slot AS s WHERE (s.status = 'booked') <> EXISTS (SELECT FROM booking_claim AS c
        WHERE c.slot = s.id AND c.released_at IS NULL)""",
}
STUCK = """
    SELECT count(*) FROM booking_slot AS s WHERE status = 'held' AND held_until > %s AND NOT EXISTS (SELECT FROM
    booking_hold AS h WHERE h.id = s.hold AND h.slot = s.id)"""
ONCE_TOLD = """
    SELECT count(*) FROM booking_appointment AS one
    LEFT JOIN (SELECT {fields} ->> 'appointment' AS id, count(*) AS times FROM {table} WHERE {column} = %s GROUP BY 1)
    AS told ON told.id = one.id::text WHERE coalesce(told.times, 0) <> {due}"""
EVENTS = {"table": "outbox_outboxevent", "fields": "fields", "column": "name"}
AUDIT = {"table": "audit_auditevent", "fields": "details", "column": "event"}
ENDED = "(one.status = 'cancelled')::int"
CHANGES = {BOOKED: "1", CANCELLED: ENDED, MOVED: f"one.sequence - {ENDED}"}
"""How often each change is told of; `sequence` rises with each of them."""
MISSING = {
    "booked": "SELECT count(*) FROM unnest(%s::uuid[]) AS told (id) LEFT JOIN booking_appointment USING (id)"
    " WHERE hold IS NULL",
    "cancelled": "SELECT count(*) FROM unnest(%s::uuid[]) AS told (id) LEFT JOIN booking_appointment USING (id)"
    " WHERE status IS DISTINCT FROM 'cancelled'",
    "moved": "SELECT count(*) FROM (SELECT id, count(*) AS times FROM unnest(%s::uuid[]) AS one (id) GROUP BY 1)"
    " AS told LEFT JOIN booking_appointment AS one USING (id) WHERE one.hold IS NULL"
    f" OR told.times > one.sequence - {ENDED}",
}


def counted(owner: psycopg.Connection) -> dict[str, int]:
    """How many appointments were made, how many of them are cancelled, and how often one was moved."""
    return {
        "booked": _count(owner, "SELECT count(*) FROM booking_appointment"),
        "cancelled": _count(owner, "SELECT count(*) FROM booking_appointment WHERE status = 'cancelled'"),
        "moved": _count(owner, "SELECT count(*) FROM outbox_outboxevent WHERE name = %s", MOVED),
    }


def wrong(owner: psycopg.Connection, *, told: list[list[str]], now: datetime) -> dict[str, int]:
    """How often each promise is broken, by the promise's name; `told` is what the clients were answered."""
    found = {name: _count(owner, question) for name, question in DOUBLES.items()}
    found["held times that nobody holds"] = _count(owner, STUCK, now)
    for event, due in CHANGES.items():
        for place, parts in (("events", EVENTS), ("audit rows", AUDIT)):
            question = ONCE_TOLD.format(**parts, due=due)
            found[f"appointments without just their {event} among the {place}"] = _count(owner, question, event)
    for what, question in MISSING.items():
        rows = [row for kind, row in told if kind == what]
        found[f"answers '{what}' that the database does not know of"] = _count(owner, question, rows)
    return found


def _count(owner: psycopg.Connection, question: str, *values: object) -> int:
    found = owner.execute(question, values).fetchone()  # type: ignore[call-overload]
    return int(found[0]) if found else 0
