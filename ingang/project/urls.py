"""Every address, put together from what the manifests mount."""

from django.urls import URLPattern, URLResolver, include, path

from ingang.kernel.registry import current

urlpatterns: list[URLPattern | URLResolver] = [
    path(mount, include(module)) for service in current().services for mount, module in service.mounts.items()
]
urlpatterns.append(path("ui/", include("ingang.ui.urls")))

handler400 = "ingang.ui.views.bad_request"
handler403 = "ingang.ui.views.permission_denied"
handler404 = "ingang.ui.views.page_not_found"
handler500 = "ingang.ui.views.server_error"
