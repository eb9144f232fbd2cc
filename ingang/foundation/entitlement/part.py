"""The manifest of this part."""

from ingang.kernel.events import EventType
from ingang.kernel.service import AgeRule, Audience, DataKind, Role, Service
from ingang.kernel.words import marked

STANDING = "entitlement.standing"
OWN = "records-identity-law 6: own e-services"
RELATION = ("unit", "hidden_from_guardian")

PART = Service(
    name="entitlement",
    title="For whom a unit is",
    audience=Audience.HOUSE,
    app="ingang.foundation.entitlement.apps.EntitlementConfig",
    data_kinds=(DataKind(code=STANDING, title=marked("What you may use at units")),),
    age_rules=(
        AgeRule(kind=STANDING, role=Role.SELF, age_from=13, age_until=None, basis=f"{OWN}, from 13"),
        AgeRule(kind=STANDING, role=Role.GUARDIAN, age_from=0, age_until=13, basis=f"{OWN}: until the 13th birthday"),
        AgeRule(kind=STANDING, role=Role.LEGAL_REPRESENTATIVE, age_from=18, age_until=None, basis="FB 11 kap."),
    ),
    announces=(
        EventType(name="entitlement.approved", version=1, fields=RELATION),
        EventType(name="entitlement.listed", version=1, fields=RELATION),
    ),
    audit_events={
        "entitlement.area_opened": marked("Opened a service area"),
        "entitlement.area_closed": marked("Closed a service area"),
        "entitlement.approved": marked("Let the person use the unit's e-services"),
        "entitlement.approvals_ended": marked("No longer lets the person use the unit's e-services"),
        "entitlement.allotted": marked("Gave the person something that is for named persons"),
        "entitlement.allotment_ended": marked("Took back something that was given to the person"),
        "entitlement.listing_noted": marked("Noted at which unit the person is listed"),
        "entitlement.need_said": marked("Told whether the person has a certain need"),
        "entitlement.self_inclusion_set": marked("Decided whether residents tell of a need themselves"),
    },
)
