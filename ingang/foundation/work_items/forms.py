"""What staff did about a piece of work, chosen among what can be done about its kind; validates, never saves."""

from typing import Any, ClassVar, cast

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class OutcomeForm(forms.Form):
    """What became of the work. Each kind of work has `outcomes` of its own: a code, and what it is called."""

    outcomes: ClassVar[tuple[tuple[str, str | Promise], ...]] = ()

    how = forms.ChoiceField(
        label=_("What did you do?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what you did"), "invalid_choice": _("Choose what you did")},
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        cast(forms.ChoiceField, self.fields["how"]).choices = self.outcomes

    def outcome(self) -> str:
        """What was done, in words."""
        return str(dict(self.outcomes)[self.cleaned_data["how"]])
