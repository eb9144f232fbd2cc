"""The manifest of this part."""

from ingang.kernel.events import EventType
from ingang.kernel.service import Audience, DataKind, ScheduledJob, Service
from ingang.kernel.words import marked

LOG_IN = "identity.log_in"

PART = Service(
    name="identity",
    title="Identity",
    audience=Audience.HOUSE,
    app="ingang.foundation.identity.apps.IdentityConfig",
    data_kinds=(DataKind(code=LOG_IN, title=marked("The lock of the log-in")),),
    jobs=(
        ScheduledJob(
            name="identity.forget_orders",
            handler="ingang.foundation.identity.jobs.forget_orders",
            every_minutes=60,
        ),
    ),
    announces=(
        EventType(name="identity.log_in_ended", version=1, fields=("log_in", "reason")),
        EventType(name="identity.left_all_devices", version=1, fields=("reason",)),
    ),
    audit_events={
        "identity.logged_in": marked("Logged in"),
        "identity.log_in_refused": marked("Was refused to log in"),
        "identity.logged_out": marked("Logged out"),
        "identity.log_in_locked": marked("Locked the log-in"),
        "identity.unlock_requested": marked("Noted a wish to open the locked log-in"),
        "identity.unlock_withdrawn": marked("Kept the log-in locked"),
        "identity.log_in_unlocked": marked("Opened the locked log-in"),
        "identity.assignment_chosen": marked("Chose an assignment"),
        "identity.acting_for_chosen": marked("Began to act for another person"),
        "identity.acting_for_left": marked("Stopped acting for another person"),
    },
)
