"""What every answer carries: headers, cookies, no script or style inside the page, no personal data in addresses."""

import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from html.parser import HTMLParser
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from demo.cast import RESIDENTS, person_id
from tests.faults.pages import Page
from tests.postgres import ROOT

LogIn = Callable[..., Client]
pytestmark = [pytest.mark.xdist_group("headers"), pytest.mark.once]  # every page is asked for once
HEADERS = {
    "X-Frame-Options": "DENY",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin|no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
}
NOT_TO_BE_FOUND = "/min/tider/nowhere/"


class Inline(HTMLParser):
    """Collects script and style that stand in the page itself."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = dict(attrs)
        if tag == "style" or (tag == "script" and "src" not in names):
            self.found.append(f"<{tag}>")
        self.found += [name for name in names if name == "style" or name.startswith("on")]
        self.found += [
            str(value) for value in names.values() if (value or "").strip().lower().startswith("javascript:")
        ]


@dataclass(frozen=True)
class Said:
    """What is looked at of an answer; the rest of it is large."""

    headers: Mapping[str, str]
    text: str

    def get(self, name: str, default: str = "") -> str:
        """One header."""
        return self.headers.get(name, default)


Answers = list[tuple[str, Said]]


@pytest.fixture(scope="module")
def asked() -> Answers:
    """What has been answered: each test looks at the same answers."""
    return []


@pytest.fixture
def answers(asked: Answers, things: list[Page], log_in_as: LogIn) -> Answers:
    """Every page as the one who may see it, by GET and by an empty form, and the pages of errors."""
    if not asked:
        asked.extend((name, Said(one.headers, _text(one))) for name, one in _answers(things, log_in_as))
    return asked


def _answers(things: list[Page], log_in_as: LogIn) -> Iterator[tuple[str, Any]]:
    for method in ("get", "post"):
        for page in things:
            yield f"{method} {page}", getattr(log_in_as(page.owner), method)(page.path)
    yield "missing", log_in_as("alva").get(NOT_TO_BE_FOUND)
    yield "refused", log_in_as("bo", acting_for="alva").get(reverse("booking:start"))
    yield "bad", log_in_as("alva").get("/min/?" + "&".join(f"a{n}=1" for n in range(1000)))


def test_every_answer_carries_the_headers_that_protect_the_reader(answers: Answers) -> None:
    missing = []

    for name, answer in answers:
        missing += [(name, header) for header, values in HEADERS.items() if answer.get(header) not in values.split("|")]
        missing += [
            (name, header) for header in ("Permissions-Policy", "Content-Security-Policy") if not answer.get(header)
        ]
        if "unsafe" in answer.get("Content-Security-Policy", ""):
            missing.append((name, "unsafe"))

    assert missing == []


def test_no_page_of_a_log_in_and_no_redirect_is_kept_by_anybody(answers: Answers) -> None:
    kept = [name for name, answer in answers if "no-store" not in answer.get("Cache-Control", "")]

    assert kept == []


def test_no_page_holds_script_or_style_of_its_own(answers: Answers) -> None:
    inline = []

    for name, answer in answers:
        if "html" in answer.get("Content-Type", ""):
            parser = Inline()
            parser.feed(answer.text)
            inline += [(name, what) for what in parser.found]

    assert inline == []


def test_every_cookie_is_out_of_reach_for_scripts_and_foreign_pages(things: list[Page], log_in_as: LogIn) -> None:
    client, open_ones = Client(), []
    client.post(reverse("ui:theme"), {"theme": "dark"})
    client.post(reverse("ui:language"), {"language": "en"})
    client.get(reverse("log_in:start") + "?sprak=en")

    for name, morsel in client.cookies.items():
        if not morsel["httponly"] or morsel["samesite"] not in {"Lax", "Strict"}:
            open_ones.append(name)

    assert set(client.cookies) == {settings.SESSION_COOKIE_NAME, settings.LANGUAGE_COOKIE_NAME, "theme"}
    assert open_ones == []


def test_no_address_on_any_page_names_a_person(answers: Answers) -> None:
    telling = {one.given_name for one in RESIDENTS} | {one.family_name for one in RESIDENTS}
    telling |= {str(person_id(one.key)) for one in RESIDENTS}
    found = []

    for name, answer in answers:
        links = [*re.findall(r'(?:href|action|src)="([^"]*)"', answer.text), answer.get("Location", "")]
        found += [(name, link) for link in links if any(one in link for one in telling)]

    assert found == []


def _text(answer: Any) -> str:
    return "" if answer.streaming else answer.content.decode()


@pytest.mark.parametrize("way", ["log_in:out", "log_in:leave", "log_in:lock"])
def test_every_way_out_clears_what_the_browser_keeps(way: str, log_in_as: LogIn) -> None:
    client = log_in_as("alva")

    answer = client.get(reverse(way)) if way == "log_in:leave" else client.post(reverse(way))

    assert answer["Clear-Site-Data"] == '"cache", "storage"'
    assert client.cookies[settings.SESSION_COOKIE_NAME].value == ""


SECRETS = {
    "INGANG_SECRET_KEY": "a-secret-of-the-test-that-is-long-enough-to-count-as-one-0123456789",
    "INGANG_AUDIT_SEAL_SECRET": "another-secret-of-the-test-that-is-long-enough-0123456789",
    "INGANG_AUDIT_ROOTS_FILE": "/var/lib/ingang/roots.jsonl",
    "INGANG_DATABASE": "postgresql://ingang_app@/ingang?host=/run/postgresql",
    "INGANG_HOSTS": "ingang.example",
}


def production(*command: str, without: str = "", **changed: str) -> "subprocess.CompletedProcess[str]":
    """Run a command of ours with the settings of production."""
    settings_of_ours = {name: value for name, value in SECRETS.items() if name != without}
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("INGANG_", "DJANGO_"))}
    return subprocess.run(
        [sys.executable, "-W", "error::RuntimeWarning", "manage.py", *command],
        cwd=ROOT,
        env=clean | settings_of_ours | {"DJANGO_SETTINGS_MODULE": "ingang.project.settings.production"} | changed,
        capture_output=True,
        text=True,
        check=False,
    )


def test_production_has_nothing_that_the_deployment_check_warns_of() -> None:
    done = production("check", "--deploy", "--fail-level", "WARNING")

    assert done.returncode == 0, done.stderr
    assert "no issues" in done.stdout


@pytest.mark.parametrize("name", SECRETS)
def test_production_refuses_to_start_without(name: str) -> None:
    done = production("check", without=name)

    assert done.returncode != 0
    assert name in done.stderr


@pytest.mark.parametrize("name", ["INGANG_SECRET_KEY", "INGANG_AUDIT_SEAL_SECRET"])
def test_production_refuses_a_secret_that_is_none(name: str) -> None:
    done = production("check", **{name: ""})

    assert done.returncode != 0
    assert name in done.stderr
