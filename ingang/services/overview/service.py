"""The manifest of the start page."""

from ingang.kernel.service import Audience, MenuEntry, RegionText, Service
from ingang.kernel.words import marked

SERVICE = Service(
    name="overview",
    title=marked("Start"),
    audience=Audience.RESIDENT,
    app="ingang.services.overview.apps.OverviewConfig",
    mounts={"min/": "ingang.services.overview.urls"},
    menu=(
        MenuEntry(title=marked("Start"), address="overview:start", order=10),
        MenuEntry(
            title=marked("Other services"),
            address="overview:others",
            order=80,
            also_called=marked(
                "more services, all services, other e-services, what can I do here, everything I can do, list of "
                "services"
            ),
        ),
    ),
    texts=(
        RegionText(
            code="overview.banner", sentence=marked("At the top of the start page, residents of the region read this.")
        ),
    ),
)
