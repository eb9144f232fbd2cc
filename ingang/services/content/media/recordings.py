"""What a film, sound or captions is, by its bytes alone, and the same with nothing in it but what is seen and heard.

Films and sound are taken apart and put together anew without being coded again: titles, places, pictures of covers,
and what was hidden behind them stay away, and a film begins to play before all of it is there. FFmpeg is told which
form to read, so that no file chooses the reader.
"""

import io
import re
import tempfile
from dataclasses import dataclass
from typing import Any, BinaryIO

import av
from django.core.files.base import ContentFile, File

from ingang.services.content.errors import NotARecording, RecordingDamaged, RecordingTooHeavy
from ingang.services.content.media.pictures import MEGABYTE

MOST_FILM, MOST_SOUND, MOST_CAPTIONS = 200, 50, 1
"""In megabytes."""
LONGEST_SIDE = 1920

_FORMS = (
    (re.compile(rb"....ftyp", re.DOTALL), "mp4"),
    (re.compile(rb"\x1a\x45\xdf\xa3"), "matroska"),
    (re.compile(rb"OggS"), "ogg"),
    (re.compile(rb"ID3|\xff[\xe2-\xff]"), "mp3"),
)
_PLAYED = {
    # form that is read, with picture or without: the form that is written, the end of its name, and what is in it
    ("mp4", True): ("mp4", "mp4", {"h264", "av1"}, {"aac", "mp3"}),
    ("mp4", False): ("ipod", "m4a", set(), {"aac"}),
    ("matroska", True): ("webm", "webm", {"vp8", "vp9", "av1"}, {"opus", "vorbis"}),
    ("ogg", False): ("ogg", "ogg", set(), {"opus", "vorbis"}),
    ("mp3", False): ("mp3", "mp3", set(), {"mp3"}),
}
_CAPTIONS = re.compile(r"(?:\A|\n)\d\d(?::\d\d){1,2}\.\d{3} --> \d\d(?::\d\d){1,2}\.\d{3}")


@dataclass(frozen=True, kw_only=True)
class Clean:
    """A file that may be kept, named by what it is; how large it is seen and how long it plays."""

    file: File[Any]
    width: int = 0
    height: int = 0
    seconds: int = 0


def clean_recording(content: BinaryIO) -> Clean:
    """The recording as it may be kept. Refuses what is none, by the rule that it breaks."""
    size = content.seek(0, io.SEEK_END)
    content.seek(0)
    head = content.read(12)
    content.seek(0)
    if head.removeprefix(b"\xef\xbb\xbf").startswith(b"WEBVTT"):
        _check_size(size, MOST_CAPTIONS)
        return _captions(content.read())
    form = next((name for pattern, name in _FORMS if pattern.match(head)), "")
    if not form:
        raise NotARecording()
    _check_size(size, MOST_FILM)
    try:
        with av.open(content, "r", format=form) as source:
            return _put_together(source, form, size)
    except (NotARecording, RecordingTooHeavy):
        raise
    except Exception as error:  # a broken file fails in as many ways as it can be broken
        raise RecordingDamaged() from error


def _check_size(size: int, most: int) -> None:
    if size > most * MEGABYTE:
        raise RecordingTooHeavy(megabytes=most)


def _captions(content: bytes) -> Clean:
    try:
        text = content.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError as error:
        raise NotARecording() from error
    if "\0" in text or not re.match(r"WEBVTT(?:[ \t]|\n)", text) or not _CAPTIONS.search(text):
        raise NotARecording()
    return Clean(file=ContentFile(text.encode(), name="captions.vtt"))


def _put_together(source: Any, form: str, size: int) -> Clean:
    films = [one for one in source.streams.video if not one.disposition & av.stream.Disposition.attached_pic]
    sounds = list(source.streams.audio)
    rule = _PLAYED.get((form, bool(films)))
    if rule is None or not (films or sounds):
        raise NotARecording()
    written, end, seen, heard = rule
    if not films:
        _check_size(size, MOST_SOUND)
    chosen = [*films[:1], *sounds[:1]]
    if any(one.codec_context.codec.canonical_name not in seen | heard for one in chosen):
        raise NotARecording()
    width, height = (films[0].width, films[0].height) if films else (0, 0)
    if max(width, height) > LONGEST_SIDE:
        raise NotARecording()
    whole = tempfile.NamedTemporaryFile(suffix=f".{end}")  # noqa: SIM115  it goes when nobody holds the file any more
    seconds = _copy(source, chosen, whole.name, written)
    whole.seek(0)
    return Clean(file=File(whole, name=f"recording.{end}"), width=width, height=height, seconds=seconds)


def _copy(source: Any, streams: list[Any], path: str, form: str) -> int:
    """Write the streams' packets, and nothing else of the source. Gives how many seconds they last."""
    last = 0.0
    options = {"movflags": "+faststart", "fflags": "+bitexact", "write_id3v2": "0"}
    with av.open(path, "w", format=form, container_options=options) as target:
        copies = {one.index: target.add_stream_from_template(one) for one in streams}
        for packet in source.demux(streams):
            if packet.dts is None:
                continue
            last = max(last, float((packet.dts + (packet.duration or 0)) * packet.time_base))
            packet.stream = copies[packet.stream.index]
            target.mux(packet)
    if not last:
        raise NotARecording()
    return round(last)
