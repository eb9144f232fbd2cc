"""The journal as FHIR: every entry as it came, with what it refers to, who holds it, and who did not answer.

Entries are to the letter, except that a reference which leads to nothing in the file becomes a logical one.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import Any
from uuid import uuid4

import msgspec
from django.utils.translation import gettext

from ingang.foundation.records.held import Held, resolving
from ingang.foundation.records.json_text import dumped
from ingang.foundation.records.stamp import told_moment
from ingang.kernel.identifiers import HSA_ID_OID
from ingang.services.journal.sources import State
from ingang.services.journal.taking.about import About, Written
from ingang.services.journal.taking.around import Around
from ingang.services.journal.taking.contents import Part, Plan, Told
from ingang.services.journal.taking.person import patient_of
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
    entry = part.found.entry
    return _held(base, part.source.code, part.found.text, title=entry.title, otherwise=str(entry.id))


def held_around(*, base: str, one: Around) -> Held:
    """The same for what an entry refers to."""
    return _held(base, one.source, one.text)


class Bundle:
    """A collection bundle, written in pieces that follow each other."""

    most = 1000

    def __init__(self, about: About) -> None:
        self._about = about
        self._inside = _addresses(base=about.taking.base, plan=about.plan)

    def written(self, *, found: Sequence[Part], wanted: int) -> Written:
        """The next entries, with a Provenance for each source that says whose they are.

        The file begins with an OperationOutcome that tells how every source answered, and so is never empty.
        """
        about = self._about
        items = [self._head(), *self._around()] if about.is_first else []
        items += self._items(found)
        text = ",".join(items)
        if not about.is_first and text:
            text = f",{text}"
        return Written(content=f"{text}{']}' if about.is_last(wanted) else ''}".encode(), entries=wanted)

    def _head(self) -> str:
        head = {"resourceType": "Bundle", "type": "collection", "timestamp": told_moment(self._about.now)}
        outcome = _entry(f"urn:uuid:{uuid4()}", dumped(outcome_of(plan=self._about.plan)))
        return f'{dumped(head)[:-1]},"entry":[{outcome}'

    def _around(self) -> Iterator[str]:
        """The person as each source calls her, and what the entries refer to."""
        base, plan = self._about.taking.base, self._about.plan
        for source, name in plan.patients:
            patient = patient_of(about=self._about, base=f"{base}/{source}", name=name)
            yield _entry(patient.url, patient.text)
        sources = {one.code: one for one in plan.sources}
        for code, ones in groupby(plan.around, key=lambda one: one.source):
            yield from self._of_source(sources[code], [held_around(base=base, one=one) for one in ones])

    def _items(self, found: Iterable[Part]) -> Iterator[str]:
        base = self._about.taking.base
        for source, parts in groupby(found, key=lambda one: one.source):
            yield from self._of_source(source, [held(base=base, part=part) for part in parts])

    def _of_source(self, source: Told, ones: Iterable[Held]) -> Iterator[str]:
        urls = {one.url: resolving(one=one, inside=self._inside) for one in ones}
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


def _held(base: str, source: str, text: str, *, title: str = "", otherwise: str = "") -> Held:
    named = _NAMED.decode(text)
    return Held(
        base=f"{base}/{source}", type=named.resourceType, logical_id=named.id or otherwise, text=text, title=title
    )


def _addresses(*, base: str, plan: Plan) -> frozenset[str]:
    """Where references may lead: to every entry of the file, in whichever step it is written."""
    named = {(one.source, one.reference) for one in plan.entries}
    named |= {(one.source, one.reference) for one in plan.around}
    named |= {(source, f"Patient/{name}") for source, name in plan.patients}
    return frozenset(f"{base}/{source}/{reference}" for source, reference in named)


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
