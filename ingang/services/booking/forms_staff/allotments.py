"""Input about what a unit gives to one person by name."""

from typing import Any, cast
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from ingang.foundation.entitlement.forms import GiveForm
from ingang.services.booking.models import TimeType
from ingang.services.booking.words import title_of


class AllotForm(GiveForm):
    """Which restricted kind of time, to whom, and until when."""

    time_type = forms.ChoiceField(
        label=_("Kind of time"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose a kind of time"), "invalid_choice": _("Choose a kind of time")},
    )

    def __init__(self, *args: Any, kinds: list[TimeType], **options: Any) -> None:
        super().__init__(*args, **options)
        cast(forms.ChoiceField, self.fields["time_type"]).choices = [(str(kind.id), title_of(kind)) for kind in kinds]

    def clean_time_type(self) -> UUID:
        return UUID(self.cleaned_data["time_type"])
