"""What is kept of pictures and recordings: once each, within the room of its place, in sizes; and what no text uses."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, BinaryIO

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db.models import Sum
from wagtail.images.models import Filter
from wagtail.models import Revision

from ingang.services.content.errors import HereAlready, InUse, QuotaFilled
from ingang.services.content.media.pictures import MEGABYTE, clean_picture
from ingang.services.content.media.recordings import clean_recording
from ingang.services.content.media.storage import address_within
from ingang.services.content.models import Article, Picture, PictureRendition, Recording, RegionHome, RegionPage
from ingang.services.content.models.media import Owned, numbers_in

WIDTHS = (320, 640, 960, 1280)
KEPT_UNNAMED = timedelta(hours=1)
"""So long a file may lie without a row: whoever takes it in has not written the row yet."""
WITH_MEDIA: tuple[Any, ...] = (Article, RegionHome, RegionPage)


def specs(*, width: int) -> list[str]:
    """The sizes, in Wagtail's words, of a picture that is so wide: never larger than it is."""
    return [f"width-{one}" for one in WIDTHS if one < width]


def make_sizes(*, picture: Picture) -> None:
    """Make the picture in each size when it comes in, so that no reader waits for it and reading writes nothing."""
    picture.create_renditions(*(Filter(spec) for spec in specs(width=picture.width)))


def keep_picture(*, content: BinaryIO, title: str, place: Any, right: Mapping[str, str]) -> Picture:
    """The picture in the place, taken in as an editor's would be; the one that is there where the bytes are the same.

    `right` says whose it is and why it may be shown. Refuses what is no picture.
    """
    file = ContentFile(clean_picture(content), name="picture.webp")
    if there := _same(Picture, file, place):
        return there
    row = Picture(title=title, file=file, collection=place, **right)
    row._set_image_file_metadata()
    row.full_clean()
    row.save()
    make_sizes(picture=row)
    return row


def keep_recording(*, content: BinaryIO, title: str, place: Any, right: Mapping[str, str]) -> Recording:
    """The film, sound or captions in the place; else as `keep_picture`."""
    clean = clean_recording(content)
    with closing(clean.file):
        if there := _same(Recording, clean.file, place):
            return there
        seen = {"width": clean.width, "height": clean.height, "seconds": clean.seconds}
        row = Recording(title=title, file=clean.file, collection=place, **seen, **right)
        row._set_document_file_metadata()
        row.full_clean()
        row.save()
        return row


def check_new(*, model: type[Any], content: Any, among: Iterable[Any]) -> None:
    """Refuse bytes that are here already, in one of the places that the editor chooses from."""
    there = _same(model, content, *among)
    if there is not None:
        raise HereAlready(title=there.title, place=there.collection.name)


def check_room(*, size: int, place: Any, most: int) -> None:
    """Refuse what the place of the nation or of a region has no room for. Sizes of pictures are not counted."""
    used = sum(
        model.objects.filter(collection=place).aggregate(used=Sum("file_size"))["used"] or 0
        for model in (Picture, Recording)
    )
    if used + size > most:
        raise QuotaFilled(place=place.name, megabytes=most // MEGABYTE)


def hold_room(*, place: Any) -> None:
    """Let nobody else take anything into the place until the transaction has ended, so that what is counted stays so.

    For whoever writes: on SQLite one writes at a time.
    """
    type(place).objects.select_for_update(no_key=True).get(pk=place.pk)


def check_unused(*, of: Owned) -> None:
    """Refuse what stands in a published text, or in the latest draft of one."""
    if titles := sorted(title for title, named in _texts() if (type(of), of.pk) in named):
        raise InUse(titles=", ".join(titles))


def unused(*, place: Any) -> list[Any]:
    """The pictures and recordings of the place that stand in no text."""
    used = {one for _title, named in _texts() for one in named}
    rows = [
        row for model in (Picture, Recording) for row in model.objects.filter(collection=place).order_by("title", "pk")
    ]
    return [row for row in rows if (type(row), row.pk) not in used]


def sweep(*, now: datetime) -> int:
    """Throw away the files that no row names, and what was half written. Gives how many there were."""
    kinds = (Picture, PictureRendition, Recording)
    named = {name for model in kinds for name in model.objects.values_list("file", flat=True)}
    root = Path(default_storage.path(""))
    before = (now - KEPT_UNNAMED).timestamp()
    loose = [
        path
        for path in root.rglob("*")
        if path.is_file() and str(path.relative_to(root)) not in named and path.stat().st_mtime < before
    ]
    for path in loose:
        path.unlink(missing_ok=True)
    return len(loose)


def _same(model: type[Any], content: Any, *places: Any) -> Any:
    """The row with these bytes in one of the places."""
    digest = hashlib.sha256()
    for chunk in content.chunks():
        digest.update(chunk)
    content.seek(0)
    end = Path(content.name).suffix.removeprefix(".")
    name = address_within(digest=digest.hexdigest(), end=end)
    return model.objects.filter(file=name, collection__in=places).first()


def _texts() -> Iterator[tuple[str, set[tuple[type[Owned], int]]]]:
    """Every text with what it shows, as readers see it and as its latest draft has it."""
    for model in WITH_MEDIA:
        rows = list(model.objects.all())
        newer = [row.latest_revision_id for row in rows if row.latest_revision_id != row.live_revision_id]
        drafts = Revision.objects.in_bulk([one for one in newer if one])
        for row in rows:
            draft = drafts.get(row.latest_revision_id)
            written = draft.as_object().passages() if draft else []
            yield row.title, {*numbers_in(row.passages()), *numbers_in(written)}
