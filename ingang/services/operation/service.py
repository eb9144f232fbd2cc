"""The manifest of this service."""

from ingang.kernel.actor import OPERATIONS
from ingang.kernel.service import Audience, MenuEntry, Service
from ingang.kernel.words import marked

SERVICE = Service(
    name="operation",
    title=marked("The portal's operation"),
    audience=Audience.STAFF,
    app="ingang.services.operation.apps.OperationConfig",
    mounts={"personal/drift/": "ingang.services.operation.urls"},
    menu=(
        MenuEntry(
            title=marked("Connected systems"),
            address="operation:systems",
            order=30,
            audience=Audience.STAFF,
            roles=(OPERATIONS,),
        ),
        MenuEntry(
            title=marked("Planned work"),
            address="operation:maintenance",
            order=31,
            audience=Audience.STAFF,
            roles=(OPERATIONS,),
        ),
    ),
    samples="ingang.services.operation.samples.samples",
)
