"""Reading one resource: as it is now, as it was, and all that it has been."""

from uuid import UUID

from ingang.foundation.records import searching as records
from ingang.foundation.records.searching import Kept
from ingang.services.fhir_server.asking import Answer, Asked, Desk
from ingang.services.fhir_server.bundles import bundle, history_entry
from ingang.services.fhir_server.errors import Gone, NoSuchResource, NotUnderstood
from ingang.services.fhir_server.people import person_of_query


def read(desk: Desk, asked: Asked) -> Answer:
    """The resource as it is now; nothing again when the reader has this version."""
    kind, logical_id = asked.parts
    desk.check_scope("r", kind)
    found = current(desk, kind, logical_id)
    if found is None:
        raise NoSuchResource()
    if found.is_deleted:
        raise Gone()
    answer = _answer(found)
    if answer.etag in {one.strip() for one in asked.if_none_match.split(",")}:
        return Answer(status=304, version=found.version, updated_at=found.updated_at)
    return answer


def read_version(desk: Desk, asked: Asked) -> Answer:
    """The resource as it was in this version."""
    kind, logical_id, _, version = asked.parts
    desk.check_scope("r", kind)
    found = next((one for one in _versions(desk, kind, logical_id) if str(one.version) == version), None)
    if found is None:
        raise NoSuchResource()
    if found.is_deleted:
        raise Gone()
    return _answer(found)


def history_of_one(desk: Desk, asked: Asked) -> Answer:
    """Every version of the resource, deletions too."""
    kind, logical_id, _ = asked.parts
    desk.check_scope("r", kind)
    versions = _versions(desk, kind, logical_id)
    if not versions:
        raise NoSuchResource()
    return _history(desk, versions)


def history_of_type(desk: Desk, asked: Asked) -> Answer:
    """Every version of the person's resources of a type."""
    kind, _ = asked.parts
    desk.check_scope("s", kind)
    person, rest = person_of_query(desk, kind, asked.query)
    if rest:
        raise NotUnderstood("A history of a type takes the patient and nothing else.")
    if person is None:
        return _history(desk, ())
    versions = records.history(
        grant=desk.grant(person), care_giver=desk.care_giver, type=kind, of=desk.own_rows(person)
    )
    return _history(desk, versions)


def current(desk: Desk, type: str, logical_id: str) -> Kept | None:
    """The resource as it is now, which may be deleted."""
    person = _owner(desk, type, logical_id)
    if person is None:
        return None
    return records.kept(grant=desk.grant(person), care_giver=desk.care_giver, type=type, logical_id=logical_id)


def _versions(desk: Desk, type: str, logical_id: str) -> tuple[Kept, ...]:
    person = _owner(desk, type, logical_id)
    if person is None:
        return ()
    return records.history(grant=desk.grant(person), care_giver=desk.care_giver, type=type, logical_id=logical_id)


def _owner(desk: Desk, type: str, logical_id: str) -> UUID | None:
    return records.owner(care_giver=desk.care_giver, type=type, logical_id=logical_id)


def _history(desk: Desk, versions: tuple[Kept, ...]) -> Answer:
    entries = [history_entry(desk, one) for one in versions]
    return Answer(text=bundle(kind="history", entries=entries, total=len(entries)))


def _answer(found: Kept) -> Answer:
    return Answer(text=found.text, version=found.version, updated_at=found.updated_at)
