"""Importing the directory: what each line may say, what a run changes, what stops it, and the way back."""

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.core.management import CommandError, call_command
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from conftest import BJORKBACKEN, BVC, staff
from ingang.foundation.access.actions import open_job
from ingang.foundation.audit.models import AuditEvent
from ingang.foundation.care_units.errors import CatalogueAdminNeeded
from ingang.foundation.care_units.keeping import directory_fields
from ingang.foundation.care_units.models import CareGiver, CareUnit, UnitPage
from ingang.foundation.search.queries import Wanted, find
from ingang.kernel.actor import Job
from ingang.services.care_finder.actions.importing import import_directory, undo_import
from ingang.services.care_finder.directory.comparing import DIFFERS, LOOKS_LIKE, NO_CARE_GIVER, OUTSIDE, TWICE
from ingang.services.care_finder.directory.files import Line, NotReadable, read_lines
from ingang.services.care_finder.directory.reading import MISSING, NOT_RIGHT, OTHER_COUNTY, TOO_LONG, Refused, read_unit
from ingang.services.care_finder.errors import RunNotUndone, RunUnknown
from ingang.services.care_finder.jobs import read_directory
from ingang.services.care_finder.models import ImportChange, ImportRun
from ingang.services.care_finder.queries.contact import contact
from ingang.services.care_finder.words import change_sentences

NEW = "SE0000000010-U900"
RIGHT = {
    "hsaIdentity": NEW,
    "unitName": "Lövängens vårdcentral",
    "healthCareProvider": "SE0000000010-G001",
    "countyCode": "01",
    "municipalityCode": "0184",
    "businessClassificationName": "Vårdcentral",
    "careType": "Öppenvård",
    "management": "Region",
    "street": "Lövvägen 1",
    "postalCode": "16900",
    "location": "Solna",
    "telephoneNumber": "08-465 004 10",
    "labeledURI": "https://lovangen.ingang.example/",
    "geographicalCoordinatesSweref99TM": "N6585000, E670000",
    "surgeryHours": "1-5#08:00#17:00",
    "telephoneHours": "1-5#08:00#16:00",
    "dropInHours": "1#08:00#10:00|3#08:00#10:00",
    "visitingRuleAge": "00#99",
    "destinationIndicator": "03",
}


def line(**changes: str) -> Line:
    attributes = {name: value.split("|") for name, value in (RIGHT | changes).items() if value}
    return Line(number=1, attributes=attributes)


def csv_file(*rows: dict[str, str]) -> bytes:
    names = list(dict.fromkeys(name for row in rows for name in row))
    lines = [";".join(names), *(";".join(row.get(name, "") for name in names) for row in rows)]
    return "\n".join(lines).encode()


def row_of(unit: CareUnit, **changes: str) -> dict[str, str]:
    """A row that says what the catalogue has of a unit."""
    fields = directory_fields(units=[unit.hsa_id])[unit.hsa_id]
    said = {
        "hsaIdentity": unit.hsa_id,
        "unitName": fields["name"],
        "healthCareProvider": fields["care_giver"],
        "municipalityCode": fields["municipality"],
        "businessClassificationName": fields["kind"],
        "street": fields["street"],
        "postalCode": fields["postal_code"],
        "location": fields["city"],
        "telephoneNumber": fields["phone"],
        "careType": "Öppenvård",
        "geographicalCoordinatesSweref99TM": f"N{fields['north']}, E{fields['east']}" if fields["north"] else "",
    }
    return said | changes


def everything(**changes: dict[str, str]) -> list[dict[str, str]]:
    """Every unit of the catalogue, some of them otherwise."""
    units = CareUnit.objects.order_by("hsa_id")
    return [row_of(unit, **changes.get(unit.hsa_id.replace("-", "_"), {})) for unit in units]


def run(content: bytes, now: datetime, region: str = "") -> ImportRun:
    return import_directory(actor=Job(name="test"), content=content, file_name="units.csv", region=region, now=now)


def changes(one: ImportRun) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for row in ImportChange.objects.filter(run=one.id).order_by("id"):
        found.setdefault(row.what, []).append(row.unit)
    return found


@pytest.fixture
def imported(cast: object, now: datetime) -> ImportRun:
    """The catalogue as the directory has it, once imported."""
    return run(csv_file(*everything()), now - timedelta(days=1))


