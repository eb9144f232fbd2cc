"""Swedish grid to latitude and longitude and back: SWEREF 99 TM on the ellipsoid GRS 80.

Gauss' conformal projection by the series that Lantmäteriet publishes for it; right to less than a millimetre in
Sweden. Pure.
"""

from dataclasses import dataclass
from math import asinh, atan, atan2, atanh, cos, cosh, degrees, radians, sin, sinh, sqrt, tan

AXIS, FLATTENING = 6378137.0, 1 / 298.257222101
MIDDLE, SCALE, FALSE_EAST = radians(15), 0.9996, 500_000.0

_E2 = FLATTENING * (2 - FLATTENING)
_N = FLATTENING / (2 - FLATTENING)
_RADIUS = AXIS / (1 + _N) * (1 + _N**2 / 4 + _N**4 / 64)
_TO_GRID = (
    _N / 2 - 2 * _N**2 / 3 + 5 * _N**3 / 16 + 41 * _N**4 / 180,
    13 * _N**2 / 48 - 3 * _N**3 / 5 + 557 * _N**4 / 1440,
    61 * _N**3 / 240 - 103 * _N**4 / 140,
    49561 * _N**4 / 161280,
)
_FROM_GRID = (
    _N / 2 - 2 * _N**2 / 3 + 37 * _N**3 / 96 - _N**4 / 360,
    _N**2 / 48 + _N**3 / 15 - 437 * _N**4 / 1440,
    17 * _N**3 / 480 - 37 * _N**4 / 840,
    4397 * _N**4 / 161280,
)

NORTHS, EASTS = (6_100_000, 7_700_000), (260_000, 930_000)
"""Within these lies Sweden."""


@dataclass(frozen=True, kw_only=True)
class Position:
    """Degrees on WGS 84, which in Sweden is SWEREF 99 to within a metre."""

    latitude: float
    longitude: float


def in_sweden(*, north: int, east: int) -> bool:
    """Whether the grid point may lie in Sweden: north and east exchanged, or another grid, do not."""
    return NORTHS[0] <= north <= NORTHS[1] and EASTS[0] <= east <= EASTS[1]


def to_position(*, north: float, east: float) -> Position:
    """Latitude and longitude of a point of the grid."""
    xi, eta = north / (SCALE * _RADIUS), (east - FALSE_EAST) / (SCALE * _RADIUS)
    xi_, eta_ = xi, eta
    for number, factor in enumerate(_FROM_GRID, start=1):
        xi_ -= factor * sin(2 * number * xi) * cosh(2 * number * eta)
        eta_ -= factor * cos(2 * number * xi) * sinh(2 * number * eta)
    conformal = atan2(sin(xi_), sqrt(sinh(eta_) ** 2 + cos(xi_) ** 2))
    longitude = MIDDLE + atan2(sinh(eta_), cos(xi_))
    return Position(latitude=degrees(_geodetic(conformal)), longitude=degrees(longitude))


def to_grid(*, latitude: float, longitude: float) -> tuple[float, float]:
    """North and east of a position."""
    conformal = _conformal(radians(latitude))
    apart = radians(longitude) - MIDDLE
    xi, eta = atan2(tan(conformal), cos(apart)), atanh(cos(conformal) * sin(apart))
    north, east = xi, eta
    for number, factor in enumerate(_TO_GRID, start=1):
        north += factor * sin(2 * number * xi) * cosh(2 * number * eta)
        east += factor * cos(2 * number * xi) * sinh(2 * number * eta)
    return SCALE * _RADIUS * north, SCALE * _RADIUS * east + FALSE_EAST


def _conformal(latitude: float) -> float:
    e = sqrt(_E2)
    return atan(sinh(asinh(tan(latitude)) - e * atanh(e * sin(latitude))))


def _geodetic(conformal: float) -> float:
    """The latitude whose conformal latitude it is: a few turns, each a hundred times nearer."""
    latitude = conformal
    e = sqrt(_E2)
    for _ in range(6):
        latitude = atan(sinh(asinh(tan(conformal)) + e * atanh(e * sin(latitude))))
    return latitude
