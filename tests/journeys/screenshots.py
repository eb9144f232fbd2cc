"""Pictures of the main pages: `python -m tests.journeys.screenshots FOLDER`; also writes the one in the README."""

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import Browser, Page, sync_playwright

from conftest import CHROMIUM, CHROMIUM_FLAGS
from tests.house.source import ROOT
from tests.journeys.conftest import PHONE
from tests.journeys.running import Demo, running
from tests.journeys.steps import hold, log_in_as_staff, log_in_quietly

SIZES = {"phone": PHONE, "desktop": {"width": 1280, "height": 800}}
THEMES = ("light", "dark")
PUBLIC = {"home": "/", "log-in": "/logga-in/", "components": "/ui/komponenter/"}
RESIDENT = {
    "start": "/min/",
    "inbox": "/min/inkorg/",
    "times": "/min/tider/",
    "units": "/min/tider/boka/?sok=Solna",
    "week": "/min/tider/boka/SE0000000020-U001/",
    "journal": "/min/journalen/",
    "access-log": "/min/vem-har-last/",
    "log-ins": "/logga-in/inloggningar/",
    "act-for": "/min/ombud/",
    "missing": "/min/finns-inte/",
}
STAFF = {"staff-start": "/personal/", "staff-day": "/personal/tider/", "staff-publish": "/personal/tider/publicera/"}
LANGUAGES = {"sv": "Svenska", "en": "English"}


def main(folder: Path) -> None:
    """Start a demonstration, take every picture, and end it."""
    folder.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory() as var, running(var=Path(var)) as demo, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=CHROMIUM_FLAGS)
        take_all(open_page(browser, demo), PUBLIC, folder)
        resident = open_page(browser, demo)
        log_in_quietly(resident, "Alva Lindqvist")
        resident.screenshot(path=ROOT / "docs/images/start.png")
        hold(resident, "Folktandvården Eken Solna")
        take_all(resident, {**RESIDENT, "check": resident.url}, folder)
        staff = open_page(browser, demo)
        log_in_as_staff(staff, "Sara Nyström", assignment="Björkbackens vårdcentral")
        take_all(staff, STAFF, folder)
        browser.close()


def open_page(browser: Browser, demo: Demo) -> Page:
    return browser.new_context(viewport=PHONE, locale="sv-SE", base_url=demo.pages).new_page()  # type: ignore[arg-type]


def take_all(page: Page, pages: dict[str, str], folder: Path) -> None:
    """Each page in both languages and themes and at both sizes, whole."""
    for language, name in LANGUAGES.items():
        page.goto(next(iter(pages.values())))
        if page.evaluate("document.documentElement.lang") != language:
            page.get_by_role("button", name=name).or_(page.get_by_role("link", name=name)).first.click()
        for title, address in pages.items():
            page.goto("/en/" if (title, language) == ("home", "en") else address)
            take(page, folder, f"{title}-{language}")


def take(page: Page, folder: Path, name: str) -> None:
    for size, viewport in SIZES.items():
        page.set_viewport_size(viewport)  # type: ignore[arg-type]
        for theme in THEMES:
            page.emulate_media(color_scheme=theme, reduced_motion="reduce")  # type: ignore[arg-type]
            page.screenshot(path=folder / f"{name}-{size}-{theme}.png", full_page=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
