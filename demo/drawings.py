"""Draws the demonstration's pictures, a short film and a sound, from code of our own: `python -m demo.drawings`.

They are honest demonstration: simple drawings without text in them, and a rhythm to breathe to. What is made lies in
demo/content/media, beside the list that says whose it is.
"""

import math
from array import array
from collections.abc import Callable, Sequence
from pathlib import Path

import av
from PIL import Image, ImageDraw

FOLDER = Path(__file__).parent / "content" / "media"
FINE = 3
"""Drawn so many times larger and made smaller, so that edges are smooth."""
PAPER, INK, SKIN, CLOTH, MARK, WATER, SOAP = (
    "#fbf8f2",
    "#1b2321",
    "#d8a47f",
    "#9db8ae",
    "#c8372d",
    "#6fa8c9",
    "#ffffff",
)

Point = tuple[float, float]


class Sheet:
    """A sheet of paper, 1280 by 720, on which round and soft things are drawn."""

    def __init__(self, width: int = 1280, height: int = 720) -> None:
        self.size = (width, height)
        self._image = Image.new("RGB", (width * FINE, height * FINE), PAPER)
        self._pen = ImageDraw.Draw(self._image)

    def limb(self, points: Sequence[Point], width: float, colour: str = SKIN) -> None:
        """A thick line with round ends and bends."""
        scaled = [(x * FINE, y * FINE) for x, y in points]
        self._pen.line(scaled, fill=colour, width=round(width * FINE))
        for x, y in points:
            self.spot((x, y), width / 2, colour)

    def spot(self, at: Point, radius: float, colour: str, outline: str | None = None) -> None:
        """A circle."""
        (x, y), r = (at[0] * FINE, at[1] * FINE), radius * FINE
        self._pen.ellipse((x - r, y - r, x + r, y + r), fill=colour, outline=outline, width=4 * FINE)

    def slab(self, corner: Point, other: Point, radius: float, colour: str) -> None:
        """A rectangle with round corners."""
        box = (corner[0] * FINE, corner[1] * FINE, other[0] * FINE, other[1] * FINE)
        self._pen.rounded_rectangle(box, radius=radius * FINE, fill=colour)

    def arrow(self, start: Point, end: Point, colour: str = INK) -> None:
        """An arrow."""
        self.limb((start, end), 10, colour)
        angle = math.atan2(end[1] - start[1], end[0] - start[0])
        for turn in (2.5, -2.5):
            self.limb((end, (end[0] + 34 * math.cos(angle + turn), end[1] + 34 * math.sin(angle + turn))), 10, colour)

    def picture(self) -> Image.Image:
        """What has been drawn."""
        return self._image.resize(self.size, Image.Resampling.LANCZOS)


def where_it_hurts() -> Image.Image:
    """The upper body from the front: chest, left arm, jaw and the top of the belly are marked."""
    sheet = Sheet()
    sheet.limb(((520, 330), (440, 470), (430, 640)), 84)
    sheet.limb(((760, 330), (840, 470), (850, 640)), 84)
    sheet.slab((470, 260), (810, 760), 90, CLOTH)
    sheet.slab((595, 190), (685, 300), 30, SKIN)
    sheet.spot((640, 140), 92, SKIN)
    for at, radius in (((650, 400), 74), ((640, 215), 30), ((640, 540), 44)):
        sheet.spot(at, radius, MARK)
    sheet.limb(((776, 350), (838, 466), (848, 600)), 34, MARK)
    return sheet.picture()


def hands_on_chest() -> Image.Image:
    """Somebody lies on the back, and two hands press straight down in the middle of the chest."""
    sheet = Sheet()
    sheet.slab((90, 600), (1190, 622), 10, "#e0d9cb")
    sheet.limb(((330, 545), (760, 545)), 120, CLOTH)
    sheet.limb(((760, 560), (1120, 575)), 84, "#5d7a70")
    sheet.spot((228, 540), 74, SKIN)
    sheet.spot((470, 120), 70, SKIN)
    sheet.limb(((505, 225), (690, 330)), 120, "#c9b27c")
    sheet.limb(((470, 235), (462, 470)), 50)
    sheet.limb(((520, 240), (480, 470)), 50)
    sheet.limb(((435, 478), (510, 478)), 42)
    sheet.limb(((690, 330), (700, 560)), 90, "#5d7a70")
    sheet.arrow((380, 330), (380, 450), MARK)
    return sheet.picture()


def thermometer() -> Image.Image:
    """A thermometer that shows that it is warm."""
    sheet = Sheet()
    sheet.limb(((330, 360), (900, 360)), 120, "#e0d9cb")
    sheet.limb(((330, 360), (900, 360)), 92, "#ffffff")
    sheet.spot((960, 360), 92, MARK)
    sheet.limb(((960, 360), (540, 360)), 36, MARK)
    for number in range(9):
        x = 350 + number * 62
        sheet.limb(((x, 270), (x, 250 if number % 4 else 225)), 8, INK)
    return sheet.picture()


