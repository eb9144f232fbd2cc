"""The line for an earlier time: one gives a time back, and the one who waits is offered it and takes it."""

from playwright.sync_api import Page, expect

from ingang.project.work import run_job
from tests.journeys.conftest import PHONE
from tests.journeys.inside import Inside
from tests.journeys.steps import answer, book, cancel, open_service, press

SKIN = "Hudmottagningen Solgläntan"


def test_a_time_that_is_given_back_is_offered_to_the_one_who_waits(inside: Inside) -> None:
    alva = inside.open("alva", "/min/", viewport=PHONE)
    imran = inside.open("imran", "/min/", viewport=PHONE)
    early = book(alva, SKIN)
    late = given_he_waits_for_an_earlier_time(imran)

    cancel(alva, early)
    run_job("booking.pass_on_times")

    imran.goto("/min/")
    press(imran, "en tid hålls åt dig")
    expect(imran.get_by_role("heading", level=1)).to_have_text("Vill du ha den här tidigare tiden?")
    main = imran.get_by_role("main")
    expect(main).to_contain_text(early)
    expect(main).to_contain_text(late)
    press(imran, "Ja, ta den här tiden")
    assert answer(imran, "När") == early

    open_service(imran, "Bokade tider")
    expect(main).to_contain_text(early[1:])
    expect(main).not_to_contain_text(late[1:])


def given_he_waits_for_an_earlier_time(imran: Page) -> str:
    open_service(imran, "Bokade tider")
    press(imran, "Se, omboka eller avboka")
    late = answer(imran, "När")
    press(imran, "Vänta på en tidigare tid")
    press(imran, "Ställ dig i kö")
    expect(imran.get_by_role("main")).to_contain_text("Du står som nummer 1 i kön.")
    return late
