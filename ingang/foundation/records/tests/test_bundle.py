"""What an import would store, what it leaves out, what it refuses."""

import json
import re
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingang.foundation.records import errors
from ingang.foundation.records.bundle import Plan, prepare
from ingang.foundation.records.fhir_types import ALL, CLINICAL, OTHER, PAYMENT
from ingang.foundation.records.reading import MOST_MEGABYTES, decoded
from ingang.foundation.records.tests.samples import (
    CARE_GIVER,
    NUMBER,
    PERSONNUMMER,
    TODAY,
    bundle,
    known,
    observation,
    patient,
)

OTHERS_NUMBER = "198912042382"


def plan(text: str, *, despite_differences: bool = False, care_giver: str = CARE_GIVER, **facts: Any) -> Plan:
    return prepare(
        text=text,
        care_giver=care_giver,
        person=known(**facts),
        today=TODAY,
        despite_differences=despite_differences,
    )


def neutral(value: Any, ids: dict[str, str]) -> Any:
    """The resource with ids named by their order, and references by what they lead to, to compare two writings."""
    if isinstance(value, dict):
        return {name: neutral(one, ids) for name, one in value.items()}
    if isinstance(value, list):
        return [neutral(one, ids) for one in value]
    return ids.get(value, value) if isinstance(value, str) else value


def test_everything_but_id_and_references_is_the_same_to_the_letter() -> None:
    resource = (
        '{ "resourceType":"Observation",\n  "status" : "final", "id":"o1",  "subject":{"reference":"Patient/p1", '
        '"display":"A\\u00e5\\/"}, "valueQuantity":{"value":1.10}, "other":[1E3, -0.0, 12345678901234567890.10]}'
    )
    entries = f'{{"resource":{json.dumps(patient())}}},{{"resource":{resource}}}'
    text = f'{{"resourceType":"Bundle","type":"collection","entry":[{entries}]}}'

    stored = plan(text).resources

    subject, value = stored
    expected = resource.replace('"o1"', f'"{value.logical_id}"')
    assert value.text == expected.replace('"Patient/p1"', f'"Patient/{subject.logical_id}"')


@given(
    value=st.decimals(allow_nan=False, allow_infinity=False, places=6, min_value=-(10**12), max_value=10**12),
    links=st.lists(st.integers(0, 4), max_size=6),
    style=st.sampled_from(["urn", "relative", "absolute", "ids only"]),
)
def test_references_lead_to_the_same_resources_as_before(value: Decimal, links: list[int], style: str) -> None:
    names = {number: f"00000000-0000-4000-8000-00000000000{number}" for number in range(5)}

    def written(number: int) -> str:
        forms = {"urn": f"urn:uuid:{names[number]}", "absolute": f"https://x.example/Observation/{names[number]}"}
        return forms.get(style, f"Observation/{names[number]}")

    members = [
        {"reference": written(link)} if number == 0 else {"reference": written(0)} for number, link in enumerate(links)
    ]
    resources = [
        {"resourceType": "Observation", "id": names[n], "hasMember": members, "value": f"{value:f}"} for n in range(5)
    ]
    entries = [
        {"resource": one} if style == "ids only" else {"fullUrl": _full_url(style, names[n]), "resource": one}
        for n, one in enumerate(resources)
    ]
    stored = plan(json.dumps({"resourceType": "Bundle", "type": "collection", "entry": entries})).resources

    ids = {one.logical_id: names[n] for n, one in enumerate(stored)}
    for before, after in zip(resources, stored, strict=True):
        now = json.loads(after.text)
        assert ids[now["id"]] == before["id"]
        followed = [ids[one["reference"].removeprefix("Observation/")] for one in now["hasMember"]]
        assert followed == [one["reference"][-36:] for one in members]
        assert now["value"] == before["value"]


def _full_url(style: str, name: str) -> str:
    return f"urn:uuid:{name}" if style == "urn" else f"https://x.example/Observation/{name}"


@given(
    written=st.from_regex(re.compile(r"-?(0|[1-9][0-9]{0,18})(\.[0-9]{1,12})?([eE][-+]?[0-9]{1,2})?"), fullmatch=True)
)
def test_decimals_keep_every_digit(written: str) -> None:
    resource = f'{{"resourceType":"Observation","valueQuantity":{{"value":{written}}}}}'

    (stored,) = plan(resource).resources

    assert f'"value":{written}}}' in stored.text


