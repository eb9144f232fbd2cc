"""The manifest of this service."""

from ingang.kernel.events import EventType, Hearing
from ingang.kernel.service import Audience, ScheduledJob, Service, WorkKind
from ingang.kernel.words import marked

CLINICAL = "records.clinical"
NOT_TOLD = "engagements.not_told"

SERVICE = Service(
    name="engagements",
    title=marked("Engagement index"),
    audience=Audience.HOUSE,
    app="ingang.services.engagements.apps.EngagementsConfig",
    mounts={"api/engagemang/": "ingang.services.engagements.urls"},
    announces=(EventType(name="engagements.notified", version=1, fields=("system",)),),
    hears=(
        Hearing(
            event="records.changed",
            version=1,
            handler="ingang.services.engagements.hearings.records_changed",
            kinds=(CLINICAL,),
        ),
    ),
    jobs=(
        ScheduledJob(
            name="engagements.tell",
            handler="ingang.services.engagements.telling.tell",
            every_minutes=1,
            kinds=(CLINICAL, "work_items.item"),
        ),
    ),
    audit_events={"engagements.told": marked("Told care's common register which care giver holds something")},
    work_kinds=(WorkKind(code=NOT_TOLD, title=marked("The engagement index could not be told of changes in records")),),
)
