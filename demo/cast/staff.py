"""The staff of the cast, and where they work."""

from dataclasses import dataclass
from datetime import date

from demo.numbers import test_number


@dataclass(frozen=True, kw_only=True)
class CastAssignment:
    """An assignment of a member of staff."""

    hsa_id: str
    name: str
    unit: str
    care_giver: str
    purpose: str = "care"
    roles: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class CastStaff:
    """A member of staff, with her own person number for the staff issuer."""

    key: str
    hsa_id: str
    given_name: str
    family_name: str
    title: str
    story: str
    assignments: tuple[CastAssignment, ...]
    born: date
    birth_number: int

    @property
    def number(self) -> str:
        """Her own number, for the card with which she logs in."""
        return test_number(self.born, self.birth_number)


STAFF = (
    CastStaff(
        key="sara",
        hsa_id="SE0000000020-S001",
        given_name="Sara",
        family_name="Nyström",
        title="Distriktssköterska",
        born=date(1988, 3, 10),
        birth_number=238,
        story="A nurse with two assignments: chooses where she works today.",
        assignments=(
            CastAssignment(
                hsa_id="SE0000000020-A001",
                name="Vård och behandling, Björkbacken",
                unit="SE0000000020-U001",
                care_giver="SE0000000020-G001",
                roles=(
                    "booking_admin",
                    "message_admin",
                    "protection_admin",
                    "unit_admin",
                    "log_reviewer",
                    "journal_admin",
                ),
            ),
            CastAssignment(
                hsa_id="SE0000000010-A001",
                name="Vård och behandling, Eklunden",
                unit="SE0000000010-U001",
                care_giver="SE0000000010-G001",
                roles=(
                    "booking_admin",
                    "message_admin",
                    "protection_admin",
                    "unit_admin",
                    "log_reviewer",
                    "journal_admin",
                ),
            ),
        ),
    ),
    CastStaff(
        key="mona",
        hsa_id="SE0000000010-S001",
        given_name="Mona",
        family_name="Dahl",
        title="Läkare",
        born=date(1975, 3, 11),
        birth_number=980,
        story="A dermatologist with one assignment.",
        assignments=(
            CastAssignment(
                hsa_id="SE0000000010-A002",
                name="Vård och behandling, Solgläntan",
                unit="SE0000000010-U002",
                care_giver="SE0000000010-G001",
                roles=("booking_admin", "unit_admin"),
            ),
        ),
    ),
    CastStaff(
        key="petra",
        hsa_id="SE0000000010-S006",
        given_name="Petra",
        family_name="Lindqvist",
        title="Undersköterska",
        born=date(1990, 3, 18),
        birth_number=980,
        story="Has the same family name as Alva, and reads about her at night.",
        assignments=(
            CastAssignment(
                hsa_id="SE0000000010-A006",
                name="Vård och behandling, Solgläntan",
                unit="SE0000000010-U002",
                care_giver="SE0000000010-G001",
            ),
        ),
    ),
    CastStaff(
        key="tore",
        hsa_id="SE0000000030-S001",
        given_name="Tore",
        family_name="Lund",
        title="Sjuksköterska",
        born=date(1982, 3, 12),
        birth_number=239,
        story="A municipal nurse: social care has no emergency ground.",
        assignments=(
            CastAssignment(
                hsa_id="SE0000000030-A001",
                name="Hemsjukvård",
                unit="SE0000000030-U001",
                care_giver="SE0000000030-G001",
                roles=("municipality_admin",),
            ),
        ),
    ),
    CastStaff(
        key="ulla",
        hsa_id="SE0000000040-S001",
        given_name="Ulla",
        family_name="Frisk",
        title="Tandläkare",
        born=date(1969, 3, 13),
        birth_number=238,
        story="A dentist with one assignment.",
        assignments=(
            CastAssignment(
                hsa_id="SE0000000040-A001",
                name="Tandvård",
                unit="SE0000000040-U001",
                care_giver="SE0000000040-G001",
                roles=("booking_admin", "unit_admin"),
            ),
        ),
    ),
    CastStaff(
        key="vera",
        hsa_id="SE0000000010-S002",
        given_name="Vera",
        family_name="Sand",
        title="Redaktör",
        born=date(1993, 3, 14),
        birth_number=980,
        story="An editor: sees no patient data at all.",
        assignments=(
            CastAssignment(
                hsa_id="SE0000000010-A003",
                name="Redaktör Region Stockholm",
                unit="SE0000000010-U001",
                care_giver="SE0000000010-G001",
                purpose="other_documentation",
                roles=("content_editor", "content_language", "catalogue_admin", "roadmap_editor"),
            ),
        ),
    ),
    CastStaff(
        key="yusuf",
        hsa_id="SE0000000010-S003",
        given_name="Yusuf",
        family_name="Öberg",
        title="Regionadministratör",
        born=date(1978, 3, 15),
        birth_number=981,
        story="The region's administrator: decides what is offered, sees no patient data.",
        assignments=(
            CastAssignment(
                hsa_id="SE0000000010-A004",
                name="Administration Region Stockholm",
                unit="SE0000000010-U001",
                care_giver="SE0000000010-G001",
                purpose="other_documentation",
                roles=("region_admin", "banner_editor"),
            ),
        ),
    ),
    CastStaff(
        key="otto",
        hsa_id="SE0000000010-S005",
        given_name="Otto",
        family_name="Berg",
        title="Driftansvarig",
        born=date(1985, 3, 17),
        birth_number=980,
        story="Runs the portal: sees what could not be delivered, never whom it is about.",
        assignments=(
            CastAssignment(
                hsa_id="SE0000000010-A005",
                name="Portalens drift",
                unit="SE0000000010-U001",
                care_giver="SE0000000010-G001",
                purpose="other_documentation",
                roles=("operations",),
            ),
        ),
    ),
    CastStaff(
        key="nora",
        hsa_id="SE0000000050-S001",
        given_name="Nora",
        family_name="Lindh",
        title="Redaktör",
        born=date(1984, 3, 19),
        birth_number=980,
        story="Writes for the whole country.",
        assignments=(
            CastAssignment(
                hsa_id="SE0000000050-A001",
                name="Nationella redaktionen",
                unit="SE0000000050-U001",
                care_giver="SE0000000050-G001",
                purpose="other_documentation",
                roles=("content_editor", "content_language"),
            ),
        ),
    ),
    CastStaff(
        key="hugo",
        hsa_id="SE0000000050-S002",
        given_name="Hugo",
        family_name="Ek",
        title="Överläkare, specialist i allmänmedicin",
        born=date(1970, 3, 20),
        birth_number=980,
        story="Signs what is written for the whole country.",
        assignments=(
            CastAssignment(
                hsa_id="SE0000000050-A002",
                name="Nationella redaktionen",
                unit="SE0000000050-U001",
                care_giver="SE0000000050-G001",
                purpose="other_documentation",
                roles=("content_expert",),
            ),
        ),
    ),
    CastStaff(
        key="pia",
        hsa_id="SE0000000050-S003",
        given_name="Pia",
        family_name="Holm",
        title="Publicist",
        born=date(1979, 3, 21),
        birth_number=980,
        story="Publishes for the whole country.",
        assignments=(
            CastAssignment(
                hsa_id="SE0000000050-A003",
                name="Nationella redaktionen",
                unit="SE0000000050-U001",
                care_giver="SE0000000050-G001",
                purpose="other_documentation",
                roles=("content_publisher",),
            ),
        ),
    ),
    CastStaff(
        key="linn",
        hsa_id="SE0000000060-S001",
        given_name="Linn",
        family_name="Persson",
        title="Redaktör",
        born=date(1991, 3, 22),
        birth_number=980,
        story="Writes, signs and publishes the layer of Region Skåne.",
        assignments=(
            CastAssignment(
                hsa_id="SE0000000060-A001",
                name="Redaktionen i Region Skåne",
                unit="SE0000000060-U001",
                care_giver="SE0000000060-G001",
                purpose="other_documentation",
                roles=("content_editor", "content_expert", "content_language", "content_publisher"),
            ),
        ),
    ),
    CastStaff(
        key="ture",
        hsa_id="SE0000000060-S002",
        given_name="Ture",
        family_name="Malm",
        title="Överläkare",
        born=date(1972, 3, 30),
        birth_number=980,
        story="Signs what Region Skåne writes; never what he wrote himself.",
        assignments=(
            CastAssignment(
                hsa_id="SE0000000060-A002",
                name="Redaktionen i Region Skåne",
                unit="SE0000000060-U001",
                care_giver="SE0000000060-G001",
                purpose="other_documentation",
                roles=("content_editor", "content_expert"),
            ),
        ),
    ),
    CastStaff(
        key="zita",
        hsa_id="SE0000000050-S009",
        given_name="Zita",
        family_name="Hedlund",
        title="Webbredaktör",
        born=date(1980, 3, 29),
        birth_number=980,
        story="Writes for the whole country, and tells everybody in a crisis.",
        assignments=(
            CastAssignment(
                hsa_id="SE0000000050-A009",
                name="Nationella redaktionen",
                unit="SE0000000050-U001",
                care_giver="SE0000000050-G001",
                purpose="other_documentation",
                roles=("banner_editor",),
            ),
        ),
    ),
    CastStaff(
        key="zack",
        hsa_id="SE0000000010-S004",
        given_name="Zack",
        family_name="Mårtens",
        title="Undersköterska",
        born=date(2001, 3, 16),
        birth_number=239,
        story="Has a service identity but no assignment: the page says whom to ask.",
        assignments=(),
    ),
)
