"""The map: every move is an address, clusters open, and the list says the same."""

import re
from html import unescape

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from conftest import BJORKBACKEN
from ingang.services.care_finder.map_box import COUNTRY, LARGEST, SMALLEST, Box, around, box_of, kept

HERE = "/hitta-vard/"
NUMBERS = st.integers(-10_000, 10_000)
BOXES = st.builds(lambda x, y, side: kept(x=x, y=y, side=side), NUMBERS, NUMBERS, NUMBERS)


@given(box=BOXES)
def test_no_move_leaves_the_country_and_each_is_an_address(box: Box) -> None:
    for one in (box, box.nearer(), box.farther(), box.moved(right=1), box.moved(down=-1)):
        assert COUNTRY[0] <= one.x <= COUNTRY[2]
        assert COUNTRY[1] <= one.y <= COUNTRY[3]
        assert SMALLEST <= one.side <= LARGEST
        assert box_of(str(one)) == one


@given(boxes=st.lists(st.tuples(st.integers(1200, 3600), st.integers(200, 6200)), min_size=1))
def test_what_is_shown_around_points_holds_them_all(boxes: list[tuple[int, int]]) -> None:
    box = around((x, y, x, y) for x, y in boxes)

    assert all(box.holds(x, y) for x, y in boxes)


@pytest.mark.parametrize(
    "text", ["", "1", "1,2", "a,b,c", "1,2,3,4", "-1,2,3", "٣,2,3", "1,2,99999", "\0,1,1", "1.5,2,3"]
)
def test_what_is_no_part_of_the_map_is_none(text: str) -> None:
    assert box_of(text) is None


@pytest.mark.django_db
def test_a_cluster_opens_and_a_unit_is_chosen_in_both_map_and_list(catalogue: None) -> None:
    client = Client()
    points = re.compile(r'<a href="([^"]+)" class="map-point[^"]*" aria-label="([^"]+)"')

    shown = client.get(HERE, {"vy": "karta", "region": "01"}).content.decode()
    cluster = next(unescape(url) for url, label in points.findall(shown) if "mottagningar nära" in label)
    opened = client.get(cluster).content.decode()
    row = next(unescape(one) for one in re.findall(r'<a href="([^"]+)"', shown) if f"vald={BJORKBACKEN}" in one)
    chosen = client.get(row).content.decode()

    assert len(points.findall(opened)) > 1
    assert chosen.count("Vald på kartan") > 1
    assert 'class="map-row-chosen" aria-current="true"' in chosen
    assert "Björkbackens vårdcentral, vald" in chosen


@pytest.mark.django_db
def test_only_what_lies_in_the_part_is_listed_where_that_is_asked_for(catalogue: None) -> None:
    client = Client()
    everywhere = client.get(HERE, {"vy": "karta", "region": "00"}).content.decode()
    north = client.get(HERE, {"vy": "karta", "region": "00", "ruta": "3000,500,100", "har": "ja"}).content.decode()

    assert f"{HERE}{BJORKBACKEN}/" in everywhere
    assert f"{HERE}{BJORKBACKEN}/" not in north
    assert "Ingen mottagning här" in north
    assert "ruta=3000%2C500%2C200" in north
