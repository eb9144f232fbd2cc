"""The manifest of acting for others."""

from ingang.kernel.service import Audience, MenuEntry, Service
from ingang.kernel.words import marked

SERVICE = Service(
    name="acting_for_others",
    title=marked("Act for others"),
    audience=Audience.RESIDENT,
    app="ingang.services.acting_for_others.apps.ActingForOthersConfig",
    mounts={"": "ingang.services.acting_for_others.urls"},
    menu=(
        MenuEntry(
            title=marked("Act for others"),
            address="acting_for_others:start",
            order=92,
            also_called=marked(
                "my children, guardian, proxy, on behalf of, my parent, act for someone else, my child's pages, "
                "switch to my child, my mother, power of attorney, carer, relative, see my child"
            ),
        ),
        MenuEntry(
            title=marked("Guardians"),
            address="acting_for_others:desk",
            order=60,
            audience=Audience.STAFF,
            unit_list=True,
        ),
    ),
    seed="ingang.services.acting_for_others.seeds.seed",
    samples="ingang.services.acting_for_others.samples.samples",
)
