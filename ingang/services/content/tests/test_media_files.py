"""Pictures and recordings that come with texts in files."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from ingang.services.content.errors import BadFile
from ingang.services.content.importing import Imported
from ingang.services.content.models import Article, Picture, Recording
from ingang.services.content.tests import files

Write = Callable[..., Path]
TakeIn = Callable[[], Imported]
pytestmark = pytest.mark.usefixtures("folder")

SELF_CARE = """Drick ofta och lite.

![Ett glas vatten](glas.png "Små klunkar.")

Vila.

### Så tvättar du händerna {.film}

![](film.mp4)
![](film.vtt)
![](glas.png)

Vatten och tvål."""
ABOUT = {"title": "T", "owner": "Demonstrationen", "ground": "own"}
LIST = dict.fromkeys(("glas.png", "film.mp4", "film.vtt"), ABOUT)


@pytest.fixture
def lay(tmp_path: Path) -> Callable[..., None]:
    """Lays the files beside the texts, with a list of them."""

    def laid(listed: dict[str, Any] = LIST) -> None:
        place = tmp_path / "media"
        place.mkdir(exist_ok=True)
        (place / "glas.png").write_bytes(files.picture(size=(700, 350)))
        (place / "film.mp4").write_bytes(files.film())
        (place / "film.vtt").write_bytes(files.CAPTIONS)
        (place / "page.svg").write_bytes(b"<svg/>")
        lines = [
            f"[{json.dumps(name)}]\n" + "".join(f"{key} = {json.dumps(value)}\n" for key, value in about.items())
            for name, about in listed.items()
        ]
        (place / "media.toml").write_text("\n".join(lines), encoding="utf-8")

    return laid


def test_files_come_along_once_and_stand_where_the_text_names_them(
    write: Write, take_in: TakeIn, lay: Callable[..., None]
) -> None:
    lay()
    write("magsjuka", self_care=SELF_CARE, further='picture = { file = "glas.png", alt = "Ett glas" }')

    first, second = take_in(), take_in()

    text = Article.objects.get()
    picture, film, captions = Picture.objects.get(), *Recording.objects.order_by("file_size").reverse()
    passages = text.chapter_values()[2]["passages"]
    assert (first.written, second.written) == (1, 0)
    assert [one["type"] for one in passages] == ["text", "picture", "text", "recording"]
    assert passages[1]["value"]["image"]["image"] == picture.pk
    assert passages[1]["value"]["caption"] == "Små klunkar."
    played = passages[3]["value"]
    assert (played["file"], played["captions"], played["poster"]) == (film.pk, captions.pk, picture.pk)
    assert played["text"] == "<p>Vatten och tvål.</p>"
    assert text.picture_values()[0]["value"]["image"]["alt_text"] == "Ett glas"


@pytest.mark.parametrize(
    ("listed", "words"),
    [
        ({"gone.png": ABOUT}, "there is no file 'gone.png'"),
        ({"../secret.png": ABOUT}, "there is no file '../secret.png'"),
        ({"glas.png": {"title": "T", "ground": "own"}}, "needs title, owner and ground"),
        ({"glas.png": ABOUT | {"ground": "found"}}, "must be one of own, agreement, licence, free"),
        ({**LIST, "page.svg": ABOUT}, "The file is no JPEG, PNG or WebP picture"),
        ({}, "there is no file 'glas.png' in media.toml"),
    ],
)
def test_a_bad_list_or_file_is_told_and_changes_nothing(
    listed: dict[str, Any], words: str, write: Write, take_in: TakeIn, lay: Callable[..., None]
) -> None:
    lay(listed)
    write("magsjuka", self_care=SELF_CARE)

    with pytest.raises(BadFile, match=words):
        take_in()
    assert not Article.objects.exists()
    assert not Picture.objects.exists()
