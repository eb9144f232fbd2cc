"""The fixed cast, known to the demonstration and to every test: who they are and which rule each of them shows.

Ages are relative to today, ids are fixed, numbers are of the tax agency's test series.
"""

from demo.cast.care import CARE_GIVERS, UNITS, CastCareGiver, CastUnit
from demo.cast.residents import (
    APPROVED_AT,
    CHILDREN_OF,
    CONSENTS_TO,
    LISTED_AT,
    NATION,
    NEEDS_AT,
    OMBUD_OF,
    PATIENTS_OF,
    REGION,
    RESIDENTS,
    CastResident,
    person_id,
)
from demo.cast.staff import STAFF, CastAssignment, CastStaff

__all__ = [
    "APPROVED_AT",
    "CARE_GIVERS",
    "CHILDREN_OF",
    "CONSENTS_TO",
    "LISTED_AT",
    "NATION",
    "NEEDS_AT",
    "OMBUD_OF",
    "PATIENTS_OF",
    "REGION",
    "RESIDENTS",
    "STAFF",
    "UNITS",
    "CastAssignment",
    "CastCareGiver",
    "CastResident",
    "CastStaff",
    "CastUnit",
    "person_id",
]
