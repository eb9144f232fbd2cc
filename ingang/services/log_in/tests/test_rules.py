"""Where a log-in leads, and how a device is named."""

from urllib.parse import urljoin, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingang.foundation.identity.devices import device_name
from ingang.services.log_in.rules import internal_path, is_hand_held

FIREFOX = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:131.0) Gecko/20100101 Firefox/131.0"
EDGE = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/130.0 Safari/537.36 Edg/130.0"
IPHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Version/18.0 Mobile Safari/604.1"
SAMSUNG = "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 SamsungBrowser/26.0 Chrome/122.0 Mobile Safari/537.36"


@given(text=st.text(alphabet=st.characters(max_codepoint=0x2FF)) | st.from_regex(r"[/\\:.@a-z\t]{0,12}"))
def test_whatever_is_asked_for_the_next_page_is_ours(text: str) -> None:
    path = internal_path(text, is_staff=False)

    there = urlsplit(urljoin("https://portal.example/logga-in/", path or "/"))
    assert (there.scheme, there.netloc) == ("https", "portal.example")


@pytest.mark.parametrize("path", ["/min/", "/min/bokning/tider/?dag=2026-11-26#sida", "/", "/min/inkorg/?sida=2"])
def test_our_own_pages_are_kept(path: str) -> None:
    assert internal_path(path, is_staff=False) == path


@pytest.mark.parametrize(("path", "is_staff"), [("/personal/", False), ("/min/", True), ("/logga-in/ut/", False)])
def test_pages_of_the_other_audience_and_of_the_log_in_are_not_gone_to(path: str, is_staff: bool) -> None:
    assert internal_path(path, is_staff=is_staff) == ""


@pytest.mark.parametrize(
    ("user_agent", "name"),
    [
        (FIREFOX, "Firefox, Windows"),
        (EDGE, "Edge, Windows"),
        (IPHONE, "Safari, iPhone"),
        (SAMSUNG, "Samsung Internet, Android"),
        ("curl/8.0", ""),
        ("", ""),
    ],
)
def test_a_device_is_named_as_its_owner_knows_it(user_agent: str, name: str) -> None:
    assert device_name(user_agent) == name


@pytest.mark.parametrize(("user_agent", "expected"), [(IPHONE, True), (SAMSUNG, True), (FIREFOX, False), ("", False)])
def test_phones_and_tablets_get_the_apps_own_link(user_agent: str, expected: bool) -> None:
    assert is_hand_held(user_agent) is expected
