"""The front: answers public pages from finished bytes before Django is asked, and when Django can not answer."""

import logging
from collections.abc import Callable, Iterable
from threading import Event, Lock
from time import monotonic
from typing import Any

from ingang.foundation.published import current
from ingang.foundation.published.answers import Answer, Finished, Headers, accepted
from ingang.foundation.published.keeping import KEEP_SECONDS
from ingang.foundation.published.places import Environ, Key, Place, Rules, cookies_reader, place_of, request_for
from ingang.foundation.published.snapshot import Snapshot
from ingang.foundation.published.store import Store

log = logging.getLogger(__name__)
Start = Callable[..., Any]
Application = Callable[[Environ, Start], Iterable[bytes]]

TRY_AGAIN = 5
"""So many seconds after Django could not make a page it is asked again."""
OTHERS_WAIT_AFTER = 6
"""A page that is so much older than what it tells of is no longer given to those who come while it is made anew."""
RENEWAL_WAIT = 1
PATIENCE = 20
AWAY = 503
NOT_KEPT = ("no-store", "private")


class Front:
    """A WSGI application in front of Django's. `pages` keeps addresses alone, `asked` those with a query."""

    def __init__(self, application: Application, *, rules: Rules, most_bytes: int, snapshot: Snapshot) -> None:
        self.application, self.rules, self.snapshot = application, rules, snapshot
        self.pages = Store(most_bytes=most_bytes)
        self.asked = Store(most_bytes=most_bytes // 4)
        self.read_cookies = cookies_reader(rules)
        self._nothing_chosen = (False, ("",) * len(rules.choices))
        self._making: dict[Key, Event] = {}
        self._lock, self._renewing = Lock(), Lock()
        self._resting_until = 0.0

    def __call__(self, environ: Environ, start: Start) -> Iterable[bytes]:
        method = environ["REQUEST_METHOD"]
        if method != "GET" and method != "HEAD":  # noqa: PLR1714  each request passes here
            return self.application(environ, start)
        cookies = environ.get("HTTP_COOKIE")
        has_session, chosen = self._nothing_chosen if cookies is None else self.read_cookies(cookies)
        query = environ.get("QUERY_STRING", "")
        is_secure = self._is_secure(environ)
        kept = (self.asked if query else self.pages).get(
            (environ.get("HTTP_HOST"), environ["PATH_INFO"], query, chosen, is_secure)
        )
        if kept is not None and (kept.same_for_all or not has_session) and _is_fresh(kept):
            return send(kept, environ, start)
        place = place_of(environ=environ, chosen=chosen, is_secure=is_secure, rules=self.rules)
        if place is None:
            return self.application(environ, start)
        if has_session and not place.keeping.same_for_all:
            return self._for_one(place, environ, start)
        return self._for_all(place, environ, start)

    def make(self, place: Place) -> Finished | Answer:
        """Ask Django for the page and keep it in memory and on disk; or else the last that was whole, or its answer."""
        former, version = self._store(place).get(place.key), current.version()
        answer = ask(self.application, request_for(place=place, rules=self.rules))
        seconds = answer.header(KEEP_SECONDS.lower())
        if answer.code == AWAY:
            self._rest()
        lacks_a_part = seconds == "0"
        # While the database answers, what is shown now matters more than the part: a new banner, above all.
        if answer.failed or (lacks_a_part and not current.database_answers()):
            return self._rescued(place, former) or answer
        if answer.code != 200 or not seconds.isdigit() or not may_be_kept(answer):
            self._store(place).drop(place.key)
            return answer
        finished = Finished(headers=answer.headers, body=answer.body)
        self._keep(place, finished, TRY_AGAIN if lacks_a_part else int(seconds), version)
        if not (place.query or lacks_a_part) and (former is None or former.etag != finished.etag):
            self.snapshot.save(name=place.name, headers=finished.headers, body=finished.body)
        return finished

    def _for_all(self, place: Place, environ: Environ, start: Start) -> Iterable[bytes]:
        found = self._finished(place)
        if isinstance(found, Finished):
            return send(found, environ, start)
        return tell(found, environ, start)

    def _for_one(self, place: Place, environ: Environ, start: Start) -> Iterable[bytes]:
        """A reader with a session: Django's own page for her, or the public one where Django can not make it."""
        answer = ask(self.application, environ)
        if answer.failed:
            kept = self._store(place).get(place.key)
            rescued = kept.rested() if kept else self._on_disk(place)
            if rescued:
                return send(rescued, environ, start)
        return tell(answer, environ, start)

    def _finished(self, place: Place) -> Finished | Answer:
        """The page from memory while it is fresh; else one reader has it made, and the others get the former one."""
        kept = self._store(place).get(place.key)
        if kept is not None and _is_fresh(kept):
            return kept
        if monotonic() < self._resting_until and (rescued := self._rescued(place, kept)):
            return rescued
        return self._first(place) if kept is None else self._renewed(place, kept)

    def _first(self, place: Place) -> Finished | Answer:
        """A page that nobody has asked for before: whoever comes while it is made waits for it."""
        with self._lock:
            making = self._making.get(place.key)
            if making is None:
                made = self._making[place.key] = Event()
        if making is not None:
            making.wait(PATIENCE)
            return self._store(place).get(place.key) or self.make(place)
        try:
            return self.make(place)
        finally:
            with self._lock:
                del self._making[place.key]
            made.set()

    def _renewed(self, place: Place, kept: Finished) -> Finished | Answer:
        """One page is made anew at a time, so that a slow one holds one thread; what tells of too old things waits."""
        changed = current.version()
        is_too_old = kept.version is not changed and monotonic() - changed.since > OTHERS_WAIT_AFTER
        if not self._renewing.acquire(timeout=RENEWAL_WAIT if is_too_old else 0):
            if is_too_old:
                self._rest()
            return kept
        try:
            meanwhile = self._store(place).get(place.key)
            return meanwhile if meanwhile is not None and _is_fresh(meanwhile) else self.make(place)
        finally:
            self._renewing.release()

    def _rest(self) -> None:
        """Django can not make pages just now: nobody asks it for a while."""
        self._resting_until = monotonic() + TRY_AGAIN

    def _rescued(self, place: Place, former: Finished | None) -> Finished | None:
        """What was last whole, kept for a moment so that not every reader waits for Django to fail."""
        rescued = former.rested() if former else self._on_disk(place)
        if rescued:
            self._keep(place, rescued, TRY_AGAIN, current.version())
        return rescued

    def _on_disk(self, place: Place) -> Finished | None:
        """The page as it was last written; the one for no choices where that choice's was never written."""
        if place.query:
            return None
        nothing = "\n".join((place.host, place.path, "", *self._nothing_chosen[1]))
        saved = self.snapshot.load(name=place.name) or self.snapshot.load(name=nothing)
        return Finished(headers=saved.headers, body=saved.body, is_stale=True) if saved else None

    def _keep(self, place: Place, finished: Finished, seconds: int, version: current.Version) -> None:
        finished.version, finished.fresh_until = version, monotonic() + seconds
        finished.same_for_all = place.keeping.same_for_all
        self._store(place).put(place.key, finished)

    def _store(self, place: Place) -> Store:
        return self.asked if place.query else self.pages

    def _is_secure(self, environ: Environ) -> bool:
        if self.rules.secure:
            return bool(environ.get(self.rules.secure[0]) == self.rules.secure[1])
        return bool(environ.get("wsgi.url_scheme") == "https")


def _is_fresh(kept: Finished) -> bool:
    return kept.version is current.version() and kept.fresh_until > monotonic()


def send(finished: Finished, environ: Environ, start: Start) -> Iterable[bytes]:
    """The bytes in the encoding that the reader takes; nothing but headers where she has them already."""
    finished.used = True
    encoding = environ.get("HTTP_ACCEPT_ENCODING")
    best = accepted(encoding) if encoding else ""
    if best not in finished.ready:
        best = ""
    known = environ.get("HTTP_IF_NONE_MATCH")
    if known is not None and (finished.etag in known or known == "*"):
        start("304 Not Modified", finished.unchanged[best])
        return []
    headers, body = finished.ready[best]
    start("200 OK", headers)
    return [] if environ["REQUEST_METHOD"] == "HEAD" else body


def tell(answer: Answer, environ: Environ, start: Start) -> Iterable[bytes]:
    """Django's answer as it is, without what it said to the front alone."""
    start(answer.status, [one for one in answer.headers if one[0].lower() != KEEP_SECONDS.lower()])
    return [] if environ["REQUEST_METHOD"] == "HEAD" else [answer.body]


def ask(application: Application, environ: Environ) -> Answer:
    """What the application answers, whole. One that raises has failed."""
    told: list[tuple[str, Headers]] = []
    try:
        chunks = application(environ, lambda status, headers, *_: told.append((status, headers)))
        try:
            body = b"".join(chunks)
        finally:
            if hasattr(chunks, "close"):
                chunks.close()
    except Exception:
        log.exception("a public page could not be made")
        return Answer(status="500 Internal Server Error", headers=[("Content-Type", "text/plain")], body=b"")
    return Answer(status=told[0][0], headers=[*told[0][1]], body=body)


def may_be_kept(answer: Answer) -> bool:
    """Whether nothing in the answer is for one reader alone, or for this moment alone."""
    control = answer.header("cache-control").lower()
    return not answer.header("set-cookie") and not any(word in control for word in NOT_KEPT)
