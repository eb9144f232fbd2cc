"""A real browser whose requests are answered in this process: the clock of the pages is the test's own.

Nothing else of the browser is different: scripts, styles and the content security policy are those of the portal.
"""

from collections.abc import Callable
from contextvars import copy_context
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote, urlsplit

from django.contrib.staticfiles import finders
from django.test import Client
from django.utils import timezone
from playwright.sync_api import Browser, BrowserContext, Page, Route

from ingang.foundation.identity.models import LogIn

HERE = "http://ingang.test"
TYPES = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml", ".woff2": "font/woff2"}
# A browser whose requests are answered for it follows no redirects: the page that it ends at says where it is.
LANDED = "/landed.js"
STREAMS = "/stream/"
PATIENCE = 15_000
FORM = "application/x-www-form-urlencoded"


class Inside:
    """Opens browsers, each with a log-in of its own, and closes them at the end."""

    def __init__(self, browser: Browser, log_in_as: Callable[..., Client]) -> None:
        self._browser, self._log_in_as = browser, log_in_as
        self._contexts: list[BrowserContext] = []

    def open(self, key: str, path: str, *, viewport: dict[str, int], language: str = "sv", **who: Any) -> Page:
        """A page at an address, in a browser where somebody of the cast is logged in."""
        context = self._browser.new_context(base_url=HERE, locale="sv-SE", viewport=viewport)  # type: ignore[arg-type]
        self._contexts.append(context)
        context.set_default_timeout(PATIENCE)
        context.route("**/*", Answers(self._log_in_as(key, **who), language))
        keep_logged_in()
        page = context.new_page()
        page.goto(path)
        return page

    def close(self) -> None:
        """Close them all."""
        for context in self._contexts:
            context.close()


def keep_logged_in() -> None:
    """Whoever is logged in has logged in just now, wherever the clock stands."""
    LogIn.objects.filter(ended_at=None).update(started_at=timezone.now(), last_active_at=timezone.now())


class Answers:
    """Answers a browser from the test client and the static files. Other hosts and streams are away."""

    def __init__(self, client: Client, language: str) -> None:
        self.client = client
        # The driver calls from a context of its own, which would open another connection to the database.
        self._context = copy_context()
        self.client.defaults["HTTP_ACCEPT_LANGUAGE"] = language

    def __call__(self, route: Route) -> None:
        address = urlsplit(route.request.url)
        if f"{address.scheme}://{address.netloc}" != HERE or address.path.startswith(STREAMS):
            route.abort()
        elif address.path == LANDED:
            script = f"history.replaceState(null, '', {unquote(address.query)!r})"
            route.fulfill(body=script, content_type=TYPES[".js"])
        elif address.path.startswith("/static/"):
            found = Path(str(finders.find(address.path.removeprefix("/static/"))))
            route.fulfill(path=found, content_type=TYPES.get(found.suffix))
        else:
            asked = route.request
            kind = asked.headers.get("content-type", FORM)
            sent = asked.post_data_buffer or b""
            path = address._replace(scheme="", netloc="").geturl()
            status, headers, body = self._context.run(self._answer, asked.method, path, sent, kind)
            route.fulfill(status=status, headers=headers, body=body)

    def _answer(self, method: str, path: str, sent: bytes, kind: str) -> tuple[int, dict[str, str], bytes]:
        answer = self.client.post(path, data=sent, content_type=kind) if method == "POST" else self.client.get(path)
        body = answer.getvalue()
        while answer.status_code == 302 and answer["Location"].startswith("/"):
            landed = answer["Location"]
            answer = self.client.get(landed)
            script = f'<head><script src="{LANDED}?{quote(landed)}"></script>'
            body = answer.getvalue().replace(b"<head>", script.encode(), 1)
        return answer.status_code, dict(answer.items()), body
