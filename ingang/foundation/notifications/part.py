"""The manifest of this part."""

from ingang.kernel.events import Hearing
from ingang.kernel.service import AgeRule, Audience, DataKind, Role, Service, StandingJob
from ingang.kernel.words import marked

NOTICE, CHOICES = "notifications.notice", "notifications.choices"

PART = Service(
    name="notifications",
    title="Notifications",
    audience=Audience.HOUSE,
    app="ingang.foundation.notifications.apps.NotificationsConfig",
    mounts={"min/aviseringar/": "ingang.foundation.notifications.urls"},
    samples="ingang.foundation.notifications.samples.samples",
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
        "notifications.notice_uncertain": marked("Sent a notice that may not have left"),
        "notifications.device_added": marked("Turned push notices on in a browser"),
        "notifications.device_removed": marked("Turned push notices off in a browser"),
    },
    hears=(
        Hearing(
            event="identity.log_in_ended",
            version=1,
            handler="ingang.foundation.notifications.actions.devices.log_in_ended",
            kinds=(CHOICES,),
        ),
        Hearing(
            event="identity.left_all_devices",
            version=1,
            handler="ingang.foundation.notifications.actions.devices.left_all_devices",
            kinds=(CHOICES,),
        ),
    ),
    standing_jobs=(
        StandingJob(
            name="notifications.deliver",
            handler="ingang.foundation.notifications.delivery.deliver",
            is_due="ingang.foundation.notifications.actions.claiming.is_due",
            kinds=(NOTICE,),
        ),
    ),
)
