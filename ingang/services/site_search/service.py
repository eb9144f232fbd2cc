"""The manifest of the one search."""

from ingang.kernel.service import Audience, Findable, Service
from ingang.kernel.words import marked

SERVICE = Service(
    name="site_search",
    title=marked("Search"),
    audience=Audience.PUBLIC,
    app="ingang.services.site_search.apps.SiteSearchConfig",
    public_pages="ingang.services.site_search.fronts.public_pages",
    mounts={"sok/": "ingang.services.site_search.urls"},
    finds=(
        Findable(
            code="site_search.service",
            names="ingang.services.site_search.entries.names",
            entries="ingang.services.site_search.entries.entries",
            title=marked("After you have logged in"),
            shown="ingang.services.site_search.entries.shown",
        ),
    ),
)
