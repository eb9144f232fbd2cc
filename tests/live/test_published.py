"""Public pages while the database is stopped, across processes, and in a storm: served as in production."""

import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path

import pytest

from benchmarks.serving import program, served
from tests.postgres import Cluster, cluster, silent, stopped

pytestmark = pytest.mark.live
WITHIN = 10
WORDS, AWAY = "Vattnet kan göra dig sjuk.", "Det här fungerar inte just nu"
BANNER = f"""
from datetime import timedelta
from django.utils import timezone
from ingang.foundation.published.actions import public_pages_changed
from ingang.services.entrance.models import Banner
now = timezone.now()
Banner.objects.create(
    level="crisis", region="00", swedish_heading="Koka vattnet", english_heading="Boil the water",
    swedish="{WORDS}", english="Ill", begins_at=now, ends_at=now + timedelta(days=1), made_by="x", made_at=now,
    confirmed_by="x", confirmed_at=now,
)
public_pages_changed(at=now)
"""


@dataclass(frozen=True)
class Page:
    """An answer as a browser has it."""

    status: int
    warning: str
    text: str


@pytest.fixture(scope="module")
def server() -> Iterator[Cluster]:
    """A PostgreSQL of this module's own, which its tests stop."""
    with cluster() as running:
        running.migrated("published_template")
        yield running


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Static files and what is written down."""
    return tmp_path_factory.mktemp("published")


@pytest.fixture(scope="module")
def address(server: Cluster, folder: Path) -> str:
    """A database without anything in it but tables."""
    address = server.migrated("published", template="published_template")
    program(address, folder, "manage.py", "compile_messages")
    program(address, folder, "manage.py", "collectstatic", "--no-input", "-v0")
    return address


@contextmanager
def pages(address: str, folder: Path, *, workers: int = 1) -> Iterator[Callable[..., Page]]:
    """A process of the pages; call it with a path."""
    with served(address, folder, workers=workers) as port:

        def get(path: str, **cookies: str) -> Page:
            connection = HTTPConnection("localhost", port, timeout=30)
            headers = {"Host": "localhost", "X-Forwarded-Proto": "https"}
            if cookies:
                headers["Cookie"] = "; ".join(f"{name}={value}" for name, value in cookies.items())
            connection.request("GET", path, headers=headers)
            answer: HTTPResponse = connection.getresponse()
            page = Page(answer.status, answer.headers.get("Warning", ""), answer.read().decode())
            connection.close()
            return page

        yield get


@pytest.fixture(scope="module")
def one(address: str, folder: Path) -> Iterator[Callable[..., Page]]:
    """A process of the pages that several tests ask."""
    with pages(address, folder) as get:
        yield get


def until(is_so: Callable[[], bool], *, within: float) -> float:
    """How long it took until it was so; longer than `within` when it never was."""
    began = time.monotonic()
    while not is_so():
        if time.monotonic() - began > within:
            break
        time.sleep(0.05)
    return time.monotonic() - began


def test_a_banner_stands_on_kept_pages_of_every_process_and_stays_while_the_database_is_stopped(
    server: Cluster, address: str, folder: Path, one: Callable[..., Page]
) -> None:
    with pages(address, folder) as another:
        assert WORDS not in one("/").text
        assert WORDS not in another("/en/").text

        program(address, folder, "manage.py", "shell", "-c", BANNER)

        assert until(lambda: WORDS in one("/").text, within=WITHIN) < WITHIN
        assert until(lambda: "Boil the water" in another("/en/").text, within=WITHIN) < WITHIN
        assert WORDS in one("/", region="12").text
        with stopped(server):
            # What each process knows itself, then what another one wrote, after a new start too.
            for get in (one, another):
                home = get("/")
                assert home.status == 200
                assert WORDS in home.text
                assert 'href="tel:112"' in home.text
                assert get("/min/", **{"__Host-ingang_session": "x" * 32}).status == 503
            with pages(address, folder) as new:
                assert WORDS in new("/").text
                assert "Region Skåne</strong>" in new("/", region="12").text
                assert new("/").warning.startswith("110")
                told = new("/min/", **{"__Host-ingang_session": "x" * 32})
                assert (told.status, AWAY in told.text) == (503, True)
        assert until(lambda: one("/").warning == "", within=WITHIN) < WITHIN
        assert one("/min/").status == 302


def test_a_database_that_takes_questions_and_answers_none_holds_nobody(
    server: Cluster, address: str, folder: Path, one: Callable[..., Page]
) -> None:
    mine = {"__Host-ingang_session": "x" * 32}
    if WORDS not in one("/").text:
        program(address, folder, "manage.py", "shell", "-c", BANNER)
    assert until(lambda: WORDS in one("/").text, within=WITHIN) < WITHIN
    assert one("/en/").status == 200
    with silent(server), ThreadPoolExecutor() as others:
        assert WORDS in one("/").text
        # Each of the process's two threads waits for the database, and is let go.
        told = [page.result() for page in [others.submit(one, "/min/", **mine) for _ in range(2)]]
        assert [(page.status, AWAY in page.text) for page in told] == [(503, True)] * 2
        # From here on nobody waits at all, however many come.
        home, again, from_disk = one("/", **mine), one("/min/", **mine), one("/en/", region="12")
        assert (home.status, WORDS in home.text, 'href="tel:112"' in home.text) == (200, True, True)
        assert (again.status, AWAY in again.text) == (503, True)
        assert (from_disk.status, from_disk.warning[:3]) == (200, "110")
        assert one("/media/no.webp").status == 404
    assert until(lambda: one("/min/").status == 302, within=WITHIN) < WITHIN
    assert until(lambda: one("/").warning == "", within=WITHIN) < WITHIN


def test_a_storm_of_addresses_that_nobody_made_leaves_memory_as_it_was(address: str, folder: Path) -> None:
    with served(address, folder, workers=1) as port:
        connection = HTTPConnection("localhost", port, timeout=30)

        def ask(path: str) -> int:
            connection.request("GET", path, headers={"Host": "localhost", "X-Forwarded-Proto": "https"})
            answer = connection.getresponse()
            answer.read()
            return answer.status

        for number in range(300):
            ask(f"/warm/{number}/")
        before = memory(port)
        statuses = {ask(path) for number in range(2000) for path in (f"/nowhere/{number}/", f"/?a{number}={number}")}
        after = memory(port)
        connection.close()

    assert statuses == {200, 404}
    assert after - before < 20_000


def memory(port: int) -> int:
    """How many kilobytes the processes of the pages on this port hold."""
    mine = [path for path in Path("/proc").glob("[0-9]*") if f"--port\0{port}\0".encode() in _command(path)]
    rows = [line for path in mine for line in (path / "status").read_text().splitlines() if line.startswith("VmRSS")]
    assert rows
    return sum(int(row.split()[1]) for row in rows)


def _command(path: Path) -> bytes:
    try:
        return (path / "cmdline").read_bytes()
    except OSError:
        return b""