def test_a_right_line_is_read_as_a_whole() -> None:
    fields = read_unit(line()).fields

    assert fields["kind"] == "vardcentral"
    assert fields["region"] == "01"
    assert fields["postal_code"] == "169 00"
    assert (fields["north"], fields["east"]) == (6_585_000, 670_000)
    assert fields["opening_hours"] == [f"{day} 08:00 17:00" for day in range(5)]
    assert fields["drop_in_hours"] == ["0 08:00 10:00", "2 08:00 10:00"]
    assert (fields["age_from"], fields["age_to"], fields["is_shown"]) == (None, None, True)


@pytest.mark.parametrize(
    ("wrong", "reason"),
    [
        ({"hsaIdentity": ""}, MISSING),
        ({"hsaIdentity": "U900"}, NOT_RIGHT),
        ({"unitName": ""}, MISSING),
        ({"unitName": "x" * 201}, TOO_LONG),
        ({"unitName": "a\0b"}, NOT_RIGHT),
        ({"healthCareProvider": ""}, MISSING),
        ({"municipalityCode": ""}, MISSING),
        ({"municipalityCode": "9999"}, NOT_RIGHT),
        ({"countyCode": "25"}, OTHER_COUNTY),
        ({"postalCode": "1234"}, NOT_RIGHT),
        ({"labeledURI": "javascript:alert(1)"}, NOT_RIGHT),
        ({"geographicalCoordinatesSweref99TM": "N670000, E6585000"}, NOT_RIGHT),
        ({"geographicalCoordinatesSweref99TM": "N1234567, E123456"}, NOT_RIGHT),
        ({"surgeryHours": "1-5#17:00#08:00"}, NOT_RIGHT),
        ({"surgeryHours": "5-1#08:00#17:00"}, NOT_RIGHT),
        ({"surgeryHours": "1-5#08:00#25:00"}, NOT_RIGHT),
        ({"surgeryHours": "vardagar 8-17"}, NOT_RIGHT),
        ({"visitingRuleAge": "40-12"}, NOT_RIGHT),
        ({"endDate": "2026-13-01"}, NOT_RIGHT),
        ({"unitTemporaryInformation": "2026-12-24#2026-12-01#Stängt"}, NOT_RIGHT),
        ({"unitTemporaryInformation": "Stängt"}, NOT_RIGHT),
        ({"relatedUnit": "nonsens"}, NOT_RIGHT),
    ],
)
def test_a_wrong_line_is_refused_with_its_reason(wrong: dict[str, str], reason: str) -> None:
    with pytest.raises(Refused) as fault:
        read_unit(line(**wrong))

    assert fault.value.reason == reason
    assert fault.value.values["attribute"] in {*RIGHT, "endDate", "unitTemporaryInformation", "relatedUnit"}


@pytest.mark.parametrize(
    "content",
    [b"", b"<", b"<units/>", b"a,b\n1,2", b"\xff\xfe", b"hsaIdentity\n", b"<!DOCTYPE x [<!ENTITY a 'b'>]><x>&a;</x>"],
)
def test_a_file_that_can_not_be_read_is_refused(content: bytes) -> None:
    with pytest.raises(NotReadable):
        read_lines(content)


@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_refused(content: bytes) -> None:
    try:
        lines = read_lines(content)
    except NotReadable:
        return
    for one in lines:
        try:
            read_unit(one)
        except Refused:
            continue


def test_xml_and_csv_say_the_same() -> None:
    elements = "".join(f"<{name}>{one}</{name}>" for name, value in RIGHT.items() for one in value.split("|"))
    xml = f"<units xmlns='urn:x'><unit>{elements}</unit></units>".encode()

    assert read_unit(read_lines(xml)[0]) == read_unit(read_lines(csv_file(RIGHT))[0])


@pytest.mark.django_db
def test_the_first_import_notes_what_the_file_says_otherwise_and_the_second_changes_nothing(
    imported: ImportRun, now: datetime
) -> None:
    again = run(csv_file(*everything()), now)

    assert imported.state == "ok"
    assert (again.state, again.counts) == ("ok", {})


@pytest.mark.django_db
def test_new_changed_moved_and_vanished_units_are_told_apart(imported: ImportRun, now: datetime) -> None:
    rows = everything(
        SE0000000020_U001={"telephoneNumber": "08-465 004 77"}, SE0000000010_U001={"street": "Nya gatan 2"}
    )
    without_dentist = [row for row in rows if row["hsaIdentity"] != "SE0000000040-U001"]

    one = run(csv_file(*without_dentist, RIGHT), now)

    assert changes(one) == {
        "new": [NEW], "changed": [BJORKBACKEN], "moved": [BVC], "vanished": ["SE0000000040-U001"],
    }  # fmt: skip
    told = ImportChange.objects.get(run=one.id, what="changed")
    assert told.fields == {"phone": ["08-465 004 00", "08-465 004 77"]}
    assert CareUnit.objects.get(hsa_id=BJORKBACKEN).phone == "08-465 004 77"
    assert contact(unit=NEW, now=now).unit.name == "Lövängens vårdcentral"
    assert [hit.name for hit in find(wanted=Wanted(kind="care_finder.unit", text="lövängen")).hits] == [NEW]


