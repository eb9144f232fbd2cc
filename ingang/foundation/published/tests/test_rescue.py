"""When Django can not make a page, the last that was whole is shown, also after a new start."""

from pathlib import Path

import pytest

from ingang.foundation.published import current
from ingang.foundation.published.front import Front
from ingang.foundation.published.keeping import KEEP_SECONDS
from ingang.foundation.published.tests.conftest import Showing, get, make_front, something_changes

AWAY, BROKEN = "503 Service Unavailable", "500 Internal Server Error"


def fail(django: Showing, how: str) -> None:
    """From now on no page can be made."""
    if how == "raises":
        django.raises = OSError("gone")
    else:
        django.status, django.told, django.body = how, [], "It does not work right now"


@pytest.mark.parametrize("how", [AWAY, BROKEN, "raises"])
def test_the_last_whole_page_is_shown_and_says_that_it_is_old(how: str, front: Front, django: Showing) -> None:
    whole = get(front)
    something_changes()
    fail(django, how)

    shown = get(front)

    assert (shown.code, shown.body) == (200, whole.body)
    assert shown.headers["warning"].startswith("110")
    assert shown.headers["cache-control"] == "no-store"
    assert shown.headers["x-frame-options"] == "DENY"


@pytest.mark.parametrize("how", [AWAY, BROKEN, "raises"])
def test_a_new_start_shows_it_from_disk(how: str, front: Front, django: Showing, tmp_path: Path) -> None:
    whole, regional = get(front), get(front, cookie="region=12")
    fail(django, how)
    new = make_front(django, tmp_path)

    assert get(new).body == whole.body
    assert get(new, cookie="region=12").body == regional.body
    assert get(new, cookie="region=01").body == whole.body
    assert get(new, "/en/page/").code >= 500


def test_django_is_not_asked_by_every_reader_while_it_is_away(front: Front, django: Showing) -> None:
    get(front)
    get(front, "/en/page/")
    something_changes()
    fail(django, AWAY)
    before = len(django.asked)

    for _ in range(20):
        get(front)
        get(front, "/en/page/")

    assert len(django.asked) == before + 1


def test_a_page_that_is_broken_alone_keeps_no_other_from_being_made(front: Front, django: Showing) -> None:
    get(front)
    something_changes()
    fail(django, BROKEN)
    get(front)
    django.status, django.told, django.body = "200 OK", [(KEEP_SECONDS, "60")], "new"

    assert get(front, "/en/page/").text == "new"


def test_it_is_made_again_when_django_is_back(front: Front, django: Showing, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ingang.foundation.published.front.TRY_AGAIN", 0)
    get(front)
    something_changes()
    fail(django, AWAY)
    get(front)
    django.status, django.told, django.body = "200 OK", [(KEEP_SECONDS, "60")], "new"

    shown = get(front)

    assert shown.text == "new"
    assert "warning" not in shown.headers


def test_a_reader_with_a_session_gets_the_public_page_when_hers_can_not_be_made(front: Front, django: Showing) -> None:
    whole = get(front)
    fail(django, AWAY)

    shown = get(front, cookie="session=secret")

    assert shown.body == whole.body
    assert shown.headers["cache-control"] == "no-store"


def test_a_page_that_lacks_a_part_takes_no_whole_ones_place_while_the_database_is_away(
    front: Front, django: Showing
) -> None:
    whole = get(front)
    something_changes()
    django.told, django.body = [(KEEP_SECONDS, "0")], "without the banner"

    assert get(front).body == whole.body
    assert get(front, "/en/page/").text == "without the banner"
    assert len(front.pages) == 1


def test_a_page_that_lacks_a_part_is_shown_while_the_database_answers_and_never_written(
    front: Front, django: Showing, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(current, "_answers", [True])
    whole = get(front)
    something_changes()
    django.told, django.body = [(KEEP_SECONDS, "0")], "with a new banner"

    assert get(front).text == get(front).text == "with a new banner"
    assert len(django.asked) == 2
    fail(django, AWAY)
    assert get(make_front(django, tmp_path)).body == whole.body


@pytest.mark.parametrize("content", [b"", b"{}\nx", b'{"name": 1', b"\xff\n", None])
def test_a_file_that_is_not_whole_is_none(content: bytes | None, front: Front, django: Showing, tmp_path: Path) -> None:
    get(front)
    (file,) = front.snapshot.folder.glob("*/*")
    file.write_bytes(file.read_bytes()[:-1] if content is None else content)
    fail(django, AWAY)

    assert get(make_front(django, tmp_path)).code == 503


def test_a_disk_that_can_not_be_written_stops_no_page(front: Front) -> None:
    front.snapshot.folder.write_text("in the way")

    assert get(front).code == 200
    assert len(front.pages) == 1
