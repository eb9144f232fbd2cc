"""The manifest of the catalogue of care."""

from ingang.foundation.care_units.access import CATALOGUE_ADMIN
from ingang.foundation.entitlement.access import UNIT_ADMIN
from ingang.kernel.actor import REGION_ADMIN
from ingang.kernel.events import EventType, Hearing
from ingang.kernel.service import Audience, Findable, MenuEntry, ScheduledJob, Service, WorkKind
from ingang.kernel.words import marked

SERVICE = Service(
    name="care_finder",
    title=marked("Find care"),
    audience=Audience.PUBLIC,
    app="ingang.services.care_finder.apps.CareFinderConfig",
    mounts={
        "": "ingang.services.care_finder.urls",
        "personal/": "ingang.services.care_finder.staff_urls",
        "api/katalog/": "ingang.services.care_finder.contracts.urls",
    },
    menu=(
        MenuEntry(
            title=marked("Find care"),
            address="care_finder:start",
            order=92,
            about=marked("Every unit, what it offers, when it is open and how you reach it."),
            in_menu=False,
            also_called=marked(
                "find a clinic, doctor near me, opening hours, map, nearest clinic, hospital, phone number of a "
                "clinic, address, where is the nearest"
            ),
        ),
        MenuEntry(
            title=marked("The unit's page"),
            address="care_finder_staff:own",
            order=62,
            audience=Audience.STAFF,
            roles=(UNIT_ADMIN,),
        ),
        MenuEntry(
            title=marked("Receivers of referrals"),
            address="care_finder_staff:referrals",
            order=61,
            audience=Audience.STAFF,
        ),
        MenuEntry(
            title=marked("The directory of units"),
            address="care_finder_staff:imports",
            order=64,
            audience=Audience.STAFF,
            roles=(CATALOGUE_ADMIN,),
        ),
        MenuEntry(
            title=marked("The region's offer"),
            address="care_finder_staff:offers",
            order=22,
            audience=Audience.STAFF,
            roles=(REGION_ADMIN,),
        ),
    ),
    audit_events={
        "care_finder.imported": marked("Imported the directory of units"),
        "care_finder.import_undone": marked("Undid an import of the directory of units"),
        "care_finder.edited": marked("Changed what the unit says of itself in the catalogue"),
        "care_finder.undone": marked("Put back what the unit said before in the catalogue"),
        "care_finder.offer_decided": marked("Decided whether something is in the region's offer"),
        "care_finder.reported": marked("Somebody reported an error on a unit's page"),
        "care_finder.report_answered": marked("Answered a report of an error on the unit's page"),
    },
    announces=(EventType(name="care_finder.error_reported", version=1, fields=("error_report", "unit")),),
    hears=(
        Hearing(
            event="care_finder.error_reported",
            version=1,
            handler="ingang.services.care_finder.actions.reporting.reported",
            kinds=("work_items.item",),
        ),
    ),
    work_kinds=(
        WorkKind(
            code="care_finder.report",
            title=marked("Somebody says that something on the unit's page is wrong"),
            page="care_finder_staff:answer",
        ),
    ),
    jobs=(
        ScheduledJob(
            name="care_finder.read_directory",
            handler="ingang.services.care_finder.jobs.read_directory",
            every_minutes=60,
        ),
        ScheduledJob(
            name="care_finder.ask_directory", handler="ingang.services.care_finder.jobs.ask_directory", every_minutes=1
        ),
        ScheduledJob(name="care_finder.write_on", handler="ingang.services.care_finder.jobs.write_on", every_minutes=1),
        ScheduledJob(
            name="care_finder.try_links", handler="ingang.services.care_finder.jobs.try_links", every_minutes=60
        ),
    ),
    finds=(
        Findable(
            code="care_finder.unit",
            is_care=True,
            names="ingang.services.care_finder.entries.names",
            entries="ingang.services.care_finder.entries.entries",
            title=marked("Care"),
            shown="ingang.services.care_finder.finding.shown",
            narrowed="ingang.services.care_finder.narrowed.narrowed",
        ),
    ),
    front="ingang.services.care_finder.fronts.front",
    public_pages="ingang.services.care_finder.fronts.public_pages",
    samples="ingang.services.care_finder.samples.samples",
)