def test_the_report_is_in_words_and_never_in_codes() -> None:
    fields = {
        "kind": ["bvc", "vardcentral"],
        "region": ["01", "12"],
        "opening_hours": [["0 08:00 17:00", "1 08:00 17:00"], []],
        "functions": [[], [["head_of_unit", "08-465 004 29", ["4 09:00 10:00"]]]],
        "is_shown": [True, False],
    }

    with override("en"):
        told = change_sentences(row=ImportChange(what="changed", fields=fields))

    assert told == [
        "Can be called by itself: from “Nothing” to “Head of the unit 08-465 004 29 Friday 09:00–10:00”",
        "Shown to residents: from “Yes” to “No”",
        "Kind of unit: from “Child health centre” to “Health centre”",
        "Opening hours: from “Monday–tuesday 08:00–17:00” to “Nothing”",
        "Region: from “Region Stockholm” to “Region Skåne”",
    ]


@pytest.mark.django_db
def test_a_unit_that_vanished_is_kept_and_marked_and_comes_back(imported: ImportRun, now: datetime) -> None:
    rows = everything()
    run(csv_file(*rows[1:]), now)
    gone = UnitPage.objects.get(unit=rows[0]["hsaIdentity"])

    back = run(csv_file(*rows), now + timedelta(days=1))

    assert gone.vanished_on == now.date()
    assert CareUnit.objects.filter(hsa_id=gone.unit).exists()
    assert changes(back) == {"back": [gone.unit]}
    assert UnitPage.objects.get(unit=gone.unit).vanished_on is None


@pytest.mark.django_db
def test_what_the_unit_says_itself_is_never_written_over(imported: ImportRun, now: datetime) -> None:
    UnitPage.objects.filter(unit=BJORKBACKEN).update(about="Vi själva", languages=["so"])

    run(csv_file(*everything(SE0000000020_U001={"unitName": "Nytt namn"})), now)

    page = UnitPage.objects.get(unit=BJORKBACKEN)
    assert (page.about, page.languages) == ("Vi själva", ["so"])


@pytest.mark.django_db
def test_doubles_lookalikes_and_wrong_lines_are_told_and_the_rest_is_written(
    imported: ImportRun, now: datetime
) -> None:
    twin = RIGHT | {"hsaIdentity": "SE0000000010-U901"}
    differing = [RIGHT | {"hsaIdentity": "SE0000000010-U902", "street": street} for street in ("A 1", "B 2")]
    unknown = RIGHT | {"hsaIdentity": "SE0000000010-U903", "healthCareProvider": "SE0000000099-G001", "street": "C 3"}
    wrong = RIGHT | {"hsaIdentity": "SE0000000010-U904", "postalCode": "x"}

    one = run(csv_file(*everything(), RIGHT, RIGHT, twin, *differing, unknown, wrong), now)

    told = ImportChange.objects.filter(run=one.id).exclude(reason="")
    assert one.state == "partial"
    assert {(row.unit, row.reason) for row in told} == {
        (NEW, TWICE),
        ("SE0000000010-U901", LOOKS_LIKE),
        ("SE0000000010-U902", DIFFERS),
        ("SE0000000010-U903", NO_CARE_GIVER),
        ("SE0000000010-U904", NOT_RIGHT),
    }
    assert changes(one)["new"] == [NEW, "SE0000000010-U901"]
    assert "vanished" not in one.counts


@pytest.mark.django_db
def test_a_refused_line_leaves_its_unit_as_it_was(imported: ImportRun, now: datetime) -> None:
    one = run(csv_file(*everything(SE0000000020_U001={"postalCode": "x", "unitName": "Nytt"})), now)

    assert one.counts == {"refused": 1}
    assert CareUnit.objects.get(hsa_id=BJORKBACKEN).name == "Björkbackens vårdcentral"
    assert UnitPage.objects.get(unit=BJORKBACKEN).vanished_on is None


@pytest.mark.django_db
def test_a_new_care_giver_is_made_where_the_line_names_it(imported: ImportRun, now: datetime) -> None:
    named = {"healthCareProvider": "SE0000000099-G001", "healthCareProviderName": "Nya Vården AB"}

    run(csv_file(*everything(), RIGHT | named), now)

    assert CareGiver.objects.get(hsa_id="SE0000000099-G001").name == "Nya Vården AB"


