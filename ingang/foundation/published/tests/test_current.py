"""Which version a process knows of, and what is known for all pages."""

from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest
from django.core.cache import cache
from django.db import OperationalError, connection

from ingang.foundation.published import current
from ingang.foundation.published.actions import public_pages_changed
from ingang.foundation.published.current import begin_page, database_answers, is_incomplete, known, look_again, version
from ingang.foundation.published.jobs import forget_changes
from ingang.foundation.published.models import PublicChange

pytestmark = pytest.mark.django_db
SOON = timedelta(seconds=30)


@pytest.fixture(autouse=True)
def _nothing_known(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(current, "_current", [current.Version("0", 0.0)])
    cache.clear()
    yield
    cache.clear()


def test_a_change_makes_a_new_version_and_nothing_else_does(now: datetime) -> None:
    first = look_again(now=now)
    public_pages_changed(at=now)
    second = look_again(now=now)

    assert second is not first
    assert look_again(now=now + SOON) is second


def test_what_lies_ahead_makes_a_new_version_when_its_time_comes(now: datetime) -> None:
    public_pages_changed(at=now)
    public_pages_changed(at=now + SOON)
    first = look_again(now=now)

    assert look_again(now=now + SOON / 2) is first
    assert look_again(now=now + SOON) is not first


def test_of_two_who_write_at_once_the_later_to_be_seen_is_noticed_too(now: datetime) -> None:
    public_pages_changed(at=now)
    row = PublicChange.objects.get()
    PublicChange.objects.filter(id=row.id).update(id=row.id + 1)
    first = look_again(now=now)

    PublicChange.objects.create(id=row.id, at=now - SOON)

    assert look_again(now=now) is not first


def test_whether_the_database_answers_is_known_from_the_last_look(now: datetime) -> None:
    def away(*_: object) -> None:
        raise OperationalError

    look_again(now=now)
    assert database_answers()

    with connection.execute_wrapper(away), pytest.raises(OperationalError):
        look_again(now=now)

    assert not database_answers()


def test_what_everybody_has_noticed_is_forgotten(now: datetime) -> None:
    for days in (2, 0):
        public_pages_changed(at=now - timedelta(days=days))
    public_pages_changed(at=now + timedelta(days=40))

    for _ in range(2):
        forget_changes(grant=None, now=now)  # type: ignore[arg-type]

    assert PublicChange.objects.count() == 2


def test_what_is_known_is_asked_for_once_and_again_when_something_changed(now: datetime) -> None:
    asked: list[int] = []

    def read() -> int:
        asked.append(1)
        return len(asked)

    assert [known(name="x", seconds=60, read=read, at_first=0) for _ in range(3)] == [1, 1, 1]
    public_pages_changed(at=now)
    look_again(now=now)
    assert known(name="x", seconds=60, read=read, at_first=0) == 2


def test_it_stays_known_while_the_database_is_away(now: datetime) -> None:
    def away() -> str:
        raise OperationalError

    begin_page()
    assert known(name="x", seconds=60, read=lambda: "the banner", at_first="") == "the banner"
    public_pages_changed(at=now)
    look_again(now=now)

    assert known(name="x", seconds=60, read=away, at_first="") == "the banner"
    assert not is_incomplete()


def test_where_nothing_is_known_yet_every_page_that_needs_it_is_incomplete() -> None:
    def away() -> str:
        raise OperationalError

    for _ in range(2):
        begin_page()
        assert known(name="x", seconds=60, read=away, at_first="nothing") == "nothing"
        assert is_incomplete()
    begin_page()
    assert not is_incomplete()
    assert version().mark == "0"