def washing(step: int, moment: float = 0.0, sheet: Sheet | None = None) -> Image.Image:
    """Hands under water, with soap, rubbed, between the fingers, rinsed and dried; `moment` moves them."""
    sheet = sheet or Sheet()
    sway = 26 * math.sin(moment * 2 * math.pi)
    wet, foam = step in {0, 4}, step in {1, 2, 3}
    if wet:
        sheet.slab((590, 0), (690, 120), 20, "#68726f")
        for number in range(5):
            x = 604 + number * 18
            sheet.limb(((x, 130), (x, 300 + (number * 37 + moment * 160) % 90)), 8, WATER)
    if step == 5:
        sheet.slab((390, 250 + sway / 2), (890, 600 + sway / 2), 30, "#ffffff")
        sheet.slab((390, 520 + sway / 2), (890, 545 + sway / 2), 4, WATER)
    _hand(sheet, (470 - sway, 420), 1, spread=step == 3)
    _hand(sheet, (810 + sway, 420 + (34 if step == 3 else 0)), -1, spread=step == 3)
    if foam:
        for number in range(14):
            at = (500 + number * 22, 350 + (number * 53 + moment * 60) % 130)
            sheet.spot(at, 12 + number * 7 % 16, SOAP, outline="#c9d9e2")
    return sheet.picture()


def _hand(sheet: Sheet, wrist: Point, way: int, *, spread: bool) -> None:
    x, y = wrist
    sheet.limb(((x - way * 330, y + 130), (x - way * 60, y + 20)), 104)
    sheet.slab((min(x - way * 70, x + way * 70), y - 70), (max(x - way * 70, x + way * 70), y + 84), 50, SKIN)
    for number in range(4):
        apart = 1.5 if spread else 1.0
        sheet.limb(((x + way * 50, y - 44 + number * 36), (x + way * 170, y - 62 * apart + number * 40 * apart)), 34)
    sheet.limb(((x - way * 10, y - 50), (x + way * 60, y - 130)), 36)


def film(path: Path, *, steps: int = 6, seconds: int = 3, rate: int = 12) -> None:
    """The steps of washing hands after one another, without sound."""
    with av.open(str(path), "w", format="mp4", options={"movflags": "+faststart", "fflags": "+bitexact"}) as target:
        stream = target.add_stream("h264", rate=rate, options={"crf": "30", "preset": "veryslow", "threads": "1"})
        stream.width, stream.height, stream.pix_fmt = 640, 360, "yuv420p"
        for number in range(steps * seconds * rate):
            step, within = divmod(number, seconds * rate)
            drawn = washing(step, within / rate).resize((640, 360), Image.Resampling.LANCZOS)
            frame = av.VideoFrame.from_image(drawn)  # type: ignore[no-untyped-call]
            target.mux(stream.encode(frame))
        target.mux(stream.encode())


def sound(path: Path, *, breaths: int = 3, rate: int = 24_000) -> None:
    """A tone that rises for four seconds and falls for six, as often as one breathes calmly."""
    samples, phase = [], 0.0
    for number in range(breaths * 10 * rate):
        second = number / rate % 10
        part = second / 4 if second < 4 else 1 - (second - 4) / 6
        phase += 2 * math.pi * (196 + 98 * part) / rate
        samples.append(round(9000 * math.sin(phase) * math.sin(math.pi * min(1, part + 0.05)) ** 0.5 * 0.6))
    _encode(path, samples, rate)


def _encode(path: Path, samples: list[int], rate: int) -> None:
    with av.open(str(path), "w", format="mp3", options={"fflags": "+bitexact"}) as target:
        stream = target.add_stream("libmp3lame", rate=rate, layout="mono")
        stream.bit_rate = 48_000
        for start in range(0, len(samples), 576):
            block = array("h", samples[start : start + 576])
            frame = av.AudioFrame(format="s16p", layout="mono", samples=len(block))
            frame.planes[0].update(block.tobytes().ljust(frame.planes[0].buffer_size, b"\0"))
            frame.sample_rate, frame.pts = rate, start
            target.mux(stream.encode(frame))
        target.mux(stream.encode())


DRAWINGS: dict[str, Callable[[], Image.Image]] = {
    "var-det-gor-ont.webp": where_it_hurts,
    "hander-pa-brostkorgen.webp": hands_on_chest,
    "termometer.webp": thermometer,
    "handtvatt.webp": lambda: washing(2, 0.2),
}


def main() -> None:
    """Make everything anew."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name, draw in DRAWINGS.items():
        draw().save(FOLDER / name, format="WEBP", lossless=True, quality=100, method=6)
    film(FOLDER / "handtvatt.mp4")
    sound(FOLDER / "lugn-andning.mp3")


if __name__ == "__main__":
    main()
