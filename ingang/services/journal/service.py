"""The manifest of this service."""

from ingang.kernel.events import Hearing
from ingang.kernel.service import Audience, MenuEntry, ScheduledJob, Service, WorkKind
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
        "journal.index_asked": marked("Asked which care givers have records for the journal"),
        "journal.entry_read": marked("Read an entry in the journal"),
        "journal.values_read": marked("Read values over time in the journal"),
        "journal.entry_downloaded": marked("Downloaded an entry from the journal"),
    },
    hears=(
        Hearing(
            event="engagements.notified",
            version=1,
            handler="ingang.services.journal.hearings.index_notified",
            kinds=("records.clinical",),
        ),
    ),
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
    ),
    samples="ingang.services.journal.samples.samples",
)
