"""Writing: one resource or a whole transaction goes the same way, so that both are held to the same rules.

First everything is decided: ids, whose records, what the references lead to. Then the grants are opened, each with its
audit row. Then all of it is stored, or nothing.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import parse_qsl
from uuid import UUID, uuid4

from django.db import transaction

from ingang.foundation.records import actions
from ingang.foundation.records import searching as records
from ingang.foundation.records.actions import Written, hold
from ingang.foundation.records.bundle import id_edit, incoming
from ingang.foundation.records.json_text import Node, edited, values
from ingang.services.fhir_server.asking import Answer, Asked, Desk, Query
from ingang.services.fhir_server.bundles import address
from ingang.services.fhir_server.errors import (
    Gone,
    InTheWay,
    NoSuchResource,
    NotUnderstood,
    NotValid,
    VersionMissed,
)
from ingang.services.fhir_server.linking import Links, around, linked
from ingang.services.fhir_server.outcomes import outcome, told_at
from ingang.services.fhir_server.owning import check_owner, owner_of
from ingang.services.fhir_server.patching import patched
from ingang.services.fhir_server.reading import current
from ingang.services.fhir_server.searching import WITHOUT_EFFECT, found_by_condition
from ingang.services.fhir_server.validation import ID, checked


@dataclass(frozen=True, kw_only=True)
class Change:
    """A resource to write under this name, or with no `plain` to delete. `full_url` is its name in a bundle.

    With a `condition` it is written only as long as nothing meets that. `place` is where in a transaction it stands.
    """

    type: str
    logical_id: str
    text: str = ""
    plain: Mapping[str, Any] | None = None
    expected_version: int | None = None
    full_url: str = ""
    condition: Query = ()
    place: str = ""

    @property
    def name(self) -> tuple[str, str]:
        """Type and id."""
        return self.type, self.logical_id


@dataclass(frozen=True, kw_only=True)
class There:
    """A condition met what is there already: nothing is written."""

    type: str
    logical_id: str
    full_url: str = ""


def write_one(desk: Desk, asked: Asked) -> Answer:
    """Create, update, patch or delete one resource."""
    (answer,) = write_all(desk, [asked])
    return answer


def write_all(desk: Desk, all_asked: Sequence[Asked]) -> list[Answer]:
    """Do all of it or nothing; an answer for each, in the same order."""
    decided = [decide(desk, one) for one in all_asked]
    changes = [one for one in decided if isinstance(one, Change)]
    if len({one.name for one in changes}) < len(changes):
        raise NotValid("The same resource is written twice.")
    written = _store(desk, changes, [one for one in decided if isinstance(one, There)])
    return [_answer(desk, asked, one, written) for asked, one in zip(all_asked, decided, strict=True)]


def decide(desk: Desk, asked: Asked) -> Change | There:
    """What would be written, under which name. Refuses what is not valid, and what the token does not allow."""
    decisions = {"POST": _decide_create, "PUT": _decide_update, "PATCH": _decide_patch, "DELETE": _decide_delete}
    with told_at(asked.place):
        return decisions[asked.method](desk, asked)


def _decide_create(desk: Desk, asked: Asked) -> Change | There:
    (kind,) = asked.parts
    desk.check_scope("c", kind)
    # Some clients write the condition in the address: to ignore it there would make the same Patient again and again.
    condition = _query(asked.if_none_exist) or tuple(one for one in asked.query if one[0] not in WITHOUT_EFFECT)
    if condition:
        found = _only_one(desk, kind, condition)
        if found is not None:
            return There(type=kind, logical_id=found, full_url=asked.full_url)
    return replace(_change(asked, kind, str(uuid4())), condition=condition)


def _decide_update(desk: Desk, asked: Asked) -> Change:
    kind = asked.parts[0]
    desk.check_scope("u", kind)
    if len(asked.parts) == 2:
        change = _change(asked, kind, asked.parts[1], expected_version=_expected(asked))
        if (change.plain or {}).get("id") != change.logical_id:
            raise NotUnderstood(f"The resource's id must be the address's: {change.logical_id}.")
        return change
    found = _only_one(desk, kind, asked.query)
    change = _change(asked, kind, found or "", expected_version=_expected(asked))
    own = str((change.plain or {}).get("id", ""))
    if found is None:
        return replace(change, logical_id=own or str(uuid4()), condition=asked.query)
    if own not in {"", found}:
        raise NotValid("The condition meets another resource than the one that the id names.", path=f"{kind}.id")
    return change


def _decide_patch(desk: Desk, asked: Asked) -> Change:
    kind = asked.parts[0]
    desk.check_scope("u", kind)
    logical_id = asked.parts[1] if len(asked.parts) == 2 else _only_one(desk, kind, asked.query)
    found = current(desk, kind, logical_id) if logical_id else None
    if found is None:
        raise NoSuchResource()
    if found.is_deleted:
        raise Gone()
    expected = _expected(asked)
    if expected not in {None, found.version}:
        raise VersionMissed("The resource is at another version than the one that you name.")
    text = patched(text=found.text, patch=asked.body)
    # Another writer may come between the reading and the writing: then the patch was not made for what is there.
    change = _change(replace(asked, body=text), kind, found.logical_id, expected_version=found.version)
    if (change.plain or {}).get("id") != found.logical_id:
        raise NotUnderstood("A patch can not change the id.")
    return change


def _decide_delete(desk: Desk, asked: Asked) -> Change | There:
    kind = asked.parts[0]
    desk.check_scope("d", kind)
    logical_id = asked.parts[1] if len(asked.parts) == 2 else _only_one(desk, kind, asked.query)
    found = current(desk, kind, logical_id) if logical_id else None
    if found is None or found.is_deleted:
        # To delete what is not there is done already (FHIR R4, delete).
        return There(type=kind, logical_id="")
    return Change(type=kind, logical_id=found.logical_id, expected_version=_expected(asked))


def _change(asked: Asked, type: str, logical_id: str, *, expected_version: int | None = None) -> Change:
    plain = checked(asked.body)
    if plain["resourceType"] != type:
        raise NotValid(f"The address is for {type}, the resource is a {plain['resourceType']}.", path="resourceType")
    if logical_id and not ID.fullmatch(logical_id):
        raise NotUnderstood("An id has letters, digits, - and . only, at most 64.")
    return Change(
        type=type,
        logical_id=logical_id,
        text=asked.body,
        plain=plain,
        expected_version=expected_version,
        full_url=asked.full_url,
        place=asked.place,
    )


def _store(desk: Desk, changes: Sequence[Change], there: Sequence[There]) -> dict[tuple[str, str], Written]:
    links = Links(desk=desk, names={one.full_url: one.name for one in changes if one.full_url})
    links.add({one.full_url: (one.type, one.logical_id) for one in there if one.full_url})
    kept = [_linked(one, links) for one in changes if one.plain is not None]
    owners = _owners(desk, kept)
    for change in kept:
        with told_at(change.place):
            check_owner(desk, change.type, change.plain or {}, owners[change.name])
    surroundings = {one.name: _surroundings(desk, one, kept, owners) for one in kept}
    deleted = [(one, _deletable(desk, one)) for one in changes if one.plain is None]
    grants = {person: desk.grant(person) for person in dict.fromkeys(owners.values())}
    written: list[Written] = []
    with transaction.atomic():
        _check_conditions(desk, kept, owners)
        for change, person in deleted:
            written.append(_delete(desk, change, person))
        for person, grant in grants.items():
            theirs = [
                incoming(
                    type=one.type,
                    logical_id=one.logical_id,
                    text=one.text,
                    plain=one.plain or {},
                    around=surroundings[one.name],
                    expected_version=one.expected_version,
                )
                for one in kept
                if owners[one.name] == person
            ]
            stored = actions.store(
                grant=grant, person=_row_person(desk, person, grant.subject), care_giver=desk.care_giver,
                resources=theirs, now=desk.now,
            )  # fmt: skip
            written += stored.written
    return {(one.type, one.logical_id): one for one in written}


def _check_conditions(desk: Desk, kept: Sequence[Change], owners: Mapping[tuple[str, str], UUID]) -> None:
    """Refuse what somebody else has made meanwhile. Whoever writes under a condition for the same person waits here."""
    for change in kept:
        if change.condition:
            hold(grant=desk.grant(owners[change.name]), care_giver=desk.care_giver)
            if found_by_condition(desk, change.type, change.condition):
                raise InTheWay("Somebody else has just made what the condition looks for. Ask again.")


def _surroundings(
    desk: Desk, change: Change, kept: Sequence[Change], owners: Mapping[tuple[str, str], UUID]
) -> dict[str, Mapping[str, Any]]:
    """What the resource may refer to in the same request, and what its small index may follow in the records."""
    person = owners[change.name]
    reached = desk.grant(person).persons
    own = {"/".join(one.name): one.plain or {} for one in kept if owners[one.name] in reached}
    return own | around(desk, person, change.plain or {}, own)


def _row_person(desk: Desk, person: UUID, subject: UUID | None) -> UUID:
    """Under whom new rows stand: the person in her present identity, or the shelf."""
    return person if subject is None else subject


def _linked(change: Change, links: Links) -> Change:
    """With its own id and its references rewritten."""
    (node,) = values(text=change.text)
    with told_at(change.place):
        edits = [*linked(node, links), *_id_edits(node, change.logical_id)]
    if not edits:
        return change
    text = edited(text=change.text, edits=edits)
    return replace(change, text=text, plain=links.plain(text))


def _id_edits(node: Node, logical_id: str) -> list[Any]:
    member = node.member("id")
    return [] if member is not None and member.string == logical_id else [id_edit(node, logical_id)]


def _owners(desk: Desk, changes: Sequence[Change]) -> dict[tuple[str, str], UUID]:
    """Whose records each resource belongs to; Patients first, since others of the same request refer to them."""
    owners: dict[tuple[str, str], UUID] = {}
    for change in sorted(changes, key=lambda one: one.type != "Patient"):
        with told_at(change.place):
            owners[change.name] = owner_of(desk, change.type, change.logical_id, change.plain or {}, owners)
    return owners


def _deletable(desk: Desk, change: Change) -> UUID:
    person = records.owner(care_giver=desk.care_giver, type=change.type, logical_id=change.logical_id)
    if person is None:
        raise NoSuchResource()
    desk.grant(person)
    return person


def _delete(desk: Desk, change: Change, person: UUID) -> Written:
    version = actions.delete(
        grant=desk.grant(person),
        care_giver=desk.care_giver,
        type=change.type,
        logical_id=change.logical_id,
        now=desk.now,
        expected_version=change.expected_version,
    )
    return Written(type=change.type, logical_id=change.logical_id, version=version, text="", updated_at=desk.now)


def _answer(desk: Desk, asked: Asked, decided: Change | There, written: Mapping[tuple[str, str], Written]) -> Answer:
    if isinstance(decided, There):
        if not decided.logical_id:
            return Answer(status=204)
        found = current(desk, decided.type, decided.logical_id)
        if found is None or found.is_deleted:
            raise InTheWay("What the condition met was deleted at the same moment.")
        return _told(desk, asked, Answer(text=found.text, version=found.version, updated_at=found.updated_at), decided)
    one = written[decided.name]
    if decided.plain is None:
        return Answer(status=204, version=one.version, updated_at=one.updated_at)
    status = 201 if one.is_new else 200
    answer = Answer(status=status, text=one.text, version=one.version, updated_at=one.updated_at)
    return _told(desk, asked, answer, decided)


def _told(desk: Desk, asked: Asked, answer: Answer, decided: Change | There) -> Answer:
    """With its address, and as much of the resource as the asker prefers (FHIR R4, http, return preferences)."""
    place = f"{address(desk, decided.type, decided.logical_id)}/_history/{answer.version}"
    text = answer.text
    if "return=minimal" in asked.prefers:
        text = ""
    elif "return=OperationOutcome" in asked.prefers:
        text = outcome(status=200, issue="informational", issues=(("Stored.", ""),), severity="information").text
    return replace(answer, location=place, text=text)


def _only_one(desk: Desk, type: str, query: Iterable[tuple[str, str]]) -> str | None:
    found = found_by_condition(desk, type, tuple(query))
    if len(found) > 1:
        raise VersionMissed(f"The condition meets {len(found)} resources; it must meet one at most.")
    return found[0] if found else None


def _query(condition: str) -> Query:
    return tuple(parse_qsl(condition.partition("?")[2] or condition, keep_blank_values=True))


def _expected(asked: Asked) -> int | None:
    """The version that If-Match names."""
    if not asked.if_match:
        return None
    number = asked.if_match.strip().removeprefix("W/").strip('"')
    if not (number.isascii() and number.isdecimal() and len(number) < 9):
        raise VersionMissed("The resource is at another version than the one that you name.")
    return int(number)
