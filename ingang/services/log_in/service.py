"""The manifest of this service."""

from ingang.kernel.service import Audience, MenuEntry, Service
from ingang.kernel.words import marked

SERVICE = Service(
    name="log_in",
    title=marked("Log in"),
    audience=Audience.PUBLIC,
    app="ingang.services.log_in.apps.LogInConfig",
    mounts={
        "logga-in/": "ingang.services.log_in.urls",
        "stream/": "ingang.services.log_in.stream_urls",
    },
    menu=(
        MenuEntry(
            title=marked("Your log-ins"),
            address="log_in:sessions",
            order=86,
            about=marked("See where you are logged in, and end what you do not know."),
            in_menu=False,
            also_called=marked(
                "log out everywhere, devices, where am I logged in, my sessions, signed in, sign out, lost "
                "phone, someone else logged in, unknown device"
            ),
        ),
        MenuEntry(title=marked("Your log-ins"), address="log_in:sessions", order=900, audience=Audience.STAFF),
    ),
    samples="ingang.services.log_in.samples.samples",
)
