"""What care givers in other regions have written about the cast, in record systems of their own."""

from datetime import date

from demo.care_systems.adults import dagny_in_uppsala, imran_in_skane
from demo.care_systems.alva import alva_in_skane, alva_in_uppsala
from demo.care_systems.ella import ella_in_skane
from demo.care_systems.quill import Quill
from demo.cast import RESIDENTS
from demo.simulators.rivta.records import Holdings, System

UPPSALA = System(logical_address="SE0000003000-S001", name="Region Uppsalas journalsystem")
SKANE = System(logical_address="SE0000012000-S001", name="Region Skånes journalsystem", delay=3.0)

LIVES = (
    ("alva", UPPSALA, alva_in_uppsala),
    ("alva", SKANE, alva_in_skane),
    ("ella", SKANE, ella_in_skane),
    ("dagny", UPPSALA, dagny_in_uppsala),
    ("imran", SKANE, imran_in_skane),
)


def holdings(*, today: date) -> Holdings:
    """Both systems, the second of which is slow, with everything that they hold. Days are counted back from today."""
    residents = {one.key: one for one in RESIDENTS}
    records = []
    for key, system, story in LIVES:
        one = residents[key]
        quill = Quill(system=system.logical_address, person=one.number(today), born=one.birth_date(today), today=today)
        story(quill)
        records += quill.records
    return Holdings(systems=[UPPSALA, SKANE], records=records)
