"""The manifest of this part."""

from ingang.kernel.events import EventType
from ingang.kernel.service import AgeRule, Audience, DataKind, Role, Service
from ingang.kernel.words import marked

CLINICAL = "records.clinical"

PART = Service(
    name="records",
    title="Records",
    audience=Audience.HOUSE,
    app="ingang.foundation.records.apps.RecordsConfig",
    data_kinds=(DataKind(code=CLINICAL, title=marked("Medical record"), closed_by_seal=True),),
    age_rules=(
        AgeRule(
            kind=CLINICAL,
            role=Role.SELF,
            age_from=16,
            age_until=None,
            basis=marked("PDL 5:5, direct access; the care givers' common rules open the record from the age of 16."),
        ),
        AgeRule(
            kind=CLINICAL,
            role=Role.GUARDIAN,
            age_from=0,
            age_until=13,
            basis=marked("Föräldrabalken 6:11 and OSL 12:3: a guardian may read the record of a child under 13."),
        ),
        AgeRule(
            kind=CLINICAL,
            role=Role.GUARDIAN,
            age_from=13,
            age_until=16,
            basis=marked("OSL 12:3: by one unit's decision, for that unit's record only, until the child turns 16."),
            needs_decision=True,
        ),
    ),
    audit_events={
        "records.imported": marked("Imported into the record"),
        "records.stored": marked("Wrote in the record"),
        "records.indexed": marked("Made what records are found by anew"),
        "records.deleted": marked("Deleted in the record"),
        "records.purged": marked("Destroyed a part of the record"),
    },
    announces=(EventType(name="records.changed", version=1, fields=("care_giver", "types")),),
    seed="demo.records.seed",
)
