"""The manifest of this part."""

from ingang.kernel.service import Audience, DataKind, ScheduledJob, Service
from ingang.kernel.words import marked

PART = Service(
    name="notifications",
    title="Notifications",
    audience=Audience.HOUSE,
    app="ingang.foundation.notifications.apps.NotificationsConfig",
    data_kinds=(DataKind(code="notifications.notice", title=marked("Notices by mail and SMS")),),
    audit_events={
        "notifications.notice_sent": marked("Sent a notice that something waits after log-in"),
        "notifications.notice_stopped": marked("Did not send a notice"),
    },
    jobs=(
        ScheduledJob(
            name="notifications.deliver",
            handler="ingang.foundation.notifications.delivery.deliver",
            every_minutes=1,
            kinds=("notifications.notice",),
        ),
    ),
)
