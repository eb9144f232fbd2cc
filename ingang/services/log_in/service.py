"""The manifest of this service."""

from ingang.kernel.service import Audience, Service
from ingang.kernel.words import marked

SERVICE = Service(
    name="log_in",
    title=marked("Log in"),
    audience=Audience.PUBLIC,
    app="ingang.services.log_in.apps.LogInConfig",
    mounts={"": "ingang.services.log_in.public_urls", "logga-in/": "ingang.services.log_in.urls"},
    samples="ingang.services.log_in.samples.samples",
)
