"""A contact way: a new address, the code that confirms it, putting it out of use, and taking it away."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from ingang.foundation.access.doors import residents
from ingang.foundation.identity.requests import ResidentRequest
from ingang.foundation.people.actions.contact_codes import issue_code, try_code
from ingang.foundation.people.actions.contact_ways import mark_safe, remove_contact_way
from ingang.foundation.people.contact import CodeOutcome
from ingang.foundation.people.errors import ContactWayUnusable, TooManyCodes
from ingang.foundation.people.part import NEEDS, PERSON
from ingang.foundation.people.queries import contact_ways, waiting_code
from ingang.services.my_settings.forms import AddressForm, CodeForm
from ingang.services.my_settings.sending import send_code

CODE_PAGES = {"sms": "my_settings:mobile_code", "mail": "my_settings:mail_code"}
PAGES = {"sms": "my_settings:mobile", "mail": "my_settings:mail"}


@require_http_methods(["GET", "HEAD", "POST"])
@residents(kinds=(PERSON, NEEDS))
def way(request: ResidentRequest, channel: str) -> HttpResponse:
    if _changed(request, channel):
        return redirect("my_settings:start")
    form = AddressForm(request.POST if request.method == "POST" else None, channel=channel)
    if form.is_valid():
        try:
            address = form.cleaned_data["address"]
            issued = issue_code(grant=request.grant, channel=channel, address=address, now=request.now)
            if send_code(issued=issued, now=request.now):
                return redirect(CODE_PAGES[channel])
            form.add_error(None, gettext("The code could not be sent now. What you had before still works."))
        except (ContactWayUnusable, TooManyCodes) as error:
            form.add_error("address", gettext(error.sentence))
    known = next((one for one in contact_ways(grant=request.grant) if one.channel == channel), None)
    shown = {"form": form, "known": known, "channel": channel}
    return render(request, "my_settings/way.html", shown, status=400 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@residents(kinds=(PERSON, NEEDS))
def code(request: ResidentRequest, channel: str) -> HttpResponse:
    form = CodeForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        written = form.cleaned_data["code"]
        outcome = try_code(grant=request.grant, channel=channel, code=written, now=request.now)
        if outcome is CodeOutcome.CONFIRMED:
            return redirect("my_settings:start")
        form.add_error("code", gettext("The code is not right. Look again, or ask for a new one."))
    waiting = waiting_code(grant=request.grant, channel=channel, now=request.now)
    shown = {"form": form, "waiting": waiting, "again": PAGES[channel]}
    return render(request, "my_settings/code.html", shown, status=400 if form.errors else 200)


def _changed(request: ResidentRequest, channel: str) -> bool:
    """Whether a button of the page put the way out of use, back into use, or took it away."""
    wish = request.POST.get("wish", "")
    if wish == "remove":
        remove_contact_way(grant=request.grant, channel=channel, now=request.now)
    elif wish in {"use", "rest"}:
        mark_safe(grant=request.grant, channel=channel, is_safe=wish == "use", now=request.now)
    return wish in {"remove", "use", "rest"}
