"""A table of these tests alone, and grants on it."""

from datetime import UTC, datetime
from uuid import UUID

from django.db import models
from django.test.utils import isolate_apps

from ingang.foundation.personal.models import PersonalModel
from ingang.kernel.actor import Resident
from ingang.kernel.grant import Grant, GrantKind, Ground, Purpose

ELLA, OTHER = UUID(int=1), UUID(int=2)


with isolate_apps("ingang.foundation.personal"):

    class Note(PersonalModel):
        """A table with every column that has a meaning of its own."""

        care_giver = models.CharField(max_length=31)
        unit = models.CharField(max_length=31)
        hidden_from_guardian = models.BooleanField(default=False)

        data_kind = "test.note"

        class Meta:
            app_label = "personal"


def grant(**values: object) -> Grant:
    fields: dict[str, object] = {
        "kind": GrantKind.PERSON,
        "actor": Resident(person=ELLA),
        "persons": frozenset({ELLA}),
        "kinds": frozenset({"test.note"}),
        "purpose": Purpose.OWN_ACCESS,
        "ground": Ground.OWN_DATA,
        "opened_at": datetime(2026, 11, 26, tzinfo=UTC),
        **values,
    }
    return Grant(**fields)  # type: ignore[arg-type]
