"""Pictures, films and sound beside texts in files: named in media.toml with whose they are and by what right."""

import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from ingang.services.content.errors import BadFile, FileRefused
from ingang.services.content.media.keeping import keep_picture, keep_recording
from ingang.services.content.models import Picture, Recording
from ingang.services.content.models.media import ENDS, Owned
from ingang.services.content.rules import GROUNDS

FOLDER, LIST = "media", "media.toml"

Numbers = Mapping[str, int]
"""The number of each file's row, by the file's name."""


def listed(folder: Path) -> dict[str, dict[str, str]]:
    """What the list says of each file, by its name; empty where no files come along. Refuses a bad list."""
    path = folder / FOLDER / LIST
    if not path.is_file():
        return {}
    try:
        found: dict[str, dict[str, str]] = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise BadFile(file=str(path), line=1, what=str(error)) from None
    for name, about in found.items():
        if "/" in name or not (path.parent / name).is_file():
            raise BadFile(file=str(path), line=1, what=f"there is no file '{name}' beside the list")
        if not isinstance(about, dict) or not about.get("title") or not about.get("owner"):
            raise BadFile(file=str(path), line=1, what=f"'{name}' needs title, owner and ground")
        if about.get("ground") not in GROUNDS:
            raise BadFile(file=str(path), line=1, what=f"the ground of '{name}' must be one of {', '.join(GROUNDS)}")
    return found


def take_in(*, folder: Path, place: Any) -> Numbers:
    """Take in every file of the list into the place; what is there already is left alone. Refuses a bad file."""
    return {name: _taken(folder / FOLDER / name, about, place).pk for name, about in sorted(listed(folder).items())}


def with_numbers(*, passages: Iterable[dict[str, Any]], numbers: Numbers) -> None:
    """Put the rows' numbers where the passages name files."""
    for one in passages:
        if one["type"] == "picture":
            one["value"]["image"]["image"] = numbers[one["value"]["image"]["image"]]
        elif one["type"] == "recording":
            one["value"] |= {slot: numbers.get(one["value"][slot]) for slot in ("file", "captions", "poster")}


def _taken(path: Path, about: Mapping[str, str], place: Any) -> Owned:
    right = {name: about[name] for name in ("owner", "ground", "ground_note") if name in about}
    keep: Any = keep_recording if path.suffix[1:] in ENDS else keep_picture
    try:
        with path.open("rb") as content:
            found: Picture | Recording = keep(content=content, title=about["title"], place=place, right=right)
    except FileRefused as error:
        raise BadFile(file=str(path), line=1, what=error.sentence % error.values) from None
    return found
