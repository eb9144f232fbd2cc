"""The public start page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from ingang.foundation.access.doors import public


@public
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    return render(request, "log_in/home.html", {"language": get_language()})
