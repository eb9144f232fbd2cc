"""Public pages from finished bytes: what is kept, for whom, and what a browser gets."""

import gzip
from pathlib import Path
from threading import Event, Thread

import brotli
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingang.foundation.published import front as front_module
from ingang.foundation.published.answers import accepted
from ingang.foundation.published.front import Front
from ingang.foundation.published.keeping import KEEP_SECONDS
from ingang.foundation.published.tests.conftest import KEPT, Showing, get, make_front, something_changes


def test_a_page_is_asked_for_once_and_given_to_all(front: Front, django: Showing) -> None:
    first, second = get(front), get(front)

    assert first == second
    assert len(django.asked) == 1
    assert first.headers["x-frame-options"] == "DENY"
    assert first.headers["cache-control"] == "public, max-age=3"
    assert first.headers["vary"] == "Accept-Encoding, Cookie"
    assert KEEP_SECONDS.lower() not in first.headers


@pytest.mark.parametrize(("accept", "unpack"), [("gzip, deflate, br", brotli.decompress), ("gzip", gzip.decompress)])
def test_each_browser_gets_it_packed_as_it_can_read(accept: str, unpack: object, front: Front, django: Showing) -> None:
    django.body = "å" * 1000

    plain, packed = get(front), get(front, accept_encoding=accept)

    assert unpack(packed.body) == plain.body  # type: ignore[operator]
    assert packed.headers["content-encoding"] == accept.rsplit(", ", maxsplit=1)[-1]
    assert int(packed.headers["content-length"]) == len(packed.body) < len(plain.body)
    assert packed.headers["etag"] != plain.headers["etag"]
    assert get(front, accept_encoding="identity").body == plain.body
    assert len(django.asked) == 1


@pytest.mark.parametrize(
    ("header", "best"),
    [("br", "br"), ("gzip;q=0.5, BR;q=1", "br"), ("br;q=0, gzip", "gzip"), ("", ""), ("x" * 9000, ""), ("br; q=0", "")],
)
def test_the_best_encoding_is_one_that_was_offered(header: str, best: str) -> None:
    assert accepted(header) == best


def test_who_has_it_already_gets_headers_alone(front: Front) -> None:
    first = get(front)

    again = get(front, if_none_match=first.headers["etag"])

    assert (again.code, again.body) == (304, b"")
    assert again.headers["etag"] == first.headers["etag"]
    assert get(front, if_none_match='W/"other"').code == 200


def test_who_asks_for_headers_gets_those_of_the_page(front: Front) -> None:
    whole, head = get(front), get(front, method="HEAD")

    assert head.body == b""
    assert head.headers == whole.headers


@pytest.mark.parametrize(
    ("status", "told"),
    [
        ("200 OK", []),
        ("404 Not Found", [(KEEP_SECONDS, "60")]),
        ("302 Found", [(KEEP_SECONDS, "60"), ("Location", "/")]),
        ("200 OK", [(KEEP_SECONDS, "60"), ("Set-Cookie", "session=1")]),
        ("200 OK", [(KEEP_SECONDS, "60"), ("Cache-Control", "no-store")]),
        ("200 OK", [(KEEP_SECONDS, "60"), ("cache-control", "max-age=1, Private")]),
    ],
)
def test_what_is_for_one_reader_or_this_moment_is_never_kept(
    status: str, told: list[tuple[str, str]], front: Front, django: Showing
) -> None:
    django.status, django.told = status, told

    get(front)
    answer = get(front)

    assert len(django.asked) == 2
    assert len(front.pages) + len(front.asked) == 0
    assert answer.code == int(status[:3])
    assert not list(front.snapshot.folder.glob("*/*"))


def test_every_other_method_and_address_goes_to_django_as_it_is(front: Front, django: Showing) -> None:
    get(front, method="POST")
    get(front, "/min/")
    get(front, "/nowhere/", "a=1", cookie="session=s")

    assert [one["REQUEST_METHOD"] for one in django.asked] == ["POST", "GET", "GET"]
    assert django.asked[2]["HTTP_COOKIE"] == "session=s"
    assert len(front.pages) == 0


def test_a_reader_with_a_session_sees_her_own_page_and_nobody_else_sees_it(front: Front, django: Showing) -> None:
    hers = get(front, cookie="session=secret; region=01")
    others = get(front, cookie="region=01")

    assert "secret" in hers.text
    assert "secret" not in others.text
    assert KEEP_SECONDS.lower() not in hers.headers
    assert "secret" in get(front, cookie="region=01; session=secret").text


def test_what_is_the_same_for_all_is_given_to_her_too(front: Front, django: Showing) -> None:
    get(front, "/robots.txt", cookie="session=secret")
    get(front, "/robots.txt")

    assert len(django.asked) == 1
    assert "HTTP_COOKIE" not in django.asked[0]


@pytest.mark.parametrize("path", ["/page/", "/en/page/"])
def test_region_look_and_language_are_never_mixed(path: str, front: Front) -> None:
    cookies = ["", *(f"region={one}" for one in ("01", "12")), "theme=dark", "theme=dark; region=12", "region=99"]

    for _ in range(2):
        seen = {one: get(front, path, **({"cookie": one} if one else {})).text for one in cookies}

        assert f"PATH_INFO={path}" in seen[""]
        assert "HTTP_COOKIE=region=12; theme=dark" in seen["theme=dark; region=12"]
        assert "HTTP_COOKIE=region=12\n" in seen["region=12"]
        assert seen["region=99"] == seen[""]
        assert len(set(seen.values())) == 5


