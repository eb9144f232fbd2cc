"""The manifest of this part."""

from ingang.kernel.service import Audience, DataKind, ScheduledJob, Service, WorkKind
from ingang.kernel.words import marked

KIND = "work_items.item"
DELIVERY_FAILED = "work_items.delivery_failed"
RECEIVER_LOCKED = "work_items.receiver_locked"
RECEIVER_DECEASED = "work_items.receiver_deceased"
CHILD_TURNED_13 = "work_items.child_turned_13"

PART = Service(
    name="work_items",
    title="Work items",
    audience=Audience.HOUSE,
    app="ingang.foundation.work_items.apps.WorkItemsConfig",
    data_kinds=(DataKind(code=KIND, title=marked("The unit's work")),),
    audit_events={
        "work_items.created": marked("Became work for the unit"),
        "work_items.taken": marked("Took on the unit's work"),
        "work_items.taken_over": marked("Took over the unit's work from a colleague"),
        "work_items.handed_over": marked("Handed over the unit's work to a colleague"),
        "work_items.given_back": marked("Gave back the unit's work"),
        "work_items.noted": marked("Wrote a note on the unit's work"),
        "work_items.retried": marked("Had a delivery tried again"),
        "work_items.delivered": marked("A delivery that was given up arrived after all"),
        "work_items.finished": marked("Finished the unit's work"),
    },
    work_kinds=(
        WorkKind(code=DELIVERY_FAILED, title=marked("Something could not be delivered inside the portal")),
        WorkKind(code=RECEIVER_LOCKED, title=marked("The receiver has locked the log-in: use letter or telephone")),
        WorkKind(code=RECEIVER_DECEASED, title=marked("The receiver has died: close the matter")),
        WorkKind(code=CHILD_TURNED_13, title=marked("The child has turned 13: write to the child by letter")),
    ),
    jobs=(
        ScheduledJob(
            name="work_items.dead_deliveries",
            handler="ingang.foundation.work_items.jobs.dead_deliveries_to_work",
            every_minutes=5,
            kinds=(KIND,),
        ),
        ScheduledJob(
            name="work_items.work_left_behind",
            handler="ingang.foundation.work_items.jobs.give_back_work_left_behind",
            every_minutes=60,
            kinds=(KIND,),
        ),
    ),
)
