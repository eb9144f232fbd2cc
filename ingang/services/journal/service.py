"""The manifest of this service."""

from ingang.kernel.service import Audience, MenuEntry, Service
from ingang.kernel.words import marked

SERVICE = Service(
    name="journal",
    title=marked("The journal"),
    audience=Audience.RESIDENT,
    app="ingang.services.journal.apps.JournalConfig",
    mounts={"min/journalen/": "ingang.services.journal.urls"},
    menu=(MenuEntry(title=marked("The journal"), address="journal:start", order=40),),
    card="ingang.services.journal.cards.card",
    card_kinds=("records.clinical",),
    audit_events={
        "journal.entry_read": marked("Read an entry in the journal"),
        "journal.entry_downloaded": marked("Downloaded an entry from the journal"),
    },
    samples="ingang.services.journal.samples.samples",
)
