"""Sealing: a signed Merkle root over everything that was written since the last seal."""

from datetime import datetime

from django.db import connection, transaction
from django.db.models import BinaryField
from django.db.models.expressions import RawSQL

from ingang.foundation.audit import merkle
from ingang.foundation.audit.canonical import content_in_sql, content_of
from ingang.foundation.audit.models import AuditEvent, Seal
from ingang.foundation.audit.signatures import SealKey
from ingang.foundation.audit.windows import horizon, lock_sealing, rows_between

NO_ROOT = "0" * 64
# merkle.leaf(content_of(row)), as PostgreSQL writes it.
LEAF = RawSQL(  # noqa: S611  made of our own fields' names
    rf"sha256('\x00'::bytea || convert_to({content_in_sql(AuditEvent)}, 'UTF8'))", [], output_field=BinaryField()
)
SIGNATURE = frozenset({"signature"})


def seal_events(*, key: SealKey, now: datetime) -> Seal | None:
    """Seal every event since the last seal whose transaction has ended; None when there is none.

    Refuses (HorizonWentBack) a database whose transactions count from below the last seal.
    """
    with transaction.atomic():
        lock_sealing()
        last = latest_seal()
        start = last.window_until if last else 0
        end = horizon(last=start)
        leaves = leaves_between(start=start, end=end)
        if not leaves:
            return None
        seal = Seal(
            number=last.number + 1 if last else 1,
            at=now,
            window_from=start,
            window_until=end,
            count=len(leaves),
            root=merkle.root(leaves).hex(),
            previous_root=last.root if last else NO_ROOT,
            key=key.public,
        )
        seal.signature = key.sign(statement(seal))
        seal.save(force_insert=True)
    return seal


def statement(seal: Seal) -> bytes:
    """What the seal's signature covers: every field but itself."""
    return content_of(seal, without=SIGNATURE)


def leaves_between(*, start: int, end: int) -> list[bytes]:
    """The hash of each event in the window, by number.

    PostgreSQL hashes its own rows: that costs writers a third of what reading every row out does.
    """
    rows = rows_between(start=start, end=end)
    if connection.vendor == "postgresql":
        return [bytes(leaf) for leaf in rows.values_list(LEAF, flat=True).iterator(chunk_size=20_000)]
    return [merkle.leaf(content_of(row)) for row in rows.iterator()]


def latest_seal() -> Seal | None:
    """The seal with the highest number."""
    return Seal.objects.order_by("-number").first()
