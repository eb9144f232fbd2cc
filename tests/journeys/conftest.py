"""A running demonstration and a real Chromium for every journey."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.house.source import ROOT

CHROMIUM = "/usr/bin/chromium"
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"]
PHONE = {"width": 390, "height": 844}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "tests/journeys" in str(item.fspath):
            item.add_marker(pytest.mark.journey)


@dataclass(frozen=True)
class Demo:
    """A running demonstration: where its pages are, and its data."""

    pages: str
    phone: str
    var: Path
    process: "subprocess.Popen[bytes]"


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demo]:
    """`make demo` on ports and data of its own, with the SQLite database that a new user gets."""
    base, var = _free_base(), tmp_path_factory.mktemp("var")
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("INGANG_", "DJANGO_"))}
    environment |= {"INGANG_DEMO_PORT": str(base), "INGANG_VAR": str(var), "PYTHONPATH": str(ROOT)}
    log = (var / "log").open("wb")
    process = subprocess.Popen([sys.executable, "-m", "demo"], cwd=ROOT, env=environment, stdout=log, stderr=log)
    started = Demo(f"http://localhost:{base}", f"http://localhost:{base + 3}", var, process)
    try:
        _wait_for(started)
        yield started
    finally:
        process.terminate()
        process.wait(timeout=20)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        yield playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)


@pytest.fixture
def new_context(browser: Browser, demo: Demo) -> Iterator[Callable[..., BrowserContext]]:
    """Makes a browser context of its own: phone size unless told otherwise; closes it at the end."""
    made: list[BrowserContext] = []

    def make(**options: object) -> BrowserContext:
        settings = {"viewport": PHONE, "locale": "sv-SE", "base_url": demo.pages} | options
        made.append(browser.new_context(**settings))  # type: ignore[arg-type]
        return made[-1]

    yield make
    for context in made:
        context.close()


@pytest.fixture
def page(new_context: Callable[..., BrowserContext]) -> Page:
    return new_context().new_page()


def _free_base() -> int:
    """Ten ports in a row that nobody uses, found by asking for one."""
    for _ in range(50):
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            base = int(probe.getsockname()[1])
        if base < 60_000 and all(_is_free(base + offset) for offset in range(10)):
            return base
    raise RuntimeError("no free ports")


def _is_free(port: int) -> bool:
    with socket.socket() as probe:
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True


def _wait_for(demo: Demo) -> None:
    for _ in range(1200):
        if demo.process.poll() is not None:
            break
        try:
            with urlopen(demo.pages, timeout=2):
                return
        except (URLError, OSError):
            time.sleep(0.1)
    raise RuntimeError((demo.var / "log").read_text(encoding="utf-8", errors="replace"))
