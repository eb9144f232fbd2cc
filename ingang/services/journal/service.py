"""The manifest of this service."""

from ingang.kernel.service import Audience, MenuEntry, QueuedJob, ScheduledJob, Service, WorkKind
from ingang.kernel.words import marked

# As in keeping.py, which the list of services can not import.
WRONG_PERSON = "journal.wrong_person"

SERVICE = Service(
    name="journal",
    title=marked("The journal"),
    audience=Audience.RESIDENT,
    app="ingang.services.journal.apps.JournalConfig",
    mounts={
        "min/journalen/": "ingang.services.journal.urls",
        "stream/journalen/": "ingang.services.journal.stream_urls",
    },
    menu=(MenuEntry(title=marked("The journal"), address="journal:start", order=40),),
    card="ingang.services.journal.cards.card",
    card_kinds=("records.clinical",),
    audit_events={
        "journal.source_asked": marked("Asked a care giver's system for the journal"),
        "journal.entry_read": marked("Read an entry in the journal"),
        "journal.values_read": marked("Read values over time in the journal"),
        "journal.entry_downloaded": marked("Downloaded an entry from the journal"),
        "journal.taking_asked": marked("Asked for a file to take the journal along"),
        "journal.taking_cancelled": marked("Threw away a file of the journal"),
        "journal.taking_downloaded": marked("Fetched a file of the journal"),
    },
    work_kinds=(
        WorkKind(code=WRONG_PERSON, title=marked("A care giver's system answered about the wrong person"), urgent=True),
    ),
    jobs=(
        ScheduledJob(
            name="journal.forget_answers",
            handler="ingang.services.journal.keeping.forget",
            every_minutes=5,
            kinds=("records.clinical",),
        ),
        ScheduledJob(
            name="journal.forget_takings",
            handler="ingang.services.journal.taking.steps.forget_ended",
            every_minutes=5,
            kinds=("records.clinical",),
        ),
    ),
    queued_jobs=(
        QueuedJob(
            name="journal.take_along",
            handler="ingang.services.journal.taking.job.make",
            kinds=("records.clinical",),
        ),
    ),
    seed="demo.connected_systems.seed",
    samples="ingang.services.journal.samples.samples",
)
