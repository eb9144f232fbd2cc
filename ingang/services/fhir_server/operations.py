"""Operations on a Patient: everything that the care giver holds of the person, and the patient summary."""

from typing import Any
from uuid import UUID

from ingang.foundation.care_units.queries import care_giver
from ingang.foundation.records import searching as records
from ingang.foundation.records.held import Held
from ingang.foundation.records.parameters import PARAMETERS
from ingang.foundation.records.searching import Kept
from ingang.foundation.records.summary import SECTIONS, document
from ingang.kernel.identifiers import HSA_ID_OID
from ingang.services.fhir_server.asking import Answer, Asked, Desk, Query
from ingang.services.fhir_server.bundles import bundle, found_entry
from ingang.services.fhir_server.errors import Gone, NoSuchResource, NotUnderstood
from ingang.services.fhir_server.linking import local_names
from ingang.services.fhir_server.reading import current
from ingang.services.fhir_server.validation import checked

EVERYTHING_TAKES = frozenset({"_type", "_format"})


def everything(desk: Desk, asked: Asked) -> Answer:
    """All that the care giver holds of the person and the token lets be read, and what of the shelf it refers to."""
    patient = _patient(desk, asked)
    parameters = asked.query + _posted(asked.body)
    unknown = {name for name, _ in parameters} - EVERYTHING_TAKES
    if unknown:
        raise NotUnderstood(f"$everything does not take {', '.join(sorted(unknown))}.")
    wanted = {one for name, value in parameters if name == "_type" for one in value.split(",")}
    kept = held(desk, _person(desk, patient))
    shown = [one for one in kept if not wanted or one.type in wanted]
    shown.sort(key=lambda one: (one != patient, one.type, one.logical_id))
    entries = [found_entry(desk, one, mode="match") for one in shown]
    links = {"self": f"{desk.base}/Patient/{patient.logical_id}/$everything"}
    return Answer(text=bundle(kind="searchset", entries=entries, total=len(entries), links=links))


def summary(desk: Desk, asked: Asked) -> Answer:
    """The International Patient Summary of what the care giver holds.

    Refuses a token that may not read all that a section is made of: what it leaves out would be told as not recorded.
    """
    patient = _patient(desk, asked)
    _posted(asked.body)
    for section in SECTIONS:
        for kind in sorted(section.types):
            desk.check_scope("r", kind)
    kept = [_held(desk, one) for one in held(desk, _person(desk, patient))]
    return Answer(text=document(patient=_held(desk, patient), held=kept, author=_author(desk), now=desk.now))


def _posted(body: str) -> Query:
    """The parameters that come in a body, by name; those of an operation here are strings."""
    if not body:
        return ()
    plain = checked(body)
    if plain["resourceType"] != "Parameters":
        raise NotUnderstood("An operation takes its parameters as Parameters.")
    return tuple(
        (str(one["name"]), ",".join(str(value) for key, value in one.items() if key.startswith("value")))
        for one in plain.get("parameter", ())
    )


def held(desk: Desk, person: UUID) -> list[Kept]:
    """What the care giver holds of the person, and what of the shelf that refers to, as far as the token allows."""
    grant = desk.grant(person)
    types = [kind for kind in PARAMETERS if desk.scopes.allows(letter="r", type=kind)]
    found = records.find(grant=grant, care_giver=desk.care_giver, types=types, of=desk.own_rows(person))
    texts = records.texts(grant=grant, ids=[one.id for one in found])
    kept = {(one.type, one.logical_id): one for one in texts.values()}
    fresh = list(kept.values())
    while fresh:
        names = {name for one in fresh for name in local_names(one.text)} - kept.keys()
        more = records.kept_all(
            grant=grant, care_giver=desk.care_giver, names={name for name in names if name[0] in types}
        )
        kept |= more
        fresh = list(more.values())
    return list(kept.values())


def _held(desk: Desk, one: Kept) -> Held:
    return Held(base=desk.base, type=one.type, logical_id=one.logical_id, text=one.text)


def _author(desk: Desk) -> dict[str, Any]:
    known = care_giver(hsa_id=desk.care_giver)
    return {
        "resourceType": "Organization",
        "identifier": [{"system": f"urn:oid:{HSA_ID_OID}", "value": desk.care_giver}],
        "name": known.name if known else desk.care_giver,
    }


def _patient(desk: Desk, asked: Asked) -> Kept:
    desk.check_scope("r", "Patient")
    found = current(desk, "Patient", asked.parts[1])
    if found is None:
        raise NoSuchResource()
    if found.is_deleted:
        raise Gone()
    return found


def _person(desk: Desk, patient: Kept) -> UUID:
    person = records.owner(care_giver=desk.care_giver, type=patient.type, logical_id=patient.logical_id)
    if person is None:
        raise NoSuchResource()
    return person
