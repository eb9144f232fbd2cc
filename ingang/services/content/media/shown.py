"""Pictures and recordings as a page shows them: addresses, sizes, and the words that stand for them."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from ingang.foundation.published.media import TYPES
from ingang.services.content.models import Picture, Recording
from ingang.services.content.models.media import Owned, numbers_in

IN_THE_COLUMN = "(min-width: 44rem) 41rem, 100vw"
"""How wide a picture is on the page: as wide as the text."""
USUAL, WIDEST = 640, 1280

Found = Mapping[tuple[type[Owned], int], Any]
"""The rows that passages name."""


@dataclass(frozen=True, kw_only=True)
class PictureShown:
    """A picture in several sizes. An empty `alternative` says that it only decorates."""

    address: str
    sizes: tuple[tuple[str, int], ...]
    width: int
    height: int
    alternative: str = ""
    caption: str = ""
    credit: str = ""

    @property
    def srcset(self) -> str:
        """What the browser chooses among."""
        return ", ".join(f"{address} {width}w" for address, width in self.sizes)

    @property
    def at(self) -> str:
        """How wide it will be."""
        return IN_THE_COLUMN


@dataclass(frozen=True, kw_only=True)
class RecordingShown:
    """A film or sound: what plays it, and where it can be fetched."""

    address: str
    media_type: str
    size: int
    end: str
    seconds: int
    width: int
    height: int
    credit: str
    added: Any
    captions: str = ""
    poster: PictureShown | None = None

    @property
    def duration(self) -> str:
        """How long it plays, as programs write it (ISO 8601)."""
        return f"PT{self.seconds // 60}M{self.seconds % 60}S"


def found_in(passages: Iterable[Mapping[str, Any]]) -> Found:
    """The rows that the passages name: one question for each kind, none where there are none."""
    numbers: dict[type[Owned], set[int]] = defaultdict(set)
    for model, number in numbers_in(passages):
        numbers[model].add(number)
    found: dict[tuple[type[Owned], int], Any] = {}
    if numbers[Picture]:
        rows = Picture.objects.filter(pk__in=numbers[Picture]).prefetch_related("renditions")
        found |= {(Picture, row.pk): row for row in rows}
    if numbers[Recording]:
        found |= {(Recording, row.pk): row for row in Recording.objects.filter(pk__in=numbers[Recording])}
    return found


def picture_shown(value: Mapping[str, Any], *, found: Found) -> PictureShown | None:
    """The picture of a stored passage; None where it is gone."""
    used = value["image"]
    row = found.get((Picture, used["image"]))
    words = "" if used["decorative"] else used["alt_text"] or ""
    return row and _sized(row, alternative=words, caption=value.get("caption") or "")


def recording_shown(value: Mapping[str, Any], *, found: Found) -> RecordingShown | None:
    """The recording of a stored passage; None where it is gone."""
    row = found.get((Recording, value["file"]))
    if row is None:
        return None
    captions = found.get((Recording, value.get("captions") or 0))
    poster = found.get((Picture, value.get("poster") or 0))
    return RecordingShown(
        address=row.file.url,
        media_type=TYPES[row.file_extension],
        size=row.file_size or 0,
        end=row.file_extension.upper(),
        seconds=row.seconds,
        width=row.width,
        height=row.height,
        credit=row.owner,
        added=row.created_at,
        captions=captions.file.url if captions else "",
        poster=poster and _sized(poster),
    )


def _sized(row: Picture, **words: str) -> PictureShown:
    made = sorted(
        (one.width, one.file.url)
        for one in row.renditions.all()
        if one.filter_spec == f"width-{one.width}" and one.width <= WIDEST
    )
    if row.width <= WIDEST or not made:
        made.append((row.width, row.file.url))
    usual = next((address for width, address in made if width >= USUAL), made[-1][1])
    return PictureShown(
        address=usual,
        sizes=tuple((address, width) for width, address in made),
        width=row.width,
        height=row.height,
        credit=row.owner,
        **words,
    )
