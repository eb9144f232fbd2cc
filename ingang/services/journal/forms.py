"""The filter of the list; it is an address, so that it can be kept and sent back to."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext, gettext_lazy

from ingang.services.journal.kinds import KINDS


class FilterForm(forms.Form):
    """Of which care giver and which kind. What the address asks that does not exist is left out of account."""

    vardgivare = forms.ChoiceField(label=gettext_lazy("Care giver"), required=False)
    typ = forms.ChoiceField(label=gettext_lazy("Kind of entry"), required=False)

    nytt = forms.BooleanField(label=gettext_lazy("Only what is new since last time"), required=False)

    def __init__(self, *args: Any, care_givers: Iterable[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kinds = [(kind.code, gettext(kind.title)) for kind in KINDS]
        self.fields["vardgivare"].choices = [("", gettext("All care givers")), *care_givers]  # type: ignore[attr-defined]
        self.fields["typ"].choices = [("", gettext("All kinds")), *kinds]  # type: ignore[attr-defined]

    def is_chosen(self, name: str) -> bool:
        """Whether the box is ticked."""
        self.is_valid()
        return bool(self.cleaned_data.get(name))

    def chosen(self, name: str) -> str:
        """The choice, or empty for all."""
        self.is_valid()
        return str(self.cleaned_data.get(name, ""))
