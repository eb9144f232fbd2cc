"""The field by which a form takes files."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile

from ingang.foundation.documents.rules import FileKind

ACCEPTED = ",".join(f".{kind.value}" for kind in FileKind) + ",.jpeg"


class FilesInput(forms.FileInput):
    """Several files at once; the browser offers those that can be attached first."""

    allow_multiple_selected = True

    def __init__(self) -> None:
        super().__init__({"accept": ACCEPTED})


class FilesField(forms.FileField):
    """One or more files. What each holds is checked when it is taken in, not here: a name proves nothing."""

    widget = FilesInput

    def clean(self, data: Any, initial: Any = None) -> "list[UploadedFile[Any]]":
        """The files, in the order in which they were chosen."""
        chosen = data if isinstance(data, list) else [data]
        given = [one for one in chosen if one]
        if not given:
            raise forms.ValidationError(self.error_messages["required"], code="required")
        return given