names = st.sampled_from(["session", "region", "theme", "other", "sessionx", "Region", ""])
values = st.text(st.characters(min_codepoint=32, max_codepoint=255), max_size=8) | st.sampled_from(
    ["01", "12", "dark", '"12"', "12;", "secret"]
)
cookie_headers = st.lists(st.tuples(names, values), max_size=5).map(
    lambda pairs: "; ".join(f"{name}={value}" for name, value in pairs)
)
requests = st.fixed_dictionaries(
    {
        "path": st.sampled_from([*KEPT, "/nowhere/"]),
        "query": st.sampled_from(["", "page=2", "page=2&a=secret", "secret"]),
    },
    optional={
        "cookie": cookie_headers,
        "accept_language": st.just("secret"),
        "authorization": st.just("Bearer secret"),
        "x_forwarded_for": st.just("secret"),
        "referer": st.just("secret"),
        "accept_encoding": st.sampled_from(["br", "gzip", "secret"]),
    },
)


@given(asked=st.lists(requests, min_size=1, max_size=12))
@settings(max_examples=150, deadline=None)
def test_nothing_of_who_asks_is_ever_kept(
    asked: list[dict[str, str]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(
            "ingang.foundation.published.places._keeping", lambda environ, _: KEPT.get(environ["PATH_INFO"])
        )
        front = make_front(Showing(), tmp_path_factory.mktemp("kept"))
        for one in asked:
            get(front, **one)

        for store in (front.pages, front.asked):
            for key, kept in store._kept.items():
                assert b"secret" not in kept.body
                assert f"PATH_INFO={key[1]}".encode() in kept.body  # type: ignore[index, operator]
        assert all(b"secret" not in path.read_bytes() for path in front.snapshot.folder.glob("*/*"))


def test_of_a_page_that_answers_questions_only_the_one_without_any_is_kept(front: Front, django: Showing) -> None:
    plain = [get(front, "/search/") for _ in range(2)]
    found = [get(front, "/search/", query="q=hosta") for _ in range(2)]

    assert plain[0] == plain[1]
    assert (len(django.asked), len(front.pages), len(front.asked)) == (3, 1, 0)
    assert all("q=hosta" in one.text for one in found)


def test_only_the_parts_of_the_query_that_count_make_another_page(front: Front, django: Showing) -> None:
    get(front, "/list/", "page=2")
    get(front, "/list/", "utm=x&page=2")
    get(front, "/list/", "page=2&fbclid=y")
    get(front, "/page/", "utm=x")
    get(front, "/page/")

    assert [one["QUERY_STRING"] for one in django.asked] == ["page=2", ""]


def test_a_storm_of_addresses_and_queries_keeps_memory_and_disk_within_their_room(
    django: Showing, tmp_path: Path, front: Front
) -> None:
    django.body = "x" * 300
    small = make_front(django, tmp_path, most_bytes=60_000)
    for number in range(3000):
        get(small, f"/nowhere/{number}/")
        get(small, "/page/", f"a{number}=1", cookie=f"region={number}; x={number}")
        get(small, "/list/", f"page={number}")
        get(small, "/page/", host=f"care.example:{number}")
    small.snapshot.trim()

    # The page for nothing chosen, for region 12, and with our own port behind the host.
    assert len(small.pages) == 3
    assert small.pages.size <= 60_000
    assert small.asked.size <= 15_000
    assert sum(path.stat().st_size for path in small.snapshot.folder.glob("*/*")) <= 60_000
    assert len(small._making) == 0


def test_what_changes_is_shown_at_the_next_request(front: Front, django: Showing) -> None:
    django.body = "before"
    get(front)

    something_changes()
    django.body = "after"

    assert get(front).text == "after"
    assert get(front).text == "after"
    assert len(django.asked) == 2


def test_others_get_the_former_page_while_one_makes_it_anew(front: Front, django: Showing) -> None:
    django.body = "before"
    get(front)
    something_changes()
    begun, go_on = Event(), Event()
    answer = Front.make

    def slowly(place: object) -> object:
        begun.set()
        go_on.wait(10)
        return answer(front, place)  # type: ignore[arg-type]

    front.make = slowly  # type: ignore[assignment, method-assign]
    one = Thread(target=lambda: get(front))
    one.start()
    assert begun.wait(10)

    django.body = "after"
    meanwhile = get(front).text
    go_on.set()
    one.join(10)

    assert meanwhile == "before"
    assert get(front).text == "after"


def test_what_is_too_old_is_no_longer_given_meanwhile(
    front: Front, django: Showing, monkeypatch: pytest.MonkeyPatch
) -> None:
    get(front)
    something_changes()
    monkeypatch.setattr(front_module, "OTHERS_WAIT_AFTER", -1)
    monkeypatch.setattr(front_module, "RENEWAL_WAIT", 0.01)

    with front._renewing:
        late = get(front)

    # The one who makes it takes too long: Django rests, and all get what there is, said to be old.
    assert late.code == 200
    assert get(front).headers["warning"].startswith("110")
    assert len(django.asked) == 1
