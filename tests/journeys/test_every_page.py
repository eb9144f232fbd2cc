"""Every page that anybody reaches, in both languages and themes, on the narrowest phone and on a desktop."""

from collections.abc import Callable
from uuid import uuid4

import pytest
from playwright.sync_api import BrowserContext, Page

from tests.journeys.crawl import Crawl
from tests.journeys.running import Demo
from tests.journeys.steps import act_for, book, cancel, hold, log_in_as_staff, log_in_quietly

LANGUAGES = {"sv": "Svenska", "en": "English"}
NewContext = Callable[..., BrowserContext]


@pytest.fixture(params=LANGUAGES)
def language(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def test_what_nobody_in_particular_sees(demo: Demo, new_context: NewContext, language: str) -> None:
    crawl = Crawl(demo, new_context(), language, beyond_public=True)
    crawl.page.goto("/logga-in/")
    speak(crawl.page, language)

    home = "/" if language == "sv" else "/en/"
    crawl.walk(home, "/logga-in/", "/logga-in/personal/", "/ui/komponenter/")
    crawl.visit(f"{home}finns-inte/", status=404)

    assert crawl.faults == []


def test_what_alva_sees(demo: Demo, new_context: NewContext, language: str) -> None:
    page = new_context().new_page()
    log_in_quietly(page, "Alva Lindqvist")
    when = book(page, "Liljan vårdcentral", kind="Provtagning")
    receipt = page.url
    hold(page, "Liljan vårdcentral", kind="Videosamtal med läkare")
    held = page.url
    speak(page, language)
    crawl = Crawl(demo, page.context, language)

    crawl.walk(held, receipt, "/min/", "/min/tider/boka/?sok=xyzxyz", "/min/vem-har-last/?vem=ombud")
    crawl.walk("/min/journalen/?typ=careplan&vardgivare=SE0000000010-G001")
    crawl.visit(f"/min/tider/{uuid4()}/", status=404)
    crawl.visit("/personal/", status=404)
    page.goto("/min/")
    speak(page, "sv")
    cancel(page, when)

    assert crawl.faults == []


def test_what_bo_sees_for_ella(demo: Demo, new_context: NewContext, language: str) -> None:
    page = new_context().new_page()
    log_in_quietly(page, "Bo Ekström")
    act_for(page, "Ella Ekström")
    speak(page, language)
    crawl = Crawl(demo, page.context, language, on_every_page="Ella Ekström")

    crawl.walk("/min/")

    assert crawl.faults == []


def test_what_sara_sees(demo: Demo, new_context: NewContext, language: str) -> None:
    page = new_context().new_page()
    log_in_as_staff(page, "Sara Nyström", assignment="Björkbackens vårdcentral")
    speak(page, language)
    crawl = Crawl(demo, page.context, language)

    crawl.walk("/personal/", "/personal/tider/", "/logga-in/uppdrag/")
    crawl.visit(f"/personal/arbete/{uuid4()}/", status=404)

    assert crawl.faults == []


def speak(page: Page, language: str) -> None:
    """Choose the language at the top of the page, unless it is spoken already."""
    if page.evaluate("document.documentElement.lang") != language:
        name = LANGUAGES[language]
        page.get_by_role("button", name=name).or_(page.get_by_role("link", name=name)).click()
