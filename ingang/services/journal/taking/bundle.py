"""The journal as FHIR: every entry to the letter as it came, and beside them who holds them and who did not answer."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import Any
from uuid import uuid4

import msgspec
from django.utils.translation import gettext

from ingang.foundation.records.json_text import dumped
from ingang.foundation.records.stamp import told_moment
from ingang.foundation.records.summary import Held
from ingang.kernel.identifiers import HSA_ID_OID
from ingang.services.journal.sources import State
from ingang.services.journal.taking.about import About, Written
from ingang.services.journal.taking.contents import Part, Plan, Told
from ingang.services.journal.words import LATER, STATE_WORDS


class Named(msgspec.Struct):
    """What a resource calls itself."""

    resourceType: str = ""
    id: str = ""


_NAMED = msgspec.json.Decoder(Named)


def held(*, base: str, part: Part) -> Held:
    """The entry under its source's address here and its own id, so that two sources never collide.

    References between entries of one source are relative, and begin there (FHIR R4, resolving references in bundles).
    """
    named, entry = _NAMED.decode(part.found.text), part.found.entry
    return Held(
        base=f"{base}/{part.source.code}",
        type=named.resourceType,
        logical_id=named.id or str(entry.id),
        text=part.found.text,
        title=entry.title,
    )


class Bundle:
    """A collection bundle, written in pieces that follow each other."""

    most = 1000

    def __init__(self, about: About) -> None:
        self._about = about

    def written(self, *, found: Sequence[Part], wanted: int) -> Written:
        """The next entries, with a Provenance for each source that says whose they are.

        The file begins with an OperationOutcome that tells how every source answered, and so is never empty.
        """
        about = self._about
        items = [self._head(), *self._items(found)] if about.is_first else list(self._items(found))
        text = ",".join(items)
        if not about.is_first and text:
            text = f",{text}"
        return Written(content=f"{text}{']}' if about.is_last(wanted) else ''}".encode(), entries=wanted)

    def _head(self) -> str:
        head = {"resourceType": "Bundle", "type": "collection", "timestamp": told_moment(self._about.now)}
        outcome = _entry(f"urn:uuid:{uuid4()}", dumped(outcome_of(plan=self._about.plan)))
        return f'{dumped(head)[:-1]},"entry":[{outcome}'

    def _items(self, found: Iterable[Part]) -> Iterator[str]:
        base = self._about.taking.base
        for source, parts in groupby(found, key=lambda one: one.source):
            urls = {one.url: one.text for one in (held(base=base, part=part) for part in parts)}
            yield from (_entry(url, text) for url, text in urls.items())
            yield _entry(f"urn:uuid:{uuid4()}", dumped(self._provenance(source, urls)))

    def _provenance(self, source: Told, urls: Iterable[str]) -> dict[str, Any]:
        who = {"identifier": {"system": f"urn:oid:{HSA_ID_OID}", "value": source.code}, "display": source.name}
        return {
            "resourceType": "Provenance",
            "target": [{"reference": url} for url in urls],
            "recorded": told_moment(source.fetched_at or self._about.now),
            "agent": [{"who": who}],
        }


def outcome_of(*, plan: Plan) -> dict[str, Any]:
    """How every source answered, by name: one that failed is a warning, and never silently missing."""
    issues = [_issue(one) for one in plan.sources]
    if plan.something_waits:
        issues.append(_said("information", "suppressed", gettext(LATER)))
    nobody = gettext("No care giver here holds anything that can be shown.")
    return {"resourceType": "OperationOutcome", "issue": issues or [_said("information", "informational", nobody)]}


def _issue(source: Told) -> dict[str, str]:
    is_whole, said = source.state is State.ANSWERED, gettext(STATE_WORDS[source.state])
    words = f"{source.name} ({source.code}): {said}"
    return _said("information", "informational", words) if is_whole else _said("warning", "incomplete", words)


def _said(severity: str, code: str, words: str) -> dict[str, str]:
    return {"severity": severity, "code": code, "diagnostics": words}


def _entry(url: str, text: str) -> str:
    return f'{{"fullUrl":{dumped(url)},"resource":{text}}}'
