"""The warning before the session ends, in a real browser with a clock of its own."""

from collections.abc import Callable
from typing import Any

import pytest

pytestmark = [pytest.mark.journey, pytest.mark.slow]


@pytest.fixture
def session(open_page: Callable[..., Any]) -> Callable[[int], Any]:
    """A page whose session has so many seconds left."""

    def opened(seconds: int) -> Any:
        page = open_page("/finns-inte/", locale="sv")
        page.clock.install()
        page.goto(f"/vaktad/{seconds}/")
        return page

    return opened


def test_nothing_is_shown_while_there_is_plenty_of_time(session: Callable[[int], Any]) -> None:
    page = session(600)

    page.clock.run_for(2_000)

    assert not page.get_by_role("dialog").is_visible()


def test_the_warning_says_how_much_is_left(session: Callable[[int], Any]) -> None:
    page = session(90)

    page.get_by_role("dialog").wait_for()

    assert page.locator("[data-idle-left]").inner_text() == "2 minuter kvar"


def test_staying_logged_in_closes_the_warning_and_keeps_what_was_written(
    session: Callable[[int], Any],
) -> None:
    page = session(90)
    page.get_by_role("dialog").wait_for()

    page.get_by_role("button", name="Fortsätt vara inloggad").click()
    page.get_by_role("dialog").wait_for(state="hidden")

    assert page.locator("#note").input_value() == "påbörjat"
    assert page.url.endswith("/vaktad/90/")


def test_the_page_is_left_when_the_session_has_ended(session: Callable[[int], Any]) -> None:
    page = session(0)

    page.wait_for_url("**/slut/")

    assert page.locator("h1").inner_text() == "Vi hittar inte sidan"


def test_a_fault_with_us_throws_nobody_out(session: Callable[[int], Any]) -> None:
    page = session(999)

    page.clock.run_for(60_000)

    assert page.url.endswith("/vaktad/999/")
    assert not page.get_by_role("dialog").is_visible()
