"""The manifest of this service."""

from ingang.foundation.entitlement.access import UNIT_ADMIN
from ingang.kernel.service import Audience, MenuEntry, Service
from ingang.kernel.words import marked

SERVICE = Service(
    name="unit_residents",
    title=marked("Residents"),
    audience=Audience.STAFF,
    app="ingang.services.unit_residents.apps.UnitResidentsConfig",
    mounts={"personal/invanare/": "ingang.services.unit_residents.urls"},
    menu=(
        MenuEntry(
            title=marked("Residents"),
            address="unit_residents:start",
            order=60,
            audience=Audience.STAFF,
            roles=(UNIT_ADMIN,),
            unit_list=True,
        ),
    ),
    samples="ingang.services.unit_residents.samples.samples",
)
