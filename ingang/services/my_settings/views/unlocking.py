"""Opening a locked log-in: look up, note the wish, wait, and confirm; for the protection administrator."""

from django.http import HttpResponse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from ingang.foundation.access.doors import staff
from ingang.foundation.identity.errors import UnlockRefused
from ingang.foundation.identity.part import LOG_IN
from ingang.foundation.identity.requests import StaffRequest
from ingang.foundation.identity.signs import signs
from ingang.foundation.identity.unlocking import confirm_unlock, keep_locked, lock_of, request_unlock, waiting_unlock
from ingang.kernel.actor import PROTECTION_ADMIN
from ingang.kernel.grant import Grant
from ingang.kernel.periods import local_date
from ingang.services.my_settings.forms import LookUpForm
from ingang.services.my_settings.views.looking_up import look_up_page


@require_http_methods(["GET", "HEAD", "POST"])
@staff(roles=(PROTECTION_ADMIN,))
def desk(request: StaffRequest) -> HttpResponse:
    return look_up_page(request, kind=LOG_IN, template="my_settings/unlocking.html", stepped=_stepped)


def _stepped(request: StaffRequest, form: LookUpForm, grant: Grant) -> dict[str, object]:
    """Take the step that was asked for, and show where the log-in stands."""
    step, check, now = request.POST.get("step", ""), form.cleaned_data["identity_check"], request.now
    try:
        if step == "request":
            request_unlock(grant=grant, identity_check=check, now=now)
        elif step == "confirm":
            confirm_unlock(grant=grant, identity_check=check, now=now)
        elif step == "keep":
            keep_locked(grant=grant, now=now)
    except UnlockRefused as error:
        form.add_error("identity_check", gettext(error.sentence))
    found = signs(persons=grant.persons, on=local_date(now)).get(grant.person)
    wish = waiting_unlock(grant=grant)
    may_confirm = wish is not None and wish.earliest_at <= now
    return {"person": found, "lock": lock_of(grant=grant), "wish": wish, "may_confirm": may_confirm}
