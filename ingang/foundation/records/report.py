"""The report of an import, as sentences to translate: what was stored, what was left out, what to look at."""

from collections.abc import Iterator, Mapping

from ingang.foundation.records.actions import Stored
from ingang.foundation.records.agreement import Saying
from ingang.foundation.records.bundle import Plan
from ingang.foundation.records.fhir_types import PAYMENT
from ingang.kernel.words import marked

EXAMPLES = 5


def sayings(*, plan: Plan, stored: Stored, rehearsal: bool) -> Iterator[Saying]:
    """Every sentence of the report, the most important first."""
    done = marked("Stored: %(new)s new, %(changed)s changed, %(unchanged)s were there already.")
    would = marked(
        "Rehearsal, nothing was stored. It would be: %(new)s new, %(changed)s changed, %(unchanged)s there already."
    )
    numbers = {"new": stored.new, "changed": stored.changed, "unchanged": stored.unchanged}
    yield Saying(sentence=would if rehearsal else done, values=numbers)
    yield from plan.differences
    yield from plan.remarks
    if plan.is_partial:
        sentence = marked("The file says that it is one page of several: import the other pages too.")
        yield Saying(sentence=sentence, values={})
    yield from _dropped(plan)
    if plan.references_to_dropped:
        sentence = marked("Kept as they are: %(number)s references to what was left out.")
        yield Saying(sentence=sentence, values={"number": plan.references_to_dropped})
    yield from _unknown(plan.unknown_references)


def _dropped(plan: Plan) -> Iterator[Saying]:
    payment = {kind: number for kind, number in plan.dropped.items() if kind in PAYMENT}
    other = {kind: number for kind, number in plan.dropped.items() if kind not in PAYMENT}
    if payment:
        sentence = marked("Left out, since payment and insurance are no part of a patient record: %(list)s.")
        yield Saying(sentence=sentence, values={"list": _listed(payment)})
    if other:
        sentence = marked("Left out, since they are not written about a patient: %(list)s.")
        yield Saying(sentence=sentence, values={"list": _listed(other)})
    if plan.social_security_numbers:
        sentence = marked("Left out of the patient: %(number)s American social security number(s).")
        yield Saying(sentence=sentence, values={"number": plan.social_security_numbers})


def _unknown(references: Mapping[str, int]) -> Iterator[Saying]:
    if references:
        sentence = marked(
            "Kept as they are, since what they point at is not in the file: %(number)s references, such as %(list)s."
        )
        examples = ", ".join(sorted(references)[:EXAMPLES])
        yield Saying(sentence=sentence, values={"number": sum(references.values()), "list": examples})


def _listed(numbers: Mapping[str, int]) -> str:
    return ", ".join(f"{kind} {number}" for kind, number in sorted(numbers.items()))
