"""The part of the map that is shown: a square of the maps' grid, moved and zoomed. Pure.

The state of a map stands in its address as three whole numbers, so every move is a link and nothing is kept.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

COUNTRY = (1109, 121, 3669, 6264)
"""Left, top, right and bottom of the country in steps of the grid (250 metres)."""

SMALLEST, LARGEST = 12, 6500
"""How many steps a side has at least and at most: three kilometres, and the whole country."""

AIR = 0.12
"""How much is left free around what is shown, as a share of its side."""

MOVE = 3
"""A move goes a third of the side: what was in the middle is still seen."""


@dataclass(frozen=True, kw_only=True)
class Box:
    """A square around a point; `side` is how wide and high it is."""

    x: int
    y: int
    side: int

    def moved(self, *, right: int = 0, down: int = 0) -> "Box":
        """The same square a step to a side; its middle never leaves the country."""
        step = self.side // MOVE
        return kept(x=self.x + right * step, y=self.y + down * step, side=self.side)

    def nearer(self) -> "Box":
        """Half as wide around the same point."""
        return kept(x=self.x, y=self.y, side=self.side // 2)

    def farther(self) -> "Box":
        """Twice as wide around the same point."""
        return kept(x=self.x, y=self.y, side=self.side * 2)

    def holds(self, x: float, y: float) -> bool:
        """Whether the point lies in the square."""
        return abs(x - self.x) * 2 <= self.side and abs(y - self.y) * 2 <= self.side

    def meets(self, box: Sequence[float]) -> bool:
        """Whether a box of left, top, right and bottom lies at least partly in the square."""
        half = self.side / 2
        left, top, right, bottom = box
        return left <= self.x + half and right >= self.x - half and top <= self.y + half and bottom >= self.y - half

    def __str__(self) -> str:
        return f"{self.x},{self.y},{self.side}"


def kept(*, x: float, y: float, side: float) -> Box:
    """A square within the limits: neither too near nor too far, its middle in the country."""
    left, top, right, bottom = COUNTRY
    return Box(
        x=round(min(max(x, left), right)),
        y=round(min(max(y, top), bottom)),
        side=round(min(max(side, SMALLEST), LARGEST)),
    )


def box_of(text: str, /) -> Box | None:
    """The square that an address tells; None where it tells none."""
    parts = text.split(",")
    if len(parts) != len(("x", "y", "side")) or not all(
        one.isascii() and one.isdecimal() and len(one) <= len(str(LARGEST)) for one in parts
    ):
        return None
    x, y, side = map(int, parts)
    return kept(x=x, y=y, side=side)


def around(boxes: Iterable[Sequence[float]], /) -> Box:
    """The square that holds all boxes, with air around them; the whole country where there are none."""
    boxes = list(boxes) or [COUNTRY]
    left, top = min(box[0] for box in boxes), min(box[1] for box in boxes)
    right, bottom = max(box[2] for box in boxes), max(box[3] for box in boxes)
    side = max(right - left, bottom - top) * (1 + AIR)
    return kept(x=(left + right) / 2, y=(top + bottom) / 2, side=side)
