"""What a picture is, by its bytes alone, and the same picture with nothing in it but what is seen.

It is decoded and written anew as WebP: what a camera noted (where, when, by whom) and what was hidden behind the
picture stays away, and it stands upright. Vector pictures are programs and are not taken.
"""

import io
from typing import Any, BinaryIO

from PIL import Image, ImageCms, ImageOps, UnidentifiedImageError

from ingang.services.content.errors import NotAPicture, PictureDamaged, PictureMoves, PictureTooHeavy, TooManyPoints

MEGABYTE = 1_000_000
MOST_BYTES = 15 * MEGABYTE
MOST_POINTS = 40_000_000
"""More than a phone's camera takes, and still decoded in some 150 MB."""
LONGEST_SIDE = 1920
FEW_COLOURS = 4096
"""A drawing has no more, and is kept as it was drawn; a photograph has more."""

_READ = ("JPEG", "PNG", "WEBP")
_HEAD = 1024
_OTHER = (b"%pdf-", b"<html", b"<svg", b"<script", b"<!doctype")
"""Beginnings of files that are something else as well, for whoever reads them as that."""


def clean_picture(content: BinaryIO) -> bytes:
    """The picture as WebP, upright and at most 1,920 points long. Refuses what is none, by the rule that it breaks."""
    if content.seek(0, io.SEEK_END) > MOST_BYTES:
        raise PictureTooHeavy(megabytes=MOST_BYTES // MEGABYTE)
    content.seek(0)
    head = content.read(_HEAD).lower()
    content.seek(0)
    if any(mark in head for mark in _OTHER):
        raise NotAPicture()
    try:
        with Image.open(content, formats=_READ) as picture:
            if picture.width * picture.height > MOST_POINTS:
                raise TooManyPoints(megapixels=MOST_POINTS // 1_000_000)
            if picture.format != "MPO" and getattr(picture, "n_frames", 1) > 1:
                raise PictureMoves()
            picture.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
            return _written(_upright(picture))
    except (TooManyPoints, PictureMoves):
        raise
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise TooManyPoints(megapixels=MOST_POINTS // 1_000_000) from error
    except UnidentifiedImageError as error:
        raise NotAPicture() from error
    except Exception as error:  # a broken file fails in as many ways as it can be broken
        raise PictureDamaged() from error


def _upright(picture: Image.Image) -> Image.Image:
    """The points alone, in the colours that every browser shows."""
    profile = picture.info.get("icc_profile")
    upright = ImageOps.exif_transpose(picture)
    has_holes = "A" in upright.getbands() or "transparency" in upright.info
    mode = "RGBA" if has_holes else "RGB"
    plain = _in_srgb(upright, profile, mode) if profile and upright.mode in {"RGB", "RGBA", "CMYK"} else None
    plain = plain or upright.convert(mode)
    plain.thumbnail((LONGEST_SIDE, LONGEST_SIDE), Image.Resampling.LANCZOS)
    return plain


def _in_srgb(picture: Image.Image, profile: bytes, mode: str) -> Image.Image | None:
    """None where the profile can not be read: the colours are then taken as they are."""
    try:
        there: Any = ImageCms.profileToProfile(
            picture, ImageCms.ImageCmsProfile(io.BytesIO(profile)), ImageCms.createProfile("sRGB"), outputMode=mode
        )
    except (ImageCms.PyCMSError, OSError, ValueError):
        return None
    return there if isinstance(there, Image.Image) else None


def _written(picture: Image.Image) -> bytes:
    written = io.BytesIO()
    is_drawn = picture.getcolors(maxcolors=FEW_COLOURS) is not None
    picture.info.clear()
    picture.save(written, format="WEBP", lossless=is_drawn, quality=100 if is_drawn else 84, method=4)
    return written.getvalue()
