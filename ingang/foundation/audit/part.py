"""The manifest of this part."""

from ingang.kernel.service import AgeRule, Audience, DataKind, Role, ScheduledJob, Service
from ingang.kernel.words import marked

EVENTS = "audit.event"

PART = Service(
    name="audit",
    title="Audit",
    audience=Audience.HOUSE,
    app="ingang.foundation.audit.apps.AuditConfig",
    # Never an ombud's: the log tells where a person has been in care, which is as close as the record itself.
    data_kinds=(DataKind(code=EVENTS, title=marked("The log of who has read")),),
    age_rules=(
        AgeRule(kind=EVENTS, role=Role.SELF, age_from=0, age_until=None, basis="PDL 5:5, 8:5"),
        AgeRule(kind=EVENTS, role=Role.GUARDIAN, age_from=0, age_until=13, basis="FB 6:11; records-identity-law 6"),
        AgeRule(kind=EVENTS, role=Role.LEGAL_REPRESENTATIVE, age_from=18, age_until=None, basis="FB 11 kap."),
    ),
    jobs=(
        ScheduledJob(name="audit.seal", handler="ingang.foundation.audit.jobs.seal", every_minutes=1),
        ScheduledJob(name="audit.partitions", handler="ingang.foundation.audit.jobs.partitions", every_minutes=24 * 60),
    ),
)
