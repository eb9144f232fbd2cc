"""Booked times in one's own calendar, and push notices in one's own browser."""

import json
import re
import time
from urllib.request import Request, urlopen

from playwright.sync_api import Page, expect

from tests.journeys.running import Demo
from tests.journeys.steps import PATIENCE_SECONDS, log_in_quietly, press

# Chromium here reaches no push service: the page's script gets a subscription at the simulated one instead.
SIMULATED = """(subscription) => {
  Notification.requestPermission = async () => "granted";
  PushManager.prototype.subscribe = async () => ({ toJSON: () => subscription });
}"""


def test_a_calendar_follows_the_times_until_the_address_is_closed(page: Page) -> None:
    log_in_quietly(page, "Alva Lindqvist")
    page.goto("/min/tider/kalender/")
    press(page, "Skapa en hemlig adress")
    address = page.locator("code").inner_text()

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
    log_in_quietly(page, "Dagny Wallin")
    page.goto("/min/aviseringar/")
    page.get_by_role("button", name="Slå på pushnotiser i den här webbläsaren").click()
    expect(page.get_by_role("main")).to_contain_text("Den här inloggningen")

    page.goto("/min/tider/")
    page.get_by_role("link", name=re.compile("^(Se tiden|Visa|[A-ZÅÄÖ]).*")).first.is_visible()
    arrived = [one for one in _arrived(push) if one["browser"] == "journey"]
    page.goto("/min/aviseringar/")
    press(page, "Stäng av")

    assert all(one["text"] == json.dumps({"code": json.loads(one["text"])["code"]}) for one in arrived)
    expect(page.get_by_role("main")).to_contain_text("Pushnotiser är inte på i någon webbläsare")


def _arrived(push: str) -> list[dict[str, str]]:
    until = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < until:
        with urlopen(f"{push}/api/pushes") as answer:
            if found := json.load(answer):
                return list(found)
        time.sleep(0.3)
    return []
