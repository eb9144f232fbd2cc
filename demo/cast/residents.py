"""The residents of the cast, and who may act for whom."""

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID, uuid5

from demo.numbers import test_coordination_number, test_number

NATION = UUID("6f1d1a52-2b1b-4f0e-9d0a-3a3d6b2f1177")

REGION = "01"


def person_id(key: str) -> UUID:
    """The fixed id of a member of the cast."""
    return uuid5(NATION, key)


@dataclass(frozen=True, kw_only=True)
class CastResident:
    """A resident of the cast. `days` moves the birthday: 1 means that she turns a year older tomorrow."""

    key: str
    given_name: str
    family_name: str
    age: int
    birth_number: int
    story: str
    days: int = 40
    sex: str = "female"
    protection: str = "none"
    number_kind: str = "personnummer"
    reserve_number: str = ""
    died_days_ago: int | None = None
    municipality: str = "0184"

    @property
    def id(self) -> UUID:
        return person_id(self.key)

    def birth_date(self, today: date) -> date:
        """Born so that her age today is `age`, with her birthday `days` ahead."""
        coming = today + timedelta(days=self.days)
        year = coming.year - self.age - 1
        try:
            return coming.replace(year=year)
        except ValueError:
            return coming.replace(year=year, day=28)

    def number(self, today: date) -> str:
        """Her number, twelve characters."""
        if self.reserve_number:
            return self.reserve_number
        if self.number_kind == "samordningsnummer":
            return test_coordination_number(self.birth_date(today), self.birth_number)
        return test_number(self.birth_date(today), self.birth_number)


RESIDENTS = (
    CastResident(
        key="alva",
        given_name="Alva",
        family_name="Lindqvist",
        age=34,
        birth_number=238,
        story="Owns her data: two care givers hold records on her, she books and reads.",
    ),
    CastResident(
        key="bo",
        given_name="Bo",
        family_name="Ekström",
        age=41,
        birth_number=239,
        sex="male",
        story="Parent of Ella, Noah and Maja: acts for the first two, not for Maja since she turned 13.",
    ),
    CastResident(
        key="cleo",
        given_name="Cleo",
        family_name="Åkerman",
        age=29,
        birth_number=980,
        story="Has no right to anybody else's data and must never get in.",
    ),
    CastResident(
        key="ella",
        given_name="Ella",
        family_name="Ekström",
        age=5,
        birth_number=238,
        story="Bo's child of 5: he books and reads for her.",
    ),
    CastResident(
        key="noah",
        given_name="Noah",
        family_name="Ekström",
        age=12,
        birth_number=239,
        sex="male",
        days=1,
        story="Bo's child of 12 who turns 13 tomorrow: at midnight Bo's access ends.",
    ),
    CastResident(
        key="maja",
        given_name="Maja",
        family_name="Ekström",
        age=14,
        birth_number=980,
        story="Bo's child of 14: she uses the e-services herself, nobody reads her journal here.",
    ),
    CastResident(
        key="dagny",
        given_name="Dagny",
        family_name="Wallin",
        age=82,
        birth_number=980,
        story="Has given Erik a power of attorney for booking and inbox, never for the journal.",
    ),
    CastResident(
        key="erik",
        given_name="Erik",
        family_name="Wallin",
        age=55,
        birth_number=981,
        sex="male",
        story="Ombud for his mother Dagny.",
    ),
    CastResident(
        key="freja",
        given_name="Freja",
        family_name="Holm",
        age=37,
        birth_number=238,
        protection="confidentiality",
        municipality="",
        story="Has a protected identity: no place is ever shown, nobody can act for her child here.",
    ),
    CastResident(
        key="gustav",
        given_name="Gustav",
        family_name="Holm",
        age=9,
        birth_number=239,
        sex="male",
        story="Freja's child of 9: because she is protected, no guardian is linked.",
    ),
    CastResident(
        key="imran",
        given_name="Imran",
        family_name="Rahimi",
        age=26,
        birth_number=981,
        sex="male",
        number_kind="samordningsnummer",
        story="Has a coordination number (samordningsnummer) and uses the portal like everybody else.",
    ),
    CastResident(
        key="kim",
        given_name="Kim",
        family_name="Reserv",
        age=45,
        birth_number=980,
        number_kind="national_reserve",
        reserve_number="22810829LL04",
        story="Has a national reserve number: no e-ID, so care reaches Kim through staff.",
    ),
    CastResident(
        key="linnea",
        given_name="Linnea",
        family_name="Berg",
        age=71,
        birth_number=238,
        died_days_ago=3,
        story="Died three days ago: no log-in, no mandate, open matters become work at the unit.",
    ),
)

# Where the cast are patients, by the unit's number at its care giver: booked, listed or visited.
PATIENTS_OF = {
    "SE0000000020-U001": ("alva", "bo", "dagny", "imran", "kim", "linnea"),
    "SE0000000010-U001": ("ella", "noah", "maja", "gustav"),
    "SE0000000010-U002": ("alva", "imran"),
    "SE0000000010-U003": ("maja",),
    "SE0000000030-U001": ("dagny",),
    "SE0000000040-U001": ("alva", "ella"),
}
# Who is listed where, whom a unit has approved for its e-services, and of whom its staff have noted which need.
LISTED_AT = {"SE0000000020-U001": ("alva", "bo", "dagny", "imran")}
APPROVED_AT = {"SE0000000030-U001": ("dagny",), "SE0000000020-U001": ("imran",)}
NEEDS_AT = {"SE0000000020-U001": {"alva": "cervix"}}

# Who lets which unit read what other care givers hold; Alva has not let Solgläntan, so Mona must ask.
CONSENTS_TO = {"SE0000000020-U001": ("alva",), "SE0000000030-U001": ("dagny",)}

CHILDREN_OF = {"bo": ("ella", "noah", "maja"), "freja": ("gustav",)}
OMBUD_OF = {"erik": ("dagny",)}
