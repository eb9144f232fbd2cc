"""Searching within one patient's records, in pages, with what belongs to it."""

from typing import Any
from urllib.parse import quote

import pytest

from conftest import number_of
from ingang.services.fhir_server.tests.conftest import PERSONNUMMER, System, base, observation, patient

pytestmark = pytest.mark.django_db
LOINC = "http://loinc.org"


def ids(answer: Any, mode: str = "match") -> list[str]:
    assert answer.status_code == 200, answer.content
    entries = answer.json().get("entry", [])
    return [entry["resource"]["id"] for entry in entries if entry["search"]["mode"] == mode]


def named(system: System, alva: str, name: str, **changes: Any) -> None:
    system.ask("PUT", f"Observation/{name}", observation(alva, id=name, **changes))


@pytest.fixture
def three(system: System, alva: str) -> None:
    """Three observations: of a year, of a day, and of a moment."""
    named(system, alva, "year", effectiveDateTime="2024", status="amended")
    named(system, alva, "day", effectiveDateTime="2026-03-02", code={"coding": [{"system": LOINC, "code": "2823-3"}]})
    named(system, alva, "moment", effectiveDateTime="2026-03-02T23:30:00Z", valueString="Över gränsen")


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", "day moment year"),
        ("code=718-7", "moment year"),
        ("code=http://loinc.org|718-7", "moment year"),
        ("code=|718-7", ""),
        ("code=http://loinc.org|", "day moment year"),
        ("code=718-7,2823-3", "day moment year"),
        ("code:not=718-7", "day"),
        ("status=final&code=718-7", "moment"),
        ("category=laboratory", "day moment year"),
        ("date=2026-03-02", "day"),
        ("date=2026-03-03", "moment"),
        ("date=2026", "day moment"),
        ("date=2024", "year"),
        ("date=ge2026-03-03", "moment"),
        ("date=lt2026", "year"),
        ("date=gt2024-06", "day moment year"),
        ("date=sa2024", "day moment"),
        ("date=eb2026-03-03", "day year"),
        ("date=2026-03-02T23:30:00Z", "moment"),
        ("date=2026-03-03T00:30:00+01:00", "moment"),
        ("date=ap2024-05", "year"),
        ("date=ne2024", "day moment"),
        ("value-string=over", "moment"),
        ("value-string:contains=GRÄNS", "moment"),
        ("value-string:missing=true", "day year"),
        ("value-string:missing=false", "moment"),
        ("_id=day,year", "day year"),
        ("_lastUpdated=2026-11-26", "day moment year"),
        ("_lastUpdated=lt2026-11-26", ""),
        ("identifier=urn:none|1", ""),
    ],
)
def test_a_search_finds_what_meets_every_criterion(
    system: System, alva: str, three: None, query: str, found: str
) -> None:
    answer = system.get(f"Observation?patient={alva}&{query.replace('+', '%2B')}")

    assert sorted(ids(answer)) == found.split()
    assert answer.json()["total"] == len(found.split())


@pytest.mark.parametrize(
    "way",
    [
        "patient={id}",
        "patient=Patient/{id}",
        "subject=Patient/{id}",
        "subject:Patient={id}",
        "patient={base}/Patient/{id}",
        "patient.identifier={number}",
        "subject:Patient.identifier={number}",
    ],
)
def test_a_patient_is_named_by_reference_or_number(system: System, alva: str, three: None, way: str) -> None:
    number = f"{PERSONNUMMER}|{number_of('alva').value}"

    assert len(ids(system.get("Observation?" + way.format(id=alva, base=base(), number=quote(number))))) == 3


def test_a_number_can_be_kept_out_of_the_address(system: System, alva: str) -> None:
    form = f"identifier={quote(PERSONNUMMER)}|{number_of('alva').value}"

    answer = system.ask("POST", "Patient/_search", form, Content_Type="application/x-www-form-urlencoded")

    assert ids(answer) == [alva]


def test_a_patient_whom_nobody_knows_here_is_an_empty_answer(system: System, alva: str) -> None:
    for query in ("patient=none", f"patient.identifier={PERSONNUMMER}|{number_of('bo').value}"):
        assert system.get(f"Observation?{query}").json()["total"] == 0


def test_what_can_not_be_searched_is_refused_unless_taken_leniently(system: System, alva: str) -> None:
    for query in ("nonsense=1", "_include=Observation:nonsense", "date=tomorrow", "_sort=nonsense", "_count=x",
                  "code:text=x", "patient:missing=maybe"):  # fmt: skip
        assert system.get(f"Observation?patient={alva}&{query}").status_code == 400, query
    assert system.get(f"Observation?patient={alva}&nonsense=1", Prefer="handling=lenient").status_code == 200


