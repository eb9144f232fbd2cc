"""A list of words that an editor writes with commas between."""

from typing import Any

from django import forms
from django.db import models

LONGEST = 80
MOST = 100


class CommaField(forms.CharField):
    """What was written, as a list: no empty ones, none twice."""

    def prepare_value(self, value: Any) -> Any:
        return ", ".join(str(one) for one in value) if isinstance(value, list) else value

    def to_python(self, value: Any) -> Any:
        written = value if isinstance(value, list) else str(value or "").replace("\n", ",").split(",")
        return list(dict.fromkeys(one for each in written if (one := " ".join(str(each).split())[:LONGEST])))[:MOST]

    def has_changed(self, initial: Any, data: Any) -> bool:
        return bool(self.to_python(initial) != self.to_python(data))


class Words(models.JSONField):
    """A list of words."""

    def formfield(self, **options: Any) -> Any:
        given = {name: options[name] for name in ("label", "help_text", "required", "initial") if name in options}
        return CommaField(
            required=False,
            label=given.get("label", self.verbose_name),
            help_text=given.get("help_text", self.help_text),
            widget=forms.TextInput,
        )
