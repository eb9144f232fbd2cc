"""What the one search finds of a person's own units: the contact card, with what she can do there."""

from datetime import datetime

from django.urls import reverse

from ingang.foundation.care_units.kinds import kind_title
from ingang.foundation.care_units.models import CareUnit
from ingang.foundation.search.entries import Shown
from ingang.foundation.search.own import OwnThing, answering
from ingang.kernel.grant import Grant
from ingang.services.my_clinics.queries import own_units


def own_finds(text: str, grant: Grant, now: datetime) -> tuple[Shown, ...]:
    """The units among her own that answer, by name."""
    return answering(text=text, things=[_unit(one) for one in own_units(grant=grant)])


def _unit(unit: CareUnit) -> OwnThing:
    kind = kind_title(unit.kind)
    shown = Shown(
        title=unit.name,
        address=reverse("my_clinics:contact", kwargs={"unit": unit.hsa_id}),
        about=" · ".join(filter(None, (kind, unit.city))),
    )
    return OwnThing(shown=shown, texts=(unit.name, kind, unit.city))