@pytest.mark.django_db
def test_too_many_that_vanish_stop_the_run_and_nothing_is_changed(imported: ImportRun, now: datetime) -> None:
    extra = [RIGHT | {"hsaIdentity": f"SE0000000010-Z{number:03}", "street": f"{number}"} for number in range(20)]
    run(csv_file(*everything(), *extra), now)
    before = directory_fields(units=[BJORKBACKEN])

    one = run(csv_file(row_of(CareUnit.objects.get(hsa_id=BJORKBACKEN), unitName="Nytt")), now + timedelta(days=1))

    assert one.state == "failed"
    assert one.reason
    assert directory_fields(units=[BJORKBACKEN]) == before
    assert not UnitPage.objects.exclude(vanished_on=None).exists()


@pytest.mark.django_db
def test_a_file_for_a_region_touches_that_region_alone(imported: ImportRun, now: datetime) -> None:
    elsewhere = RIGHT | {"hsaIdentity": "SE0000000010-U905", "municipalityCode": "2580", "countyCode": "25"}

    one = run(csv_file(elsewhere, RIGHT | {"municipalityCode": "0180"}), now, region="25")

    assert changes(one) == {"refused": [NEW], "new": ["SE0000000010-U905"]}
    assert ImportChange.objects.get(run=one.id, what="refused").reason == OUTSIDE


@pytest.mark.django_db
def test_a_run_is_undone_and_later_changes_are_left(imported: ImportRun, now: datetime) -> None:
    keeper = staff("vera")
    before = directory_fields(units=[BJORKBACKEN, BVC])
    rows = everything(
        SE0000000020_U001={"telephoneNumber": "08-465 004 77", "street": "Ny 1"},
        SE0000000010_U001={"unitName": "BVC Nya"},
    )
    one = run(csv_file(*rows, RIGHT), now)
    CareUnit.objects.filter(hsa_id=BVC).update(name="BVC ännu nyare")

    left = undo_import(actor=keeper, run=one.id, now=now)

    after = directory_fields(units=[BJORKBACKEN, BVC, NEW])
    assert left == 1
    assert after[BJORKBACKEN] == before[BJORKBACKEN]
    assert after[BVC]["name"] == "BVC ännu nyare"
    assert (after[NEW]["is_shown"], after[NEW]["vanished_on"]) == (False, now.date().isoformat())
    assert ImportRun.objects.get(id=one.id).state == "undone"
    events = AuditEvent.objects.filter(event__startswith="care_finder.").order_by("id").values_list("event", flat=True)
    assert list(events) == ["care_finder.imported", "care_finder.imported", "care_finder.import_undone"]
    with pytest.raises(RunNotUndone):
        undo_import(actor=keeper, run=one.id, now=now)


@pytest.mark.django_db
def test_only_those_who_keep_the_catalogue_import_and_undo(imported: ImportRun, now: datetime) -> None:
    with pytest.raises(CatalogueAdminNeeded):
        undo_import(actor=staff("sara"), run=imported.id, now=now)
    with pytest.raises(CatalogueAdminNeeded):
        import_directory(actor=staff("sara"), content=b"", file_name="x", region="", now=now)
    with pytest.raises(RunUnknown):
        undo_import(actor=staff("vera"), run=uuid4(), now=now)


@pytest.mark.django_db
def test_the_command_tells_what_became_of_it(cast: object, tmp_path: Path, capsys: Any) -> None:
    file = tmp_path / "units.csv"
    file.write_bytes(csv_file(RIGHT))
    call_command("import_directory", str(file))
    told = capsys.readouterr().out
    file.write_bytes(b"nonsense")

    with pytest.raises(CommandError):
        call_command("import_directory", str(file))
    assert "1 lines" in told


@pytest.mark.django_db
def test_the_job_imports_a_file_once(cast: object, tmp_path: Path, settings: Any, now: datetime) -> None:
    file = tmp_path / "units.csv"
    file.write_bytes(csv_file(RIGHT))
    settings.DIRECTORY_FILE = str(file)

    grant = open_job(name="care_finder.read_directory", kinds=(), now=now)
    for _ in range(2):
        read_directory(grant=grant, now=now)
    file.write_bytes(csv_file(RIGHT | {"street": "Annan 2"}))
    read_directory(grant=grant, now=now)

    assert [one.state for one in ImportRun.objects.order_by("id")] == ["ok", "ok"]
