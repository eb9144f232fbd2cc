"""Every way in: another device, the other issuer, one of them down, the keyboard alone, no scripts."""

import json
from collections.abc import Callable, Iterator
from urllib.request import Request, urlopen

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.journeys.accessibility import check_everywhere, check_page
from tests.journeys.running import Demo
from tests.journeys.steps import arrive, log_in_with_the_other_issuer, log_out, press, walk_to


def test_on_another_device_the_phone_scans_the_code(page: Page, demo: Demo) -> None:
    page.goto("/logga-in/")
    page.get_by_role("button", name="På en annan enhet").click()
    expect(page.get_by_role("img", name="QR-kod")).to_be_visible()
    check_everywhere(page)

    approve_the_waiting_order(demo, "Imran Rahimi")

    arrive(page)
    expect(page.locator("body")).to_contain_text("Imran Rahimi")


def test_by_the_other_issuer(page: Page) -> None:
    log_in_with_the_other_issuer(page, "Alva Lindqvist")

    expect(page.locator("body")).to_contain_text("Alva Lindqvist")
    log_out(page)


def test_a_cancelled_log_in_says_what_to_do_next(page: Page) -> None:
    page.goto("/logga-in/")
    page.get_by_role("button", name="På den här enheten").click()

    press(page, "Avbryt inloggningen")

    expect(page.get_by_role("heading", level=1)).to_have_text("Inloggningen avbröts")
    check_everywhere(page)


@pytest.mark.usefixtures("bankid_down")
def test_when_one_is_down_the_page_says_so_and_offers_the_other(page: Page) -> None:
    page.goto("/logga-in/")
    page.get_by_role("button", name="På den här enheten").click()

    expect(page.get_by_role("main")).to_contain_text("svarar inte just nu")
    check_everywhere(page)
    log_in_with_the_other_issuer(page, "Alva Lindqvist")


def test_without_scripts(new_context: Callable[..., BrowserContext]) -> None:
    page = new_context(java_script_enabled=False).new_page()
    page.goto("/logga-in/")
    page.get_by_role("button", name="På den här enheten").click()
    page.get_by_role("link", name="Öppna BankID").click()
    page.get_by_role("button", name="Imran Rahimi").click()
    page.get_by_role("button", name="Approve", exact=True).click()
    page.wait_for_url("**/min/")

    page.goto("/min/tider/boka/?sok=Solbacken")
    page.get_by_role("article").get_by_role("link", name="Solbacken").first.click()
    page.get_by_role("link", name="Boka en tid").click()
    page.get_by_role("link", name="Senare tider").click()
    page.locator("a.slot").nth(5).click()
    page.get_by_role("button", name="Gå vidare med den här tiden").click()
    page.get_by_role("button", name="Boka tiden").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Tiden är bokad")
    page.get_by_role("button", name="Logga ut", exact=True).first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Du är utloggad")


def test_by_the_keyboard_alone(page: Page) -> None:
    page.goto("/logga-in/")
    walk_to(page, "På den här enheten")
    page.keyboard.press("Space")
    page.wait_for_url("**/pagar/")
    walk_to(page, "Öppna BankID")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Imran Rahimi").press("Enter")
    page.get_by_role("button", name="Approve", exact=True).press("Enter")
    arrive(page)

    page.goto("/min/tider/boka/?sok=Eken")
    walk_to(page, "Folktandvården Eken Solna", press="Enter")
    walk_to(page, "Boka en tid", press="Enter")
    walk_to(page, "Senare tider", press="Enter")
    walk_to(page, "08.00", press="Enter")
    walk_to(page, "Gå vidare med den här tiden", press="Space")
    walk_to(page, "Boka tiden", press="Enter")

    expect(page.get_by_role("heading", level=1)).to_have_text("Tiden är bokad")
    check_page(page)


@pytest.fixture
def bankid_down(demo: Demo) -> Iterator[None]:
    """BankID drops every call, until the test is over."""
    post(f"{demo.phone}/control", {"down": True})
    yield
    post(f"{demo.phone}/control", {"down": False})


def approve_the_waiting_order(demo: Demo, name: str) -> None:
    """What the phone does after it has scanned the code."""
    with urlopen(f"{demo.phone}/phone/api/orders") as answer:
        order = json.load(answer)[-1]
    cast = json.loads((demo.var / "cast.json").read_text(encoding="utf-8"))
    number = next(one["person_number"] for one in cast if f"{one['given_name']} {one['surname']}" == name)
    post(f"{demo.phone}/phone/api/answer", {"person_number": number, "order_ref": order["order_ref"]})


def post(address: str, values: dict[str, object]) -> None:
    """Send JSON to a simulator."""
    request = Request(address, json.dumps(values).encode(), {"Content-Type": "application/json"})
    with urlopen(request) as answer:
        assert answer.status == 200
