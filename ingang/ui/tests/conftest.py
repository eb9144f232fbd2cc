"""The interface alone: its own addresses, no session and database, and a browser served in-process."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest
from django.contrib.staticfiles import finders
from django.test import Client
from django.utils import translation
from pytest_django.fixtures import Settings

from ingang.ui.catalogues import compile_catalogues

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, Route

UI = Path(__file__).parent.parent
HERE = "http://ingang.test"
TYPES = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml", ".woff2": "font/woff2"}


@pytest.fixture(autouse=True)
def interface_alone(settings: Settings) -> Iterator[None]:
    settings.ROOT_URLCONF = "ingang.ui.tests.urls"
    settings.MIDDLEWARE = [
        "csp.middleware.CSPMiddleware",
        "django.middleware.locale.LocaleMiddleware",
        "django.middleware.common.CommonMiddleware",
        "django.middleware.csrf.CsrfViewMiddleware",
    ]
    settings.CSRF_USE_SESSIONS = False
    settings.INGANG_DEMONSTRATION = True
    templates, options = settings.TEMPLATES[0], settings.TEMPLATES[0]["OPTIONS"]
    mine = [
        one for one in options["context_processors"] if not one.startswith(("ingang.foundation.", "ingang.services."))
    ]
    settings.TEMPLATES = [
        {**templates, "DIRS": [UI / "tests" / "templates"], "OPTIONS": {**options, "context_processors": mine}}
    ]
    with translation.override("sv"):
        yield


@pytest.fixture(scope="session", autouse=True)
def swedish_is_compiled() -> None:
    compile_catalogues(root=UI)


@pytest.fixture
def open_page(browser: Browser) -> Iterator[Callable[..., Page]]:
    """Open an address in the browser. Every request is answered in this process; nothing leaves it."""
    contexts = []

    def opened(address: str, **options: object) -> Page:
        context = browser.new_context(base_url=HERE, **options)  # type: ignore[arg-type]
        contexts.append(context)
        context.route("**/*", Answers(language=str(options.get("locale", "sv"))))
        page = context.new_page()
        page.goto(address)
        return page

    yield opened
    for context in contexts:
        context.close()


class Answers:
    """Answers the browser from the test client and the static files; keeps what was asked of other hosts."""

    def __init__(self, *, language: str) -> None:
        self.client = Client(headers={"accept-language": language})
        self.outside: list[str] = []

    def __call__(self, route: Route) -> None:
        address = urlsplit(route.request.url)
        if f"{address.scheme}://{address.netloc}" != HERE:
            self.outside.append(route.request.url)
            route.fulfill(body="<title>outside</title>", content_type="text/html")
        elif address.path.startswith("/static/"):
            self._static(route, address.path.removeprefix("/static/"))
        else:
            self._django(route, f"{address.path}?{address.query}")

    def _static(self, route: Route, name: str) -> None:
        found = finders.find(name)
        assert isinstance(found, str), name
        route.fulfill(path=found, content_type=TYPES[Path(found).suffix])

    def _django(self, route: Route, address: str) -> None:
        sent = route.request.post_data_buffer or b""
        kind = route.request.headers.get("content-type", "application/x-www-form-urlencoded")
        if route.request.method == "POST":
            answer = self.client.post(address, data=sent, content_type=kind)
        else:
            answer = self.client.get(address)
        # A browser whose requests are answered for it follows no redirects; the test client does.
        if answer.status_code == 302:
            answer = self.client.get(answer["Location"])
        route.fulfill(status=answer.status_code, headers=dict(answer.items()), body=answer.content)
