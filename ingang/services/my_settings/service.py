"""The manifest of the resident's settings."""

from ingang.kernel.actor import PROTECTION_ADMIN
from ingang.kernel.events import Hearing
from ingang.kernel.service import Audience, MenuEntry, Service, WorkKind
from ingang.kernel.words import marked

# As in blocks.py, which the list of services can not import.
BLOCK_SET = "my_settings.block_set"

SERVICE = Service(
    name="my_settings",
    title=marked("Settings"),
    audience=Audience.RESIDENT,
    app="ingang.services.my_settings.apps.MySettingsConfig",
    mounts={
        "min/installningar/": "ingang.services.my_settings.urls",
        "personal/las-upp/": "ingang.services.my_settings.staff_urls",
    },
    menu=(
        MenuEntry(
            title=marked("Settings"),
            address="my_settings:start",
            order=90,
            also_called=marked(
                "change phone number, change e-mail, notices, address, language, reminders, lock, block, contact "
                "details, my phone number, consents, permissions, profile, account, text messages, unsubscribe, "
                "next of kin contact, seal"
            ),
        ),
        MenuEntry(
            title=marked("Locked log-ins"),
            address="unlocking:desk",
            order=80,
            audience=Audience.STAFF,
            roles=(PROTECTION_ADMIN,),
        ),
        MenuEntry(
            title=marked("Blocks and seals"),
            address="unlocking:lifting",
            order=82,
            audience=Audience.STAFF,
            roles=(PROTECTION_ADMIN,),
        ),
    ),
    first_things="ingang.services.my_settings.first_things.first_things",
    hears=(
        Hearing(
            event="people.shared_way_unanswered",
            version=1,
            handler="ingang.services.my_settings.hearings.shared_way_unanswered",
            kinds=("people.person", "work_items.item"),
        ),
    ),
    work_kinds=(
        WorkKind(
            code=BLOCK_SET,
            title=marked("A patient has blocked records: block them in your own systems too, and call her"),
        ),
        WorkKind(
            code="my_settings.shared_way",
            title=marked("A youth and a guardian have the same contact way: ask her, alone, at the next contact"),
        ),
    ),
    # No power of attorney reaches these pages, so an ombud's menu does not lead there.
    card_kinds=("people.needs",),
)
