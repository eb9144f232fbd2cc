"""A real browser whose requests are answered in this process: the clock of the pages is the test's own.

Nothing else of the browser is different: scripts, styles and the content security policy are those of the portal.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote, urlsplit

from django.contrib.staticfiles import finders
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, Page, Route

HERE = "http://ingang.test"
TYPES = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml", ".woff2": "font/woff2"}
# A browser whose requests are answered for it follows no redirects: the page that it ends at says where it is.
LANDED = "/landed.js"
FORM = "application/x-www-form-urlencoded"


class Inside:
    """Opens browsers, each with a log-in of its own, and closes them at the end."""

    def __init__(self, browser: Browser, log_in_as: Callable[..., Client]) -> None:
        self._browser, self._log_in_as = browser, log_in_as
        self._contexts: list[BrowserContext] = []

    def open(self, key: str, path: str, *, viewport: dict[str, int], **who: Any) -> Page:
        """A page at an address, in a browser where somebody of the cast is logged in."""
        context = self._browser.new_context(base_url=HERE, locale="sv-SE", viewport=viewport)  # type: ignore[arg-type]
        self._contexts.append(context)
        context.route("**/*", Answers(self._log_in_as(key, **who)))
        page = context.new_page()
        page.goto(path)
        return page

    def close(self) -> None:
        """Close them all."""
        for context in self._contexts:
            context.close()


class Answers:
    """Answers a browser from the test client and the static files; no other host is there."""

    def __init__(self, client: Client) -> None:
        self.client = client
        self.client.defaults["HTTP_ACCEPT_LANGUAGE"] = "sv"

    def __call__(self, route: Route) -> None:
        address = urlsplit(route.request.url)
        if f"{address.scheme}://{address.netloc}" != HERE:
            route.abort()
        elif address.path == LANDED:
            script = f"history.replaceState(null, '', {unquote(address.query)!r})"
            route.fulfill(body=script, content_type=TYPES[".js"])
        elif address.path.startswith("/static/"):
            found = Path(str(finders.find(address.path.removeprefix("/static/"))))
            route.fulfill(path=found, content_type=TYPES.get(found.suffix))
        else:
            self._page(route, f"{address.path}?{address.query}" if address.query else address.path)

    def _page(self, route: Route, address: str) -> None:
        headers = {name: value for name, value in route.request.headers.items() if name in {"accept", "x-csrftoken"}}
        if route.request.method == "POST":
            kind = route.request.headers.get("content-type", FORM)
            sent = route.request.post_data_buffer or b""
            answer = self.client.post(address, data=sent, content_type=kind, headers=headers)
        else:
            answer = self.client.get(address, headers=headers)
        body = answer.content
        while answer.status_code == 302 and answer["Location"].startswith("/"):
            landed = answer["Location"]
            answer = self.client.get(landed)
            body = answer.content.replace(
                b"<head>", f'<head><script src="{LANDED}?{quote(landed)}"></script>'.encode(), 1
            )
        route.fulfill(status=answer.status_code, headers=dict(answer.items()), body=body)