def test_the_same_file_gives_the_same_ids_and_texts() -> None:
    text = bundle(patient(), observation())

    assert plan(text).resources == plan(text).resources


def test_another_care_giver_or_person_gives_other_ids() -> None:
    text = bundle(patient(), observation())

    ids = [
        plan(text).resources[0].logical_id,
        plan(text, care_giver="SE0000000010-G001").resources[0].logical_id,
        plan(text, id=UUID(int=7)).resources[0].logical_id,
    ]

    assert len(set(ids)) == 3


def test_references_out_of_the_file_are_kept_and_told() -> None:
    text = bundle(patient(), observation(performer=[{"reference": "Practitioner/unknown"}]))

    made = plan(text)

    assert '"Practitioner/unknown"' in made.resources[1].text
    assert made.unknown_references == {"Practitioner/unknown": 1}


def test_references_inside_a_resource_are_left_alone() -> None:
    text = bundle(
        patient(), observation(specimen={"reference": "#s1"}, contained=[{"resourceType": "Specimen", "id": "s1"}])
    )

    made = plan(text)

    assert '"#s1"' in made.resources[1].text
    assert '"id": "s1"' in made.resources[1].text
    assert made.unknown_references == {}


def test_a_reference_to_one_version_leads_to_the_resource() -> None:
    made = plan(bundle(patient(), observation(subject={"reference": "Patient/p1/_history/3"})))

    assert f'"Patient/{made.resources[0].logical_id}"' in made.resources[1].text


def test_a_name_that_two_servers_use_is_not_guessed() -> None:
    entries = [
        {"fullUrl": "https://a.example/Device/1", "resource": {"resourceType": "Device", "id": "1"}},
        {"fullUrl": "https://b.example/Device/1", "resource": {"resourceType": "Device", "id": "1"}},
        {
            "fullUrl": "urn:uuid:00000000-0000-4000-8000-000000000009",
            "resource": observation(device={"reference": "Device/1"}),
        },
    ]

    made = plan(
        json.dumps({"resourceType": "Bundle", "type": "collection", "entry": [{"resource": patient()}, *entries]})
    )

    assert made.unknown_references == {"Device/1": 1}


def test_payment_and_definitions_are_left_out_and_told() -> None:
    claim = {"resourceType": "Claim", "id": "c1", "patient": {"reference": "Patient/p1"}}
    made = plan(
        bundle(
            patient(), claim, {"resourceType": "ValueSet", "id": "v"}, observation(partOf=[{"reference": "Claim/c1"}])
        )
    )

    assert [one.type for one in made.resources] == ["Patient", "Observation"]
    assert made.dropped == {"Claim": 1, "ValueSet": 1}
    assert made.references_to_dropped == 1


SSN = {"system": "http://hl7.org/fhir/sid/us-ssn", "value": "999-11-2222"}
OWN = {"system": PERSONNUMMER, "value": NUMBER}
LOCAL = {"system": "https://hospital.example", "value": "77", "assigner": {"reference": "Organization/o"}}


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ([SSN, OWN], [OWN]),
        ([OWN, SSN], [OWN]),
        ([SSN, OWN, SSN, LOCAL, SSN, SSN], [OWN, LOCAL]),
        ([SSN, SSN, OWN], [OWN]),
        ([OWN, LOCAL], [OWN, LOCAL]),
        ([{**SSN, "assigner": {"reference": "Patient/p1"}}, OWN], [OWN]),
    ],
)
def test_american_social_security_numbers_are_taken_out(before: list[Any], after: list[Any]) -> None:
    made = plan(bundle(patient(identifier=before)))

    assert json.loads(made.resources[0].text)["identifier"] == after
    assert made.social_security_numbers == len(before) - len(after)


@pytest.mark.parametrize("first", [True, False])
def test_a_patient_with_nothing_but_a_social_security_number_has_no_identifier(first: bool) -> None:
    inside = f'"identifier": [{json.dumps(SSN)}]'
    kind = '"resourceType": "Patient"'
    members = [inside, kind] if first else [kind, inside]

    made = plan("{" + " , ".join(members) + "}")

    assert set(json.loads(made.resources[0].text)) == {"resourceType", "id"}


