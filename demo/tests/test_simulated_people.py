"""The simulators know the cast of the demonstration."""

from datetime import date
from pathlib import Path

from demo.cast import RESIDENTS, STAFF
from demo.simulated_people import simulated_people, write_people
from demo.simulators.cast import read_cast

TODAY = date(2026, 11, 26)


def test_everyone_with_a_number_that_gives_an_e_id_is_known_once(tmp_path: Path) -> None:
    write_people(path=tmp_path / "cast.json", today=TODAY)

    cast = read_cast(path=tmp_path / "cast.json")

    assert len(cast) == len(RESIDENTS) - 1 + len(STAFF)
    assert {number[8:11] for number in cast} <= {"238", "239", "980", "981"}
    assert "Kim" not in {person.given_name for person in cast.values()}


def test_staff_bring_their_own_assignments() -> None:
    staff = {person.given_name: person.staff for person in simulated_people(today=TODAY) if person.staff}

    assert [len(staff[name]["allCommissions"]) for name in ("Sara", "Mona", "Zack")] == [2, 1, 0]
    assert staff["Sara"]["allCommissions"][0]["healthCareUnitName"] == "Björkbackens vårdcentral"
