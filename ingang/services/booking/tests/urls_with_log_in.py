"""This service's addresses beside stand-ins for those of the log-in, which is another service."""

from django.http import HttpRequest, HttpResponse
from django.urls import include, path


def log_in(request: HttpRequest) -> HttpResponse:
    return HttpResponse()


log_in_urls = ([path("", log_in, name="start"), path("personal/", log_in, name="staff")], "log_in")

urlpatterns = [
    path("", include("ingang.services.booking.urls")),
    path("logga-in/", include(log_in_urls)),
    path("ui/", include("ingang.ui.urls")),
]
