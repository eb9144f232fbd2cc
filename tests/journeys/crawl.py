"""Walks every page that a role reaches by links, and gathers the faults of each."""

import re
from collections import deque
from dataclasses import dataclass, field
from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import BrowserContext, ConsoleMessage, Page, Request

from tests.faults.pages import is_public, kind_of
from tests.journeys.accessibility import ALONG_LINKS, IN_LANGUAGE, faults_everywhere
from tests.journeys.running import Demo
from tests.journeys.words import untranslated

NAMES_OF_THINGS = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}|SE\d{10}-\w+")
# Files and feeds are not pages, the quick exit leads away, and each language is walked by itself.
# A link of a drawing has no address as text of its own.
LINKS = "links => links.map(one => new URL(one.getAttribute('href'), document.baseURI).href.split('#')[0])"
LINKED = "a[href]:not([download], [type], [data-quick-exit], [hreflang])"
# Forms with something to fill in; those with a button alone are pressed by the journeys.
FILLABLE = "main form[method=post]:has(button):has(input:not([type=hidden]), textarea, select)"
EMPTY = """form => {
  form.noValidate = true;
  for (const one of form.elements)
    if (one.matches("input:not([type=hidden]), textarea, select")) one.value = "";
  form.querySelector("button").click();
}"""
# Where nothing need be filled in, an empty form is a good answer.
ALL_OPTIONAL = """form => [...form.querySelectorAll("legend, label")]
  .filter(one => one.matches("legend") || !one.closest("fieldset"))
  .every(one => one.querySelector(".optional"))"""
# How much of a map's list is shown, and that it is what stands in this part of it.
OF_THE_SAME_PAGE = {"visa", "har"}


@dataclass
class Crawl:
    """The pages that one role has seen in one language, and what was wrong with them.

    Not `beyond_public`: of public pages those that the role's own lead to are seen, and their links are not followed.
    """

    demo: Demo
    context: BrowserContext
    language: str
    on_every_page: str = ""
    beyond_public: bool = False
    seen: set[str] = field(default_factory=set)
    faults: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.context.on("request", self._watch_request)
        self.context.on("console", self._watch_console)
        self.context.on("weberror", lambda error: self.faults.append(f"script: {error.error}"))
        self.page: Page = self.context.pages[0] if self.context.pages else self.context.new_page()

    def walk(self, *starts: str) -> None:
        """Visit the starting points and everything that links lead to, each page once."""
        todo = deque(starts)
        while todo:
            address = todo.popleft()
            if name_of(address) in self.seen:
                continue
            self.visit(address)
            if self.beyond_public or not is_public(urlsplit(address).path):
                todo.extend(self._links())
            self._send_empty_forms(address)

    def visit(self, address: str, *, status: int = 200) -> None:
        """Open one address, which answers as expected, and check the page."""
        self.seen.add(name_of(address))
        answer = self.page.goto(address)
        if answer is None or answer.status != status:
            self.faults.append(f"{address}: answered {answer and answer.status}, not {status}")
        # A page may lead on to another: that one is then seen too.
        self.seen.add(name_of(self.page.url))
        self.check()

    def check(self) -> None:
        """The page as it stands now."""
        looks = IN_LANGUAGE if is_public(urlsplit(self.page.url).path) else ALONG_LINKS
        self.faults += faults_everywhere(self.page, looks=looks[self.language])
        language = self.page.evaluate("document.documentElement.lang")
        if language != self.language:
            self.faults.append(f"{self.page.url}: says that its language is {language}")
        if self.language == "sv":
            self.faults += untranslated(self.page)
        if self.on_every_page and self.on_every_page not in self.page.locator("body").inner_text():
            self.faults.append(f"{self.page.url}: does not say {self.on_every_page}")

    def _links(self) -> list[str]:
        found = self.page.eval_on_selector_all(LINKED, LINKS)
        return [one.removeprefix(self.demo.pages) for one in found if one.startswith(f"{self.demo.pages}/")]

    def _send_empty_forms(self, address: str) -> None:
        for number in range(self.page.locator(FILLABLE).count()):
            self.page.goto(address)
            form = self.page.locator(FILLABLE).nth(number)
            if form.evaluate(ALL_OPTIONAL):
                continue
            with self.page.expect_navigation():
                form.evaluate(EMPTY)
            if not re.match("Fel:|Error:", self.page.title()):
                self.faults.append(f"{address}: an empty form is not answered with an error in the title")
            self.check()

    def _watch_request(self, request: Request) -> None:
        there = urlsplit(request.url)
        if there.scheme in ("http", "https") and (there.hostname != "localhost" or there.port not in self.demo.ports):
            self.faults.append(f"{self.page.url}: asks another host, {request.url}")

    def _watch_console(self, message: ConsoleMessage) -> None:
        # The browser tells of a page that is expected to be missing, too.
        if message.type == "error" and message.location["url"] != self.page.url:
            self.faults.append(f"{self.page.url}: console: {message.text}")


def name_of(address: str) -> str:
    """The address without what is different for each thing: two days of the calendar are one page."""
    there = urlsplit(address)
    asked = sorted(parse_qs(there.query).keys() - OF_THE_SAME_PAGE)
    return NAMES_OF_THINGS.sub("…", kind_of(there.path)) + "?" + "&".join(asked)
