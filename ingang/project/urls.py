"""Every address, put together from what the manifests mount."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import URLPattern, URLResolver, include, path

from ingang.kernel.registry import current

# Addresses that are the same in every language; all others are public pages, in English under /en/.
ONE_ADDRESS = ("min/", "personal/", "redaktor/", "logga-in/", "api/", "fhir/", "stream/")

MOUNTS = [mount for service in current().services for mount in service.mounts.items()]

urlpatterns: list[URLPattern | URLResolver] = [
    path(mount, include(module)) for mount, module in MOUNTS if mount.startswith(ONE_ADDRESS)
]
urlpatterns += i18n_patterns(
    *(path(mount, include(module)) for mount, module in MOUNTS if not mount.startswith(ONE_ADDRESS)),
    prefix_default_language=False,
)
urlpatterns.append(path("ui/", include("ingang.ui.urls")))

handler400 = "ingang.ui.views.bad_request"
handler403 = "ingang.ui.views.permission_denied"
handler404 = "ingang.ui.views.page_not_found"
handler500 = "ingang.ui.views.server_error"