@pytest.mark.parametrize("kind", ["transaction", "batch", "collection", "document", "searchset"])
def test_bundles_that_hold_resources_are_read(kind: str) -> None:
    assert len(plan(bundle(patient(), observation(), kind=kind)).resources) == 2


def test_ndjson_and_a_single_resource_are_read() -> None:
    lines = f"{json.dumps(patient())}\n{json.dumps(observation())}\n"

    assert len(plan(lines).resources) == 2
    assert len(plan(json.dumps(observation())).resources) == 1


def test_one_page_of_several_is_told() -> None:
    text = bundle(
        patient(), kind="searchset", link=[{"relation": "self"}, {"relation": "next", "url": "https://x.example"}]
    )

    assert plan(text).is_partial


REFUSED: list[tuple[str, str, type[errors.ImportRefused]]] = [
    ("half a file", bundle(patient())[:-20], errors.NotJson),
    ("empty", "", errors.NothingToStore),
    ("spaces", " \n", errors.NothingToStore),
    ("a list", "[]", errors.NotFhir),
    ("a word", '"Bundle"', errors.NotFhir),
    ("HTML", "<!DOCTYPE html><html></html>", errors.NotJson),
    ("XML", '<Bundle xmlns="http://hl7.org/fhir"/>', errors.NotJson),
    ("no type", '{"id":"1"}', errors.NotFhir),
    ("type of another kind", '{"resourceType":7}', errors.NotFhir),
    ("misspelt type", '{"resourceType":"Observtion"}', errors.UnknownType),
    ("type in an entry", bundle({"resourceType": "Medicine"}), errors.UnknownType),
    ("small letters", '{"resourceType":"observation"}', errors.UnknownType),
    ("no bundle type", '{"resourceType":"Bundle","entry":[]}', errors.WrongBundle),
    ("history", bundle(patient(), kind="history"), errors.WrongBundle),
    ("message", bundle(patient(), kind="message"), errors.WrongBundle),
    ("answer", bundle(patient(), kind="transaction-response"), errors.WrongBundle),
    ("entries of another kind", '{"resourceType":"Bundle","type":"batch","entry":{}}', errors.NotFhir),
    ("no entries", '{"resourceType":"Bundle","type":"batch"}', errors.NothingToStore),
    ("entry without resource", '{"resourceType":"Bundle","type":"batch","entry":[{}]}', errors.EntryEmpty),
    (
        "deletes, without resource",
        '{"resourceType":"Bundle","type":"batch","entry":[{"request":{"method":"DELETE"}}]}',
        errors.NotAnAddition,
    ),
    ("entry that is text", '{"resourceType":"Bundle","type":"batch","entry":["x"]}', errors.EntryEmpty),
    (
        "deletes",
        '{"resourceType":"Bundle","type":"batch","entry":[{"resource":{"resourceType":"Basic"},"request":{"method":"DELETE"}}]}',
        errors.NotAnAddition,
    ),
    ("repeated name", '{"resourceType":"Patient","id":"1","id":"2"}', errors.RepeatedName),
    ("number as id", '{"resourceType":"Patient","id":1}', errors.NotFhir),
    ("text as meta", '{"resourceType":"Patient","meta":"x"}', errors.NotFhir),
    ("same resource twice", bundle(patient(), observation(), observation()), errors.RepeatedResource),
    ("two patients", bundle(patient(), patient(id="p2")), errors.SeveralPatients),
    ("only payment", bundle({"resourceType": "Claim", "id": "1"}), errors.NothingToStore),
    ("bundle in ndjson", bundle(patient()) + "\n" + bundle(observation()), errors.NothingToStore),
    ("other's number", bundle(patient(identifier=[{**OWN, "value": OTHERS_NUMBER}])), errors.OtherPerson),
    ("both numbers", bundle(patient(identifier=[OWN, {**OWN, "value": OTHERS_NUMBER}])), errors.OtherPerson),
    ("other's number without system", bundle(patient(identifier=[{"value": "19891204-2382"}])), errors.OtherPerson),
    (
        "other's coordination number",
        bundle(patient(identifier=[{"system": "urn:oid:1.2.752.129.2.1.3.3", "value": "198912642389"}])),
        errors.OtherPerson,
    ),
    (
        "subject by other's number",
        bundle(patient(), observation(subject={"identifier": {**OWN, "value": OTHERS_NUMBER}})),
        errors.OtherPerson,
    ),
    ("another subject", bundle(patient(), observation(subject={"reference": "Patient/p9"})), errors.OtherSubject),
    (
        "another subject, absolute",
        bundle(patient(), observation(subject={"reference": "https://y.example/Patient/p1"})),
        errors.OtherSubject,
    ),
    (
        "two subjects without Patient",
        bundle(observation(), observation(id="o2", subject={"reference": "Patient/p2"})),
        errors.OtherSubject,
    ),
    ("born another day", bundle(patient(birthDate="1992-01-07")), errors.Disagrees),
    ("born another year", bundle(patient(birthDate="1993")), errors.Disagrees),
    ("another sex", bundle(patient(gender="male")), errors.Disagrees),
    ("dead", bundle(patient(deceasedDateTime="2020-01-01")), errors.Disagrees),
    ("dead, without date", bundle(patient(deceasedBoolean=True)), errors.Disagrees),
]


