"""Proving the log: every sealed row, every seal, the chain, and the roots that were exported."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ingang.foundation.audit import merkle
from ingang.foundation.audit.canonical import content_of
from ingang.foundation.audit.models import Seal, ShownPerson
from ingang.foundation.audit.sealing import NO_ROOT, statement
from ingang.foundation.audit.signatures import is_signed
from ingang.foundation.audit.windows import rows_between

BATCH = 2000


@dataclass(frozen=True, kw_only=True)
class Finding:
    """Something that is not as it was written: a stable code, the seal it was found at, and a sentence."""

    code: str
    seal: int
    sentence: str


def verify_seals(*, believed: frozenset[str]) -> Iterator[tuple[Seal, list[Finding]]]:
    """Check the seals in order with all they cover; give each with what is wrong about it."""
    last: Seal | None = None
    for seal in Seal.objects.order_by("number").iterator(chunk_size=BATCH):
        yield seal, [*_chain(seal, last), *_signature(seal, believed), *_rows(seal)]
        last = seal


def verify_roots(*, exported: Iterable[Seal], believed: frozenset[str]) -> Iterator[Finding]:
    """Check that every exported root is in the database still: the only way to see that the log's end was cut off."""
    number: int | None = None
    for seal in exported:
        if number is not None and seal.number != number + 1:
            yield _finding("roots_gap", seal, "The exported roots do not follow each other before seal {0}.")
        number = seal.number
        if not _is_signed(seal, believed):
            yield _finding("roots_signature", seal, "The exported root of seal {0} is not signed by a believed key.")
            continue
        kept = Seal.objects.filter(number=seal.number).first()
        if kept is None:
            yield _finding(
                "seal_removed", seal, "Seal {0} was exported and is gone from the database, with what it covered."
            )
        elif statement(kept) != statement(seal):
            yield _finding("seal_replaced", seal, "Seal {0} is another one than the one that was exported.")


def _chain(seal: Seal, last: Seal | None) -> Iterator[Finding]:
    if seal.number != (last.number + 1 if last else 1):
        yield _finding("seal_missing", seal, "One or more seals before seal {0} are gone.")
    if seal.previous_root != (last.root if last else NO_ROOT):
        yield _finding("chain_broken", seal, "Seal {0} does not continue the seal before it.")
    if seal.window_from != (last.window_until if last else 0):
        yield _finding("window_gap", seal, "Seal {0} does not begin where the seal before it ended.")


def _signature(seal: Seal, believed: frozenset[str]) -> Iterator[Finding]:
    if not _is_signed(seal, believed):
        yield _finding("false_signature", seal, "Seal {0} is not signed by a believed key.")


def _rows(seal: Seal) -> Iterator[Finding]:
    rows = rows_between(start=seal.window_from, end=seal.window_until)
    leaves: list[bytes] = []
    shown: dict[int, list[str]] = {}
    for row in rows.iterator(chunk_size=BATCH):
        leaves.append(merkle.leaf(content_of(row)))
        if row.persons:
            shown[row.id] = sorted(str(person) for person in row.persons)
    if len(leaves) < seal.count:
        yield _finding("rows_removed", seal, "{1} of the {2} events under seal {0} are gone.", seal.count - len(leaves))
    elif len(leaves) > seal.count:
        yield _finding("rows_inserted", seal, "{1} events were added under seal {0}.", len(leaves) - seal.count)
    elif merkle.root(leaves).hex() != seal.root:
        yield _finding("rows_changed", seal, "The {2} events under seal {0} are not the ones that were sealed.")
    if _index(list(shown)) != shown:
        yield _finding("index_changed", seal, "The index of persons shown does not match the events under seal {0}.")


def _index(ids: list[int]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = {}
    for start in range(0, len(ids), BATCH):
        rows = ShownPerson.objects.filter(event_id__in=ids[start : start + BATCH])
        for event_id, person in rows.values_list("event_id", "person"):
            found.setdefault(event_id, []).append(str(person))
    return {event_id: sorted(persons) for event_id, persons in found.items()}


def _is_signed(seal: Seal, believed: frozenset[str]) -> bool:
    return is_signed(content=statement(seal), signature=seal.signature, key=seal.key, believed=believed)


def _finding(code: str, seal: Seal, sentence: str, number: int = 0) -> Finding:
    return Finding(code=code, seal=seal.number, sentence=sentence.format(seal.number, number, seal.count))
