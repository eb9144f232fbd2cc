"""The manifest of this part."""

from ingang.kernel.service import Audience, DataKind, ScheduledJob, Service
from ingang.kernel.words import marked

KIND = "work_items.item"

PART = Service(
    name="work_items",
    title="Work items",
    audience=Audience.HOUSE,
    app="ingang.foundation.work_items.apps.WorkItemsConfig",
    data_kinds=(DataKind(code=KIND, title=marked("The unit's work")),),
    audit_events={
        "work_items.created": marked("Became work for the unit"),
        "work_items.taken": marked("Took on the unit's work"),
        "work_items.finished": marked("Finished the unit's work"),
    },
    jobs=(
        ScheduledJob(
            name="work_items.dead_deliveries",
            handler="ingang.foundation.work_items.actions.dead_deliveries_to_work",
            every_minutes=5,
            kinds=(KIND,),
        ),
    ),
)
