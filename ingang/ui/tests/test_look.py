"""What can be measured about the look without a browser: contrast, weight, one dark for all."""

import re
from collections.abc import Iterator
from gzip import compress

import pytest
from django.test import Client

from ingang.ui.tests.conftest import UI

STATIC = UI / "static" / "ui"
AAA, AA_TEXT, AA_PARTS = 7.0, 4.5, 3.0
SOFT = ("info", "success", "warning", "error", "person")


def tokens(brand: str, theme: str) -> dict[str, str]:
    """The tokens of a brand in a theme, as the cascade leaves them."""
    found: dict[str, str] = {}
    for sheet in (STATIC / "tokens.css", STATIC / "brands" / f"{brand}.css"):
        selectors = [":root"] if theme == "light" else [":root", ':root[data-theme="dark"]']
        for selector in selectors:
            found |= declarations(sheet.read_text(), selector)
    return found


def declarations(sheet: str, selector: str) -> dict[str, str]:
    block = re.search(rf"^ *{re.escape(selector)} \{{(.*?)\}}", sheet, re.DOTALL | re.MULTILINE)
    assert block, selector
    return dict(re.findall(r"(--[\w-]+): ([^;]+);", block[1]))


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def pairs() -> Iterator[tuple[str, str, float]]:
    """What is written on what, and the contrast it must have."""
    for ground in ("paper", "surface", "sunken"):
        yield from (
            ("ink", ground, AAA),
            ("muted", ground, AAA),
            ("brand", ground, AAA),
            ("error", ground, AAA),
        )
        yield ("line-strong", ground, AA_PARTS)
        yield ("focus", ground, AA_PARTS)
    for tone in SOFT:
        yield from ((tone, f"{tone}-soft", AAA), ("ink", f"{tone}-soft", AAA))
    yield from (("on-brand", "brand", AAA), ("on-brand", "brand-strong", AAA), ("surface", "error", AA_TEXT))
    yield ("brand", "brand-soft", AA_TEXT)


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("brand", ["neutral", "1177"])
def test_everything_written_can_be_read(brand: str, theme: str) -> None:
    colours = tokens(brand, theme)

    low = {
        (one, other): round(contrast(colours[f"--{one}"], colours[f"--{other}"]), 2)
        for one, other, least in pairs()
        if contrast(colours[f"--{one}"], colours[f"--{other}"]) < least
    }
    assert low == {}


@pytest.mark.parametrize("sheet", ["tokens.css", "brands/neutral.css", "brands/1177.css"])
def test_the_device_and_the_reader_get_the_same_dark(sheet: str) -> None:
    text = (STATIC / sheet).read_text()

    device = declarations(text, ':root:not([data-theme="light"])')
    assert device == declarations(text, ':root[data-theme="dark"]')


def test_colours_are_named_in_tokens_alone() -> None:
    sheets = [path for path in sorted(STATIC.glob("*.css")) if path.stem not in ("tokens", "print")]

    strays = [found for sheet in sheets for found in re.findall(r"#[0-9a-fA-F]{3,8}\b", sheet.read_text())]
    # A QR code must stay dark on white whatever the theme.
    assert strays == ["#ffffff"]


def test_a_page_with_everything_weighs_less_than_a_hundred_kilobytes(client: Client) -> None:
    page = client.get("/sida/alva/").content
    names = re.findall(r'(?:src|href)="/static/([^"]+)"', page.decode())
    text = [UI / "static" / name for name in names if not name.endswith("woff2")]

    font = (STATIC / "fonts" / "atkinson-next.woff2").stat().st_size
    weight = len(compress(page)) + sum(len(compress(path.read_bytes())) for path in text) + font
    assert weight < 60_000


def test_all_scripts_together_are_small() -> None:
    assert sum(path.stat().st_size for path in STATIC.glob("*.js")) < 13_000


def test_the_typeface_is_small_and_carries_its_licence() -> None:
    assert (STATIC / "fonts" / "atkinson-next.woff2").stat().st_size < 45_000
    assert "SIL Open Font License" in (STATIC / "fonts" / "OFL.txt").read_text()
