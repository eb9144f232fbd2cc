"""Every address, put together from what the manifests mount."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import URLPattern, URLResolver, include, path

from ingang.kernel.registry import current
from ingang.kernel.service import Audience
from ingang.project.interfaces import FOR_PROGRAMS

# Addresses that are the same in every language, and so are those of services that are not public: a service with pages
# for residents and for staff is mounted at the root. All others are public pages, in English under /en/.
ONE_ADDRESS = ("min/", "personal/", "redaktor/", "logga-in/", "api/", "fhir/", "stream/")

BEHIND_LOG_IN = frozenset({Audience.RESIDENT, Audience.STAFF})

MOUNTS = [
    (mount, module, mount.startswith(ONE_ADDRESS) or service.audience in BEHIND_LOG_IN)
    for service in current().services
    for mount, module in service.mounts.items()
]
# Programs ask often, and an address is looked for from the top.
MOUNTS.sort(key=lambda one: not f"/{one[0]}".startswith(FOR_PROGRAMS))

urlpatterns: list[URLPattern | URLResolver] = [
    path(mount, include(module)) for mount, module, is_same in MOUNTS if is_same
]
urlpatterns += i18n_patterns(
    *(path(mount, include(module)) for mount, module, is_same in MOUNTS if not is_same),
    prefix_default_language=False,
)
urlpatterns.append(path("ui/", include("ingang.ui.urls")))

handler400 = "ingang.ui.views.bad_request"
handler403 = "ingang.ui.views.permission_denied"
handler404 = "ingang.ui.views.page_not_found"
handler500 = "ingang.ui.views.server_error"