def test_the_order_is_what_is_asked_for(system: System, alva: str, three: None) -> None:
    assert ids(system.get(f"Observation?patient={alva}&_sort=date")) == ["year", "day", "moment"]
    assert ids(system.get(f"Observation?patient={alva}&_sort=-date")) == ["moment", "day", "year"]
    assert ids(system.get(f"Observation?patient={alva}&_sort=status,-date")) == ["year", "moment", "day"]
    assert ids(system.get(f"Observation?patient={alva}&_sort=value-string,_id")) == ["moment", "day", "year"]


def test_pages_lead_on_though_others_come_between(system: System, alva: str) -> None:
    for number in range(5):
        named(system, alva, f"o{number}", effectiveDateTime=f"2026-01-0{number + 1}")

    first = system.get(f"Observation?patient={alva}&_sort=date&_count=2")
    named(system, alva, "early", effectiveDateTime="2025-01-01")
    second = system.get(next_link(first))
    third = system.get(next_link(second))

    assert [ids(one) for one in (first, second, third)] == [["o0", "o1"], ["o2", "o3"], ["o4"]]
    assert first.json()["total"] == 5
    assert "next" not in {link["relation"] for link in third.json()["link"]}
    assert number_of("alva").value not in next_link(first)
    assert system.get(next_link(first) + "x").status_code == 400
    assert system.get(next_link(first).replace("Observation", "Condition")).status_code == 400


def next_link(answer: Any) -> str:
    return str(next(link["url"] for link in answer.json()["link"] if link["relation"] == "next"))


def test_only_the_number_is_told_when_no_more_is_asked(system: System, alva: str, three: None) -> None:
    for query in ("_summary=count", "_count=0"):
        answer = system.get(f"Observation?patient={alva}&{query}").json()
        assert (answer["total"], answer.get("entry")) == (3, None)


def test_what_is_referred_to_and_what_refers_comes_along(system: System, alva: str) -> None:
    author = system.create({"resourceType": "Practitioner", "name": [{"family": "Nilsson"}]})["id"]
    visit = {"resourceType": "Encounter", "id": "visit", "status": "finished", "class": {"code": "AMB"}}
    system.ask("PUT", "Encounter/visit", {**visit, "subject": {"reference": f"Patient/{alva}"}})
    made = {"encounter": {"reference": "Encounter/visit"}, "performer": [{"reference": f"Practitioner/{author}"}]}
    named(system, alva, "blood", **made)

    out = system.get(f"Observation?patient={alva}&_include=Observation:encounter&_include=Observation:performer")
    back = system.get(f"Encounter?patient={alva}&_revinclude=Observation:encounter")
    both = system.get(
        f"Encounter?patient={alva}&_revinclude=Observation:encounter&_include:iterate=Observation:performer"
    )
    other = system.get(f"Observation?patient={alva}&_include=Observation:performer:Organization")

    assert (ids(out), sorted(ids(out, "include"))) == (["blood"], sorted(["visit", author]))
    assert (ids(back), ids(back, "include")) == (["visit"], ["blood"])
    assert sorted(ids(both, "include")) == sorted(["blood", author])
    assert ids(other, "include") == []


def test_a_search_never_shows_another_patients(system: System, alva: str) -> None:
    bo = system.create(patient("bo"))["id"]
    system.create(observation(bo))
    named(system, alva, "hers")

    assert ids(system.get(f"Observation?patient={alva}")) == ["hers"]
    assert ids(system.get(f"Patient?_id={alva}&_revinclude=Observation:subject"), "include") == ["hers"]


def test_everything_is_all_of_the_patient_and_what_it_refers_to(system: System, alva: str) -> None:
    author = system.create({"resourceType": "Practitioner", "name": [{"family": "Nilsson"}]})["id"]
    system.create({"resourceType": "Practitioner", "name": [{"family": "Annan"}]})
    named(system, alva, "blood", performer=[{"reference": f"Practitioner/{author}"}])
    bo = system.create(patient("bo"))["id"]

    everything = system.get(f"Patient/{alva}/$everything")
    some = system.get(f"Patient/{alva}/$everything?_type=Observation")

    assert ids(everything) == [alva, "blood", author]
    assert ids(some) == ["blood"]
    assert ids(system.get(f"Patient/{bo}/$everything")) == [bo]
    assert system.get("Patient/none/$everything").status_code == 404
