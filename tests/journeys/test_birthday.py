"""The 13th birthday: at midnight the father's open pages end, the child logs in, and care writes to the child."""

from collections.abc import Callable
from datetime import date, datetime, timedelta

from playwright.sync_api import expect

from ingang.kernel.periods import start_of_day
from ingang.project.work import run_job
from tests.journeys.accessibility import check_page
from tests.journeys.conftest import DESKTOP, PHONE
from tests.journeys.inside import Inside
from tests.journeys.steps import act_for, book, open_service, press

MIDNIGHT = start_of_day(date(2026, 11, 27))


def test_at_midnight_the_guardian_is_out_and_the_child_is_in(
    inside: Inside, at: Callable[[datetime], None], deliver: Callable[..., int]
) -> None:
    bo = inside.open("bo", "/min/", viewport=PHONE)
    act_for(bo, "Noah Ekström")
    when = book(bo, "Björkbackens vårdcentral")
    deliver()
    at(MIDNIGHT - timedelta(seconds=5))
    bo.goto("/min/tider/")
    expect(bo.get_by_role("main")).to_contain_text(when[1:])

    at(MIDNIGHT)
    refused = bo.reload()
    assert refused
    assert refused.status in (403, 404)
    assert when[1:] not in bo.content()
    check_page(bo)
    bo.goto("/min/ombud/")
    press(bo, "Gå tillbaka till mina egna uppgifter")

    noah = inside.open("noah", "/min/", viewport=PHONE)
    open_service(noah, "Bokade tider")
    expect(noah.get_by_role("main")).to_contain_text(when[1:])

    run_job("people.birthdays")
    deliver(at=MIDNIGHT)
    nurse = inside.open("sara", "/personal/", viewport=DESKTOP)
    expect(nurse.get_by_role("main")).to_contain_text("Barnet har fyllt 13: skriv brev till barnet")
    check_page(nurse)
