"""How a person is told that something waits: for each kind of notice, by which channels."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from ingang.foundation.access.doors import residents
from ingang.foundation.identity.requests import ResidentRequest
from ingang.foundation.notifications.actions import choose_channels
from ingang.foundation.notifications.part import CHOICES
from ingang.foundation.notifications.queries import notice_choices, push_devices
from ingang.foundation.people.part import NEEDS, PERSON
from ingang.foundation.people.queries import contact_ways
from ingang.services.my_settings.forms import NoticesForm


@require_http_methods(["GET", "HEAD", "POST"])
@residents(kinds=(CHOICES, PERSON, NEEDS), own_only=True)
def notices(request: ResidentRequest) -> HttpResponse:
    """Nobody chooses for another: a child's notices follow what her guardians chose for their own."""
    choices = notice_choices(grant=request.grant)
    form = NoticesForm(request.POST if request.method == "POST" else None, choices=choices)
    if form.is_valid():
        for code, channels in form.chosen().items():
            choose_channels(grant=request.grant, code=code, channels=channels, now=request.now)
        return redirect("my_settings:start")
    shown = {"form": form, "kinds": [form[choice.code] for choice in choices], **_ways(request)}
    return render(request, "my_settings/notices.html", shown, status=400 if form.errors else 200)


def _ways(request: ResidentRequest) -> dict[str, bool]:
    """Which channels reach her now: what is chosen without a way is kept, and used when there is one."""
    confirmed = {way.channel for way in contact_ways(grant=request.grant) if way.verified_at and way.is_safe}
    has_push = bool(push_devices(grant=request.grant, log_in=request.log_in.id))
    return {"has_mail": "mail" in confirmed, "has_mobile": "sms" in confirmed, "has_push": has_push}
