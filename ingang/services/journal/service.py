"""The manifest of this service."""

from ingang.kernel.actor import JOURNAL_ADMIN
from ingang.kernel.events import EventType, Hearing
from ingang.kernel.service import Audience, Limit, MenuEntry, ScheduledJob, Service, WorkKind
from ingang.kernel.words import marked

# As in keeping.py and release_choices.py, which the list of services can not import.
WRONG_PERSON = "journal.wrong_person"
SPEAK = "journal.speak"

SERVICE = Service(
    name="journal",
    title=marked("The journal"),
    audience=Audience.RESIDENT,
    app="ingang.services.journal.apps.JournalConfig",
    mounts={
        "": "ingang.services.journal.urls",
        "stream/journalen/": "ingang.services.journal.stream_urls",
    },
    menu=(
        MenuEntry(title=marked("The journal"), address="journal:start", order=40),
        MenuEntry(
            title=marked("What the journal shows"),
            address="journal:disclosure",
            order=80,
            audience=Audience.STAFF,
            roles=(JOURNAL_ADMIN,),
        ),
    ),
    card="ingang.services.journal.cards.card",
    card_kinds=("records.clinical",),
    audit_events={
        "journal.source_asked": marked("Asked a care giver's system for the journal"),
        "journal.index_asked": marked("Asked which care givers have records for the journal"),
        "journal.entry_read": marked("Read an entry in the journal"),
        "journal.values_read": marked("Read values over time in the journal"),
        "journal.vaccinations_read": marked("Read the vaccinations in the journal"),
        "journal.growth_read": marked("Read how the child grows in the journal"),
        "journal.entry_downloaded": marked("Downloaded an entry from the journal"),
        "journal.release_chosen": marked("Chose when results are shown"),
        "journal.waiting_shown": marked("Asked to see now what was to be shown later"),
        "journal.waiting_found": marked("Noted that a result waits for care to speak with the patient"),
        "journal.result_released": marked("Let a result that waited be shown"),
        "journal.disclosure_decided": marked("Decided what the journal shows"),
    },
    work_kinds=(
        WorkKind(code=WRONG_PERSON, title=marked("A care giver's system answered about the wrong person"), urgent=True),
        WorkKind(
            code=SPEAK,
            title=marked("Speak with a patient before a result is shown"),
            page="journal:speak",
        ),
    ),
    announces=(EventType(name="journal.waiting_shown", version=1, fields=("result",)),),
    hears=(
        Hearing(
            event="engagements.notified",
            version=1,
            handler="ingang.services.journal.hearings.index_notified",
            kinds=("records.clinical",),
        ),
        Hearing(
            event="journal.waiting_shown",
            version=1,
            handler="ingang.services.journal.release_choices.waiting_shown",
            kinds=("work_items.item",),
        ),
    ),
    limits=(
        Limit(
            code="journal.spoken_days",
            sentence=marked("For how many days a result waits at most for care to speak with the patient."),
            default=30,
            least=14,
            most=60,
            unit=marked("days"),
        ),
        Limit(
            code="journal.speak_within_days",
            sentence=marked("Within how many days a unit speaks with a patient who waits for that before a result."),
            default=10,
            least=1,
            most=14,
            unit=marked("days"),
        ),
    ),
    jobs=(
        ScheduledJob(
            name="journal.forget_answers",
            handler="ingang.services.journal.keeping.forget",
            every_minutes=5,
            kinds=("records.clinical",),
        ),
        ScheduledJob(
            name="journal.find_waiting",
            handler="ingang.services.journal.release_choices.find_waiting",
            every_minutes=15,
            kinds=("records.clinical",),
        ),
    ),
    samples="ingang.services.journal.samples.samples",
)
