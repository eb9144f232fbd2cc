"""Pictures, films and sound: who may do what with them, how a page shows them, and that what is used stays."""

import io
import json
import os
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from ingang.services.content.errors import InUse, NotDescribed, NotSigned
from ingang.services.content.founding import found, place_of
from ingang.services.content.media.keeping import keep_picture, keep_recording, sweep, unused
from ingang.services.content.models import Article, Picture
from ingang.services.content.rules import undescribed
from ingang.services.content.samples import chapters, text
from ingang.services.content.tests import files
from ingang.services.content.tests.files import RIGHT, add, lying
from ingang.services.content.tests.rooms import HOME

LogIn = Callable[..., Client]
pytestmark = pytest.mark.usefixtures("folder")


@pytest.fixture
def kept(db: None) -> dict[str, Any]:
    """A picture and a film of the nation's, and a picture of each of two regions'."""
    found()
    nation, skane, stockholm = (place_of(region=one) for one in ("", "12", "01"))
    pictures = {
        "nation": keep_picture(content=io.BytesIO(files.picture()), title="Nationens", place=nation, right=RIGHT),
        "skane": keep_picture(
            content=io.BytesIO(files.picture(size=(60, 20))), title="Skånes", place=skane, right=RIGHT
        ),
        "stockholm": keep_picture(
            content=io.BytesIO(files.picture(size=(80, 20))), title="Stockholms", place=stockholm, right=RIGHT
        ),
    }
    film = keep_recording(content=io.BytesIO(files.film()), title="Film", place=nation, right=RIGHT)
    captions = keep_recording(content=io.BytesIO(files.CAPTIONS), title="Text", place=nation, right=RIGHT)
    return {**pictures, "film": film, "captions": captions}


@pytest.mark.parametrize("which", ["nation", "stockholm", "film"])
def test_a_region_changes_and_deletes_nobody_elses(which: str, kept: dict[str, Any], log_in_as: LogIn) -> None:
    row, linn = kept[which], log_in_as("linn")
    own = place_of(region="12")
    places = (
        [f"documents/edit/{row.pk}/", f"documents/delete/{row.pk}/"]
        if which == "film"
        else [f"images/{row.pk}/", f"images/{row.pk}/delete/"]
    )
    model = type(row)._meta.model_name
    places += [f"bulk/content/{model}/{action}/?id={row.pk}" for action in ("delete", "add_to_collection", "add_tags")]

    for place in places:
        linn.post(HOME + place, {"title": "Bytt", **RIGHT, "collection": own.pk, "tags": "x"})

    now = type(row).objects.get(pk=row.pk)
    assert (now.title, now.collection, now.tags.count()) == (row.title, row.collection, 0)


def test_a_region_puts_nothing_into_anothers_place_and_moves_its_own_nowhere(
    kept: dict[str, Any], log_in_as: LogIn
) -> None:
    linn, elsewhere = log_in_as("linn"), place_of(region="01")
    own = kept["skane"]

    add(linn, files.picture(size=(90, 20)), collection=elsewhere.pk, title="Ny")
    linn.post(f"{HOME}images/{own.pk}/", {"title": "Bytt", **RIGHT, "collection": elsewhere.pk})
    linn.post(f"{HOME}bulk/content/picture/add_to_collection/?id={own.pk}", {"collection": elsewhere.pk})

    assert Picture.objects.get(title="Ny").collection == place_of(region="12")
    assert Picture.objects.get(pk=own.pk).collection == place_of(region="12")


def test_a_region_chooses_from_its_own_and_the_nations_alone(kept: dict[str, Any], log_in_as: LogIn) -> None:
    linn = log_in_as("linn")

    listed = json.loads(linn.get(HOME + "images/chooser/").content)["html"]
    chosen = {
        name: linn.get(f"{HOME}images/chooser/chosen/{kept[name].pk}/").status_code
        for name in ("nation", "skane", "stockholm")
    }

    assert "Nationens" in listed
    assert kept["nation"].default_alt_text == ""
    assert "Stockholms" not in listed
    assert (chosen["nation"], chosen["skane"]) == (200, 200)
    assert chosen["stockholm"] in {302, 403}


