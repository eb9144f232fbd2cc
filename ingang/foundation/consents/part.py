"""The manifest of this part."""

from ingang.kernel.events import EventType
from ingang.kernel.service import AgeRule, Audience, DataKind, Role, Service
from ingang.kernel.words import marked

CONSENT, BLOCK, RELATION = "consents.consent", "consents.block", "consents.care_relation"

PART = Service(
    name="consents",
    title="Consents and blocks",
    audience=Audience.HOUSE,
    app="ingang.foundation.consents.apps.ConsentsConfig",
    data_kinds=(
        DataKind(code=CONSENT, title=marked("Consents")),
        DataKind(code=BLOCK, title=marked("Blocks of the medical record")),
        DataKind(code=RELATION, title=marked("Units that give care"), ombud_allowed=True),
    ),
    # A child's own consent and block count with maturity; a guardian sees them until 13 but decides none of them.
    age_rules=(
        *(
            AgeRule(kind=kind, role=Role.SELF, age_from=0, age_until=None, basis="SVOD 3 kap.; PDL 4:4")
            for kind in (CONSENT, BLOCK, RELATION)
        ),
        *(
            AgeRule(kind=kind, role=Role.GUARDIAN, age_from=0, age_until=13, basis="FB 6:11; records-identity-law 6")
            for kind in (CONSENT, BLOCK, RELATION)
        ),
        AgeRule(kind=RELATION, role=Role.LEGAL_REPRESENTATIVE, age_from=0, age_until=None, basis="FB 11 and 12 kap."),
        AgeRule(kind=RELATION, role=Role.OMBUD, age_from=18, age_until=None, basis="AvtL 2 kap. (fullmakt)"),
    ),
    announces=(
        EventType(name="consents.opened_again", version=1, fields=("what", "unit")),
        EventType(name="consents.taken_back", version=1, fields=("unit",)),
    ),
    audit_events={
        "consents.consent_given": marked("Gave a consent"),
        "consents.consent_registered": marked("Registered the patient's consent"),
        "consents.consent_revoked": marked("Took back a consent"),
        "consents.incapacity_noted": marked("Noted that the patient lastingly can not consent"),
        "consents.incapacity_ended": marked("Ended the note that the patient lastingly can not consent"),
        "consents.relation_begun": marked("Began a patient relation"),
        "consents.blocked": marked("Blocked the medical record"),
        "consents.lift_requested": marked("Asked to lift a block"),
        "consents.lift_withdrawn": marked("Kept a block after all"),
        "consents.lift_declined": marked("Did not lift a block"),
        "consents.block_lifted": marked("Lifted a block"),
        "consents.journal_sealed": marked("Sealed the journal"),
        "consents.unseal_requested": marked("Noted a wish to open the sealed journal"),
        "consents.unseal_withdrawn": marked("Kept the journal sealed"),
        "consents.journal_unsealed": marked("Opened the sealed journal"),
    },
)
