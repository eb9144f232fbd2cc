"""Pure rules about files: kinds, sizes and names (e-services 1.3, attachment limits)."""

import re
import unicodedata
from datetime import date, timedelta
from enum import StrEnum
from pathlib import PurePosixPath

MEGABYTE = 1_000_000
MOST_BYTES = 20 * MEGABYTE
MOST_FROM_STAFF = 10
"""How many files staff may send with one message, each of at most MOST_BYTES."""

UNSENT_FOR = timedelta(days=30)
"""How long a file that was never sent is kept."""

LONGEST_NAME = 120


class FileKind(StrEnum):
    """What may be attached; the value is the end of its name."""

    PDF = "pdf"
    PNG = "png"
    JPEG = "jpg"
    GIF = "gif"

    @property
    def is_picture(self) -> bool:
        """Whether a browser shows it by itself, without running anything."""
        return self is not FileKind.PDF

    @property
    def media_type(self) -> str:
        """What it is called in an answer."""
        return {"pdf": "application/pdf", "png": "image/png", "jpg": "image/jpeg", "gif": "image/gif"}[self.value]


def tidy_name(name: str, /) -> str:
    """The last part of a name that a browser sent, without signs that lead elsewhere, hide or turn what is read."""
    last = PurePosixPath(name.replace("\\", "/")).name
    visible = "".join(one if unicodedata.category(one)[0] != "C" else "" for one in unicodedata.normalize("NFC", last))
    return " ".join(re.sub(r'[/:*?"<>|]', " ", visible).split())[:LONGEST_NAME].strip(". ")


def name_for(*, name: str, kind: FileKind, otherwise: str) -> str:
    """What the file is called here: its own name with the end that its content has, or `otherwise`."""
    stem = re.sub(r"\.[A-Za-z0-9]{1,5}$", "", tidy_name(name))[: LONGEST_NAME - 4].strip(". ")
    return f"{stem or otherwise}.{kind.value}"


def unsent_until(*, on: date) -> date:
    """Until when a file that came that day is kept if nobody sends it."""
    return on + UNSENT_FOR
