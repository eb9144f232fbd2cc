"""What several pages of staff show of the one they write to."""

from ingang.foundation.access.errors import AccessRefused
from ingang.foundation.identity.requests import StaffRequest
from ingang.foundation.identity.signs import signs
from ingang.kernel.periods import local_date
from ingang.services.inbox.access import open_receiver
from ingang.services.inbox.delivery import reach_of
from ingang.services.inbox.models import StaffDraft
from ingang.services.inbox.queries.unit import receiver_name


def receiver_shown(request: StaffRequest, draft: StaffDraft) -> dict[str, object]:
    """The receiver's name and how the message would reach her now; status only, never an address."""
    try:
        grant = open_receiver(actor=request.actor, person=draft.person, now=request.now)
    except AccessRefused:
        return {"name": receiver_name(draft=draft, grant=request.grant, now=request.now), "reach": None}
    told = signs(persons=frozenset({grant.person}), on=local_date(request.now)).get(grant.person)
    reach = reach_of(grant=grant, hidden_from_guardian=draft.hidden_from_guardian, now=request.now)
    return {"name": receiver_name(draft=draft, grant=grant, now=request.now), "reach": reach, "signs": told}
