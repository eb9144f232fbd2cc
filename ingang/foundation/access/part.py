"""The manifest of this part."""

from ingang.kernel.events import EventType
from ingang.kernel.service import Audience, Service
from ingang.kernel.words import marked

PART = Service(
    name="access",
    title="Access",
    audience=Audience.HOUSE,
    app="ingang.foundation.access.apps.AccessConfig",
    audit_events={
        "access.person_opened": marked("Opened"),
        "access.existence_asked": marked("Asked whether other care givers hold data"),
        "access.across_opened": marked("Opened what other care givers hold"),
        "access.relation_attested": marked("Noted a patient relation"),
        "access.shelf_opened": marked("Opened the care giver's own units and staff"),
        "access.unit_list_opened": marked("Opened the unit's list"),
        "access.list_shown": marked("Saw in the unit's list"),
        "access.secret_address_given": marked("Made a secret address for a calendar or another program"),
        "access.secret_address_revoked": marked("Ended a secret address"),
        "access.read_by_secret_address": marked("Read by a secret address"),
        "access.link_given": marked("Made a link and a code to show something with"),
        "access.link_ended": marked("Ended a link that something was shown with"),
        "access.opened_by_link": marked("Opened by a link that was shown"),
        "access.hidden_from_guardian": marked("Hid something from guardians"),
        "access.job_opened": marked("Automatic work"),
    },
    announces=(EventType(name="access.link_closed", version=1, fields=("use", "thing", "why")),),
)
