"""Booked times in one's own calendar, and push notices in one's own browser."""

import json
import time
from urllib.request import Request, urlopen

from playwright.sync_api import Page, expect

from tests.journeys.accessibility import check_page
from tests.journeys.running import Demo
from tests.journeys.steps import PATIENCE_SECONDS, book, cancel, log_in_quietly, press

# Chromium here reaches no push service: the page's script gets a subscription at the simulated one instead.
NEWS = "inbox.new_message"
SIMULATED = """(subscription) => {
  Notification.requestPermission = async () => "granted";
  PushManager.prototype.subscribe = async () => ({ toJSON: () => subscription });
}"""


def test_a_calendar_follows_the_times_until_the_address_is_closed(page: Page) -> None:
    log_in_quietly(page, "Alva Lindqvist")
    page.goto("/min/tider/kalender/")
    press(page, "Skapa en hemlig adress")
    address = page.get_by_label("Adressen, att kopiera").input_value()

    with urlopen(address) as answer:
        feed = answer.read().decode()
    page.goto("/min/tider/kalender/")
    expect(page.get_by_role("main")).to_contain_text("hämtades senast")
    press(page, "Stäng adressen")

    assert feed.count("SUMMARY:Bokad tid") >= 1
    assert "LOCATION" not in feed
    answer = page.request.get(address)
    assert answer.status == 404


def test_push_is_turned_on_shows_that_something_waits_and_is_turned_off(page: Page, demo: Demo) -> None:
    push = f"http://localhost:{demo.base + 12}"
    with urlopen(Request(f"{push}/api/browsers/journey", method="POST")) as answer:
        subscription = json.load(answer)
    page.add_init_script(f"({SIMULATED})({json.dumps(subscription)})")
    log_in_quietly(page, "Alva Lindqvist")
    page.goto("/min/aviseringar/")
    page.get_by_role("button", name="Slå på pushnotiser i den här webbläsaren").click()
    expect(page.get_by_role("main")).to_contain_text("Den här inloggningen")
    check_page(page)

    when = book(page, "Hedlunden vårdcentral", kind="Provtagning")
    told = _told(push, NEWS)
    cancel(page, when)
    page.goto("/min/aviseringar/")
    page.get_by_role("listitem").filter(has_text="Den här inloggningen").get_by_role("button").click()

    assert {"code": NEWS} in told
    assert [one for one in told if set(one) != {"code"}] == []
    expect(page.get_by_text("Den här inloggningen")).to_have_count(0)


def _told(push: str, code: str) -> list[dict[str, str]]:
    """What the browser has been told once it was told of this, or after a while; other things may come meanwhile."""
    until, told = time.monotonic() + PATIENCE_SECONDS, list[dict[str, str]]()
    while {"code": code} not in told and time.monotonic() < until:
        with urlopen(f"{push}/api/pushes") as answer:
            told = [json.loads(one["text"]) for one in json.load(answer) if one["browser"] == "journey"]
        time.sleep(0.3)
    return told
