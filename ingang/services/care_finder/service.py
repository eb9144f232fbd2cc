"""The manifest of the catalogue of care."""

from ingang.kernel.service import Audience, Findable, MenuEntry, ScheduledJob, Service
from ingang.kernel.words import marked

SERVICE = Service(
    name="care_finder",
    title=marked("Find care"),
    audience=Audience.PUBLIC,
    app="ingang.services.care_finder.apps.CareFinderConfig",
    mounts={"": "ingang.services.care_finder.urls"},
    menu=(
        MenuEntry(
            title=marked("Find care"),
            address="care_finder:start",
            order=92,
            about=marked("Every unit, what it offers, when it is open and how you reach it."),
        ),
    ),
    audit_events={
        "care_finder.imported": marked("Imported the directory of units"),
        "care_finder.import_undone": marked("Undid an import of the directory of units"),
    },
    jobs=(
        ScheduledJob(
            name="care_finder.read_directory",
            handler="ingang.services.care_finder.jobs.read_directory",
            every_minutes=60,
        ),
    ),
    finds=(
        Findable(
            code="care_finder.unit",
            names="ingang.services.care_finder.entries.names",
            entries="ingang.services.care_finder.entries.entries",
        ),
    ),
    samples="ingang.services.care_finder.samples.samples",
)
