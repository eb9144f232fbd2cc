"""The manifest of this part."""

from ingang.kernel.service import Audience, DataKind, Service
from ingang.kernel.words import marked

PART = Service(
    name="people",
    title="People",
    audience=Audience.HOUSE,
    app="ingang.foundation.people.apps.PeopleConfig",
    data_kinds=(DataKind(code="people.person", title=marked("Name and contact details"), ombud_allowed=True),),
)
