"""The manifest of this part."""

from ingang.kernel.service import AgeRule, Audience, DataKind, Role, ScheduledJob, Service
from ingang.kernel.words import marked

NOTICE, CHOICES = "notifications.notice", "notifications.choices"

PART = Service(
    name="notifications",
    title="Notifications",
    audience=Audience.HOUSE,
    app="ingang.foundation.notifications.apps.NotificationsConfig",
    data_kinds=(
        DataKind(code=NOTICE, title=marked("Notices by mail, SMS and push")),
        DataKind(code=CHOICES, title=marked("How to be told that something waits")),
    ),
    # A child's notices go to her guardians by the guardians' own ways and choices: nobody chooses for another.
    age_rules=(AgeRule(kind=CHOICES, role=Role.SELF, age_from=0, age_until=None, basis="e-services 2.8"),),
    audit_events={
        "notifications.channels_chosen": marked("Chose how to be told that something waits"),
        "notifications.notice_sent": marked("Sent a notice that something waits after log-in"),
        "notifications.notice_stopped": marked("Did not send a notice"),
    },
    jobs=(
        ScheduledJob(
            name="notifications.deliver",
            handler="ingang.foundation.notifications.delivery.deliver",
            every_minutes=1,
            kinds=(NOTICE,),
        ),
    ),
)
