"""What staff did about a piece of work, and what they answer the resident who asked; validates, never saves."""

from typing import Any, ClassVar, cast

from django import forms
from django.db import models
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


class AnswerForm(forms.Form):
    """What came of something that a resident asked, as one of `findings`, and the words that she reads.

    `hint` tells where it is read and what to say.
    """

    findings: ClassVar[type[models.TextChoices]]
    hint: ClassVar[str | Promise]

    finding = forms.TypedChoiceField(
        label=_("What did you find?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what you found")},
    )
    text = forms.CharField(
        label=_("Your answer"),
        max_length=2000,
        widget=forms.Textarea({"rows": 7}),
        error_messages={"required": _("Write an answer")},
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        field = cast(forms.TypedChoiceField, self.fields["finding"])
        field.choices, field.coerce = [(one.value, _(one.label)) for one in self.findings], self.findings
        self.fields["text"].help_text = str(self.hint)
