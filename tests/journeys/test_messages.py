"""A message to one person, seen before it is sent, read and confirmed; and one that guardians never see."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from conftest import number_of
from tests.journeys.accessibility import check_page
from tests.journeys.conftest import DESKTOP, PHONE
from tests.journeys.inside import Inside
from tests.journeys.steps import act_for, press, unread

SUBJECT = "Inför ditt återbesök"
STAFF_IN_LOG = "/min/vem-har-last/?vem=personal"


@pytest.fixture
def write(inside: Inside) -> Callable[..., Page]:
    """Sara writes to somebody of the cast, at one of her units; gives her page with the message as it will be seen."""

    def written(key: str, *, assignment: int = 0, checked: str = "") -> Page:
        nurse = inside.open("sara", "/personal/meddelanden/skriv/", viewport=DESKTOP, assignment=assignment)
        nurse.get_by_label("Personnummer").fill(number_of(key).value)
        press(nurse, "Gå vidare")
        nurse.get_by_label("Ämne").fill(SUBJECT)
        nurse.get_by_label("Meddelande", exact=True).fill("Ta med din medicinlista.")
        nurse.get_by_label(checked).check()
        press(nurse, "Spara och granska")
        return nurse

    return written


def test_a_message_is_seen_before_it_is_sent_and_the_nurse_sees_that_it_is_confirmed(
    write: Callable[..., Page], inside: Inside
) -> None:
    nurse = write("alva", checked="Viktigt: ber om bekräftelse")
    expect(nurse.get_by_role("article")).to_contain_text("Ta med din medicinlista.")
    press(nurse, "Skicka meddelandet")

    alva = inside.open("alva", "/min/inkorg/", viewport=PHONE)
    unread(alva, SUBJECT).get_by_role("link").click()
    check_page(alva)
    press(alva, "Jag har läst det här")
    expect(alva.get_by_role("main")).not_to_contain_text("Mottagningen vill veta")

    nurse.goto("/personal/meddelanden/")
    line = nurse.get_by_role("main").get_by_role("listitem").filter(has_text=SUBJECT)
    expect(line).to_contain_text("Bekräftat")
    check_page(nurse)


def test_what_is_hidden_from_guardians_leaves_no_trace_and_reaches_the_child(
    write: Callable[..., Page], inside: Inside
) -> None:
    noah = inside.open("noah", "/min/inkorg/", viewport=PHONE)
    bo = inside.open("bo", "/min/", viewport=PHONE)
    act_for(bo, "Noah Ekström")
    before = {path: seen(bo, path) for path in ("/min/", "/min/inkorg/", "/min/tider/", "/min/ombud/", STAFF_IN_LOG)}

    press(write("noah", assignment=1, checked="Visa det inte för vårdnadshavare"), "Skicka meddelandet")

    assert SUBJECT not in seen(bo, "/min/inkorg/")
    assert {path: seen(bo, path) for path in before} == before
    noah.reload()
    unread(noah, SUBJECT).get_by_role("link").click()
    expect(noah.get_by_role("main")).to_contain_text("Ta med din medicinlista.")
    check_page(noah)


def seen(page: Page, path: str) -> str:
    """What a page says."""
    page.goto(path)
    return page.get_by_role("main").inner_text()