@pytest.mark.parametrize("key", ["hugo", "sara", "yusuf"])
def test_who_neither_writes_nor_publishes_adds_nothing(key: str, log_in_as: LogIn, db: None) -> None:
    found()

    assert add(log_in_as(key), files.picture()).status_code in {302, 403, 404}
    assert Picture.objects.count() == 0


def with_media(kept: dict[str, Any], *, alternative: str = "Två händer", decorative: bool = False) -> str:
    """An article's chapters with a picture and a film."""
    values = json.loads(chapters("Ring 112", "Så känns det"))
    shown = {"image": kept["nation"].pk, "alt_text": alternative, "decorative": decorative}
    values[1]["value"]["passages"] += [
        {"type": "picture", "value": {"image": shown, "caption": "Så här"}},
        {
            "type": "recording",
            "value": {
                "form": "film",
                "heading": "Tvätta händerna",
                "file": kept["film"].pk,
                "captions": kept["captions"].pk,
                "poster": kept["nation"].pk,
                "text": "<p>Vatten och tvål.</p>",
            },
        },
    ]
    return json.dumps(values)


@pytest.fixture
def article(kept: dict[str, Any]) -> Article:
    """A signed and published text with them."""
    row = text(key="hander", title="Händer", chapters=with_media(kept))
    found().add_child(instance=row)
    row.sign(name="Hedda Ek", title="Allmänläkare", on=timezone.now().date())
    row.save_revision().publish()
    return Article.objects.get(pk=row.pk)


def test_the_page_shows_and_plays_them_with_words_for_all_of_it(article: Article, kept: dict[str, Any]) -> None:
    page = Client().get(str(article.url)).content.decode()

    picture, film = kept["nation"], kept["film"]
    assert f'src="{picture.file.url}"' in page
    assert 'width="40" height="20" alt="Två händer"' in page
    assert 'loading="lazy"' in page
    assert "Bild: Demonstrationen" in page
    assert f'<source src="{film.file.url}" type="video/mp4">' in page
    assert f'<track kind="captions" src="{kept["captions"].file.url}" srclang="sv"' in page
    assert 'preload="none"' in page
    assert f'poster="{picture.file.url}"' in page
    assert "Hämta filmen (MP4" in page
    assert 'itemtype="https://schema.org/VideoObject"' in page
    assert "Vatten och tvål." in page
    assert "Visa på teckenspråk" not in page
    assert "Lyssna" not in page


def test_other_sites_get_them_with_what_must_be_shown_with_them(article: Article, kept: dict[str, Any]) -> None:
    told = Client().get("/api/v1/content/hander/").json()

    passages = told["chapters"][1]["passages"]
    assert passages[1]["image"]["alternativeText"] == "Två händer"
    assert passages[1]["image"]["address"].endswith(kept["nation"].file.url)
    assert passages[2]["recording"]["mediaType"] == "video/mp4"
    assert (passages[2]["recording"]["seconds"], told["image"]) == (18, None)


@pytest.mark.parametrize(("form", "words"), [("sign", "Visa på teckenspråk"), ("sound", "Lyssna")])
def test_ways_to_see_and_hear_are_told_where_there_is_a_file(
    form: str, words: str, article: Article, kept: dict[str, Any]
) -> None:
    values = json.loads(with_media(kept))
    values[1]["value"]["passages"][-1]["value"]["form"] = form
    article.chapters = json.dumps(values)
    article.sign(name="Hedda Ek", title="Allmänläkare", on=timezone.now().date())
    article.save_revision().publish()

    page = Client().get(str(article.url)).content.decode()

    assert f'<a href="#symptoms-3">{words}</a>' in page
    assert 'id="symptoms-3"' in page


def test_the_signature_is_on_the_bytes_and_on_what_stands_for_them(article: Article, kept: dict[str, Any]) -> None:
    changed = {
        "other words": with_media(kept, alternative="En fot"),
        "only decoration": with_media(kept, alternative="", decorative=True),
        "another picture": with_media({**kept, "nation": kept["skane"]}),
    }
    signed = article.text_digest
    for chapter_values in changed.values():
        article.chapters = chapter_values
        assert article.text_digest != signed
        with pytest.raises(NotSigned):
            article.save_revision().publish()
    article.chapters = with_media(kept)
    Picture.objects.filter(pk=kept["nation"].pk).update(file=kept["skane"].file.name)
    assert article.text_digest != signed


