"""Lifting blocks and opening sealed journals: look up, note the wish, wait, confirm; for protection administrators."""

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from ingang.foundation.access.doors import staff
from ingang.foundation.care_units.queries import care_unit_names
from ingang.foundation.consents.actions.blocks import confirm_lift, keep_block, note_lift_wish
from ingang.foundation.consents.actions.seals import confirm_unseal, keep_sealed, request_unseal
from ingang.foundation.consents.errors import ConsentNotFound, StaffDecides
from ingang.foundation.consents.models import Block, BlockKind, LiftCause, LiftRequest, UnsealRequest
from ingang.foundation.consents.part import BLOCK
from ingang.foundation.consents.queries import blocks_held_by, waiting_lifts, waiting_unseal
from ingang.foundation.identity.requests import StaffRequest
from ingang.foundation.identity.signs import signs
from ingang.foundation.people.queries import person
from ingang.kernel.actor import PROTECTION_ADMIN
from ingang.kernel.grant import Grant
from ingang.kernel.periods import local_date
from ingang.services.my_settings.forms import LookUpForm
from ingang.services.my_settings.views.looking_up import look_up_page


@dataclass(frozen=True, kw_only=True)
class Closed:
    """A block in force as the page shows it, and what waits: the patient's own wish, and those of an emergency.

    `may_confirm`: the waiting time of the patient's own wish has passed.
    """

    block: Block
    kind: str
    unit: str
    wish: LiftRequest | None
    may_confirm: bool
    emergencies: tuple["Emergency", ...]

    @property
    def mark(self) -> str:
        return str(self.block.id)

    @property
    def wish_mark(self) -> str:
        return str(self.wish.id) if self.wish else ""


@dataclass(frozen=True, kw_only=True)
class Emergency:
    """A unit that asks to have the block opened for a day."""

    mark: str
    unit: str


@require_http_methods(["GET", "HEAD", "POST"])
@staff(roles=(PROTECTION_ADMIN,))
def desk(request: StaffRequest) -> HttpResponse:
    return look_up_page(request, kind=BLOCK, template="my_settings/lifting.html", stepped=_stepped)


def _stepped(request: StaffRequest, form: LookUpForm, grant: Grant) -> dict[str, object]:
    """Take the step that was asked for, what stands in the way being told at the check; show what is closed."""
    step, _, of = request.POST.get("step", "").partition(":")
    now, check = request.now, form.cleaned_data["identity_check"]
    steps: dict[str, Callable[[], object]] = {
        "unseal": lambda: request_unseal(grant=grant, identity_check=check, now=now),
        "open": lambda: confirm_unseal(grant=grant, identity_check=check, now=now),
        "stay": lambda: keep_sealed(grant=grant, now=now),
        "wish": lambda: note_lift_wish(grant=grant, block=_id(of), identity_check=check, now=now),
        "lift": lambda: confirm_lift(grant=grant, request=_id(of), identity_check=check, now=now),
        "keep": lambda: keep_block(grant=grant, block=_id(of), now=now),
    }
    try:
        steps.get(step, lambda: None)()
    except (StaffDecides, ConsentNotFound) as error:
        form.add_error("identity_check", gettext(error.sentence))
    return _shown(request, grant)


def _id(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise ConsentNotFound() from None


def _shown(request: StaffRequest, grant: Grant) -> dict[str, object]:
    one = person(id=grant.person)
    wish = waiting_unseal(grant=grant)
    return {
        "person": signs(persons=grant.persons, on=local_date(request.now)).get(grant.person),
        "sealed_at": one.journal_sealed_at if one else None,
        "unseal": wish,
        "may_open": _may(wish, request),
        "closed": _closed(request, grant),
    }


def _closed(request: StaffRequest, grant: Grant) -> list[Closed]:
    """The blocks on what the actor's care giver holds; what another holds is lifted there (SVOD 3:5)."""
    rows = blocks_held_by(grant=grant, care_giver=request.actor.care_giver)
    waiting = waiting_lifts(grant=grant)
    own = {one.block: one for one in waiting if one.cause == LiftCause.PATIENT}
    emergencies = [one for one in waiting if one.cause == LiftCause.EMERGENCY]
    units = care_unit_names(
        hsa_ids=frozenset(row.unit for row in rows if row.unit) | {one.for_unit for one in emergencies}
    )
    return [
        Closed(
            block=row,
            kind=gettext(BlockKind(row.kind).label),
            unit=units.get(row.unit, row.unit) or gettext("All units of the care giver"),
            wish=own.get(row.id),
            may_confirm=_may(own.get(row.id), request),
            emergencies=tuple(
                Emergency(mark=str(one.id), unit=units.get(one.for_unit, one.for_unit))
                for one in emergencies
                if one.block == row.id
            ),
        )
        for row in rows
    ]


def _may(wish: LiftRequest | UnsealRequest | None, request: StaffRequest) -> bool:
    return wish is not None and wish.earliest_at <= request.now