@pytest.mark.parametrize(("text", "refusal"), [row[1:] for row in REFUSED], ids=[row[0] for row in REFUSED])
def test_what_can_not_be_trusted_is_refused_with_a_whole_sentence(
    text: str, refusal: type[errors.ImportRefused]
) -> None:
    with pytest.raises(refusal) as raised:
        plan(text)

    sentence = raised.value.sentence % raised.value.values
    assert type(raised.value) is refusal
    assert sentence.endswith(".")


def test_differences_that_somebody_has_looked_at_are_stored_and_told() -> None:
    text = bundle(patient(birthDate="1980-01-01", gender="male", deceasedBoolean=True))

    made = plan(text, despite_differences=True)

    assert len(made.resources) == 1
    assert len(made.differences) == 3


def test_another_persons_number_is_refused_whatever_is_said() -> None:
    with pytest.raises(errors.OtherPerson):
        plan(bundle(patient(identifier=[{**OWN, "value": OTHERS_NUMBER}])), despite_differences=True)


@pytest.mark.parametrize("born", ["1992", "1992-01", "1992-01-06"])
def test_a_shorter_birth_date_agrees_as_far_as_it_goes(born: str) -> None:
    assert plan(bundle(patient(birthDate=born))).differences == ()


@pytest.mark.parametrize(
    ("changes", "facts", "number"),
    [
        ({}, {}, 0),
        ({"identifier": []}, {}, 1),
        ({"birthDate": None}, {}, 1),
        ({}, {"birth_date": None}, 1),
        ({"gender": "other"}, {}, 1),
        ({}, {"is_dead": True}, 1),
        ({"name": [{"family": "Doe"}]}, {}, 1),
        ({"name": [{"family": ["Lindqvist"]}]}, {}, 1),
        ({"identifier": "x", "name": "y", "gender": [], "birthDate": {}}, {}, 4),
    ],
)
def test_what_could_not_be_compared_is_told(changes: dict[str, Any], facts: dict[str, Any], number: int) -> None:
    assert len(plan(bundle(patient(**changes)), **facts).remarks) == number


def test_the_relatives_numbers_are_their_own() -> None:
    mother = {
        "resourceType": "RelatedPerson",
        "id": "m",
        "identifier": [{**OWN, "value": OTHERS_NUMBER}],
        "patient": {"reference": "Patient/p1"},
    }

    assert len(plan(bundle(patient(), mother)).resources) == 2


@pytest.mark.parametrize("content", [b"\xff\xfe{\x00", "{'namn':'Åsa'}".encode("latin-1"), b'{"a":"\xed\xa0\x80"}'])
def test_anything_but_utf8_is_refused(content: bytes) -> None:
    with pytest.raises(errors.NotUtf8):
        decoded(content=content)


def test_a_byte_order_mark_is_left_out() -> None:
    assert decoded(content=b"\xef\xbb\xbf{}") == "{}"


def test_a_huge_file_is_refused_before_it_is_read() -> None:
    with pytest.raises(errors.FileTooLarge):
        decoded(content=b" " * (MOST_MEGABYTES * 1_000_000 + 1))


def test_the_types_of_r4_are_told_apart() -> None:
    assert len(ALL) == len(CLINICAL) + len(PAYMENT) + len(OTHER) == 146
