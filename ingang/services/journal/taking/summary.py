"""The International Patient Summary of what every source holds, with the plainest repetitions left out."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from django.conf import settings

from ingang.foundation.records.summary import document
from ingang.services.journal.taking.about import About, Written
from ingang.services.journal.taking.bundle import held, held_around
from ingang.services.journal.taking.contents import Part
from ingang.services.journal.taking.person import patient_of
from ingang.ui.brands import choose_brand

SAID = (
    "clinicalStatus", "verificationStatus", "status", "valueQuantity", "valueString", "valueCodeableConcept",
    "dosageInstruction", "dosage", "lotNumber", "protocolApplied",
)  # fmt: skip
"""What must be the same, besides the kind, the title and the day, for two entries to say the same."""


class Summary:
    """One document, written at once: of the journal it takes the few kinds that a summary has."""

    most = 1_000_000

    def __init__(self, about: About) -> None:
        self._about = about

    def written(self, *, found: Sequence[Part], wanted: int) -> Written:
        """The document. Every source that did not answer is named in each of its sections."""
        about, base = self._about, self._about.taking.base
        text = document(
            patient=patient_of(about=about, base=base, name=str(about.taking.id)),
            held=[
                *(held(base=base, part=one) for one in without_repeats(parts=found)),
                *(held_around(base=base, one=one) for one in about.plan.around),
            ],
            author=_author(),
            now=about.now,
            missing=tuple(one.name for one in about.plan.missing),
        )
        return Written(content=text.encode(), entries=wanted)


def without_repeats(*, parts: Iterable[Part]) -> Iterator[Part]:
    """The first of those that say the same: same kind, title, day, state, value and dose, as written.

    Nothing is weighed: what differs in anything stands beside the other, with who wrote it.
    """
    seen = set()
    for part in parts:
        plain: Mapping[str, Any] = json.loads(part.found.text, parse_float=str)
        entry = part.found.entry
        said = json.dumps([plain.get(name) for name in SAID], sort_keys=True)
        key = (plain.get("resourceType"), entry.title.casefold(), entry.happened[:10], said)
        if key not in seen or not entry.title:
            seen.add(key)
            yield part


def _author() -> dict[str, Any]:
    """The portal, which puts together and adds nothing."""
    brand = choose_brand(code=settings.INGANG_BRAND, decision=settings.INGANG_BRAND_DECISION)
    return {"resourceType": "Device", "deviceName": [{"name": brand.name, "type": "user-friendly-name"}]}