def test_what_some_readers_would_miss_is_not_published(article: Article, kept: dict[str, Any]) -> None:
    article.chapters = with_media(kept, alternative=" ")
    article.sign(name="Hedda Ek", title="Allmänläkare", on=timezone.now().date())

    with pytest.raises(NotDescribed):
        article.save_revision().publish()


PICTURE = {"type": "picture", "value": {"image": {"image": 1, "alt_text": "", "decorative": False}, "caption": "Så"}}


@pytest.mark.parametrize(
    ("change", "missing"),
    [
        ({}, []),
        ({"text": "<p> </p>"}, ["Film"]),
        ({"text": "<p>&nbsp;</p>"}, ["Film"]),
        ({"captions": None}, ["Film"]),
        ({"form": "sign", "captions": None}, []),
        ({"form": "sound", "captions": None}, []),
        ({"form": "sound", "text": ""}, ["Film"]),
    ],
)
def test_what_stands_for_a_recording(change: dict[str, Any], missing: list[str]) -> None:
    played = {"form": "film", "heading": "Film", "file": 1, "captions": 2, "poster": None, "text": "<p>Allt.</p>"}

    assert undescribed([{"type": "recording", "value": played | change}]) == missing
    assert undescribed([PICTURE, {"type": "text", "value": "<p>x</p>"}]) == ["Så"]


def test_what_is_used_is_not_deleted_in_any_way_and_what_is_not_is_told(
    article: Article, kept: dict[str, Any], log_in_as: LogIn
) -> None:
    nora, picture, film = log_in_as("nora"), kept["nation"], kept["film"]
    places = [
        f"images/{picture.pk}/delete/",
        f"bulk/content/picture/delete/?id={picture.pk}",
        f"documents/delete/{film.pk}/",
        f"bulk/content/recording/delete/?id={film.pk}",
    ]

    answers = [nora.post(HOME + place) for place in places]

    assert {one.status_code for one in answers} == {403}
    assert all("Händer" in one.content.decode() for one in answers)
    assert Picture.objects.filter(pk=picture.pk).exists()
    assert unused(place=place_of(region="")) == []
    assert [one.title for one in unused(place=place_of(region="12"))] == ["Skånes"]
    assert "Skånes" in log_in_as("linn").get(HOME).content.decode()


def test_what_stands_in_a_draft_alone_is_used_too(article: Article, kept: dict[str, Any]) -> None:
    article.chapters = with_media({**kept, "nation": kept["skane"]})
    article.save_revision()

    with pytest.raises(InUse, match="Händer"):
        kept["skane"].delete()


def test_a_file_never_changes_once_it_is_there(kept: dict[str, Any], log_in_as: LogIn) -> None:
    before = kept["nation"].file.name

    form = {"title": "Bytt", **RIGHT, "file": files.sent(files.picture(size=(90, 90)))}
    log_in_as("nora").post(f"{HOME}images/{kept['nation'].pk}/", form)

    now = Picture.objects.get(pk=kept["nation"].pk)
    assert (now.title, now.file.name) == ("Bytt", before)


def test_files_without_a_row_are_swept_and_no_others(kept: dict[str, Any], folder: Path, log_in_as: LogIn) -> None:
    log_in_as("linn").post(f"{HOME}images/{kept['skane'].pk}/delete/")
    (folder / ".coming-half").write_bytes(b"half")
    named = {kept[name].file.name for name in ("nation", "stockholm", "film", "captions")}

    assert not Picture.objects.filter(pk=kept["skane"].pk).exists()
    now = timezone.now().timestamp()
    for one in lying(folder):
        os.utime(folder / one, (now, now))

    early, late = (sweep(now=timezone.now() + timedelta(minutes=minutes)) for minutes in (59, 61))

    assert (early, late) == (0, 2)
    assert named <= set(lying(folder))
    assert kept["skane"].file.name not in lying(folder)
    assert ".coming-half" not in lying(folder)
