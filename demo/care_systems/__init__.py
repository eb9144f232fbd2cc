"""What care givers in other regions have written about the cast, in record systems of their own."""

from datetime import date

from demo.care_systems.adults import dagny_in_jonkoping, imran_in_skane
from demo.care_systems.alva import alva_in_jonkoping, alva_in_skane
from demo.care_systems.ella import ella_in_skane
from demo.care_systems.logs import LOG_SERVICES, logged
from demo.care_systems.quill import Quill
from demo.cast import RESIDENTS
from demo.simulators.rivta.records import Holdings, System

JONKOPING = System(logical_address="SE0000006000-S001", name="Region Jönköpings läns journalsystem")
SKANE = System(logical_address="SE0000012000-S001", name="Region Skånes journalsystem", delay=3.0)

LIVES = (
    ("alva", JONKOPING, alva_in_jonkoping),
    ("alva", SKANE, alva_in_skane),
    ("ella", SKANE, ella_in_skane),
    ("dagny", JONKOPING, dagny_in_jonkoping),
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
    return Holdings(
        systems=[JONKOPING, SKANE],
        records=records,
        log_services=LOG_SERVICES,
        logged=logged(today=today, numbers={key: one.number(today) for key, one in residents.items()}),
    )
