"""A nurse's journey: two assignments, times of her own, her day; and what the patient sees of it."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

from playwright.sync_api import BrowserContext, Page, expect

from ingang.kernel.periods import local_date
from tests.journeys.accessibility import check_page
from tests.journeys.steps import (
    choose_assignment,
    log_in_as_staff,
    log_in_quietly,
    log_out,
    open_other_service,
    press,
)

BJORKBACKEN, EKLUNDEN = "Björkbackens vårdcentral", "Eklundens barnavårdscentral"
# Late in the evening, where the seeds have no times.
BEGINS, ENDS = "20:00", "21:00"
DESKTOP = {"width": 1280, "height": 800}


def test_a_nurse_publishes_times_sees_her_day_and_the_patient_sees_that_she_looked(
    page: Page, new_context: Callable[..., BrowserContext]
) -> None:
    staff = new_context(viewport=DESKTOP).new_page()
    log_in_as_staff(staff, "Sara Nyström", assignment=BJORKBACKEN)

    day = when_she_publishes_times(staff)
    then_her_day_shows_them(staff, day)
    then_another_assignment_shows_another_unit(staff)
    choose_bjorkbacken_again(staff)
    when_she_looks_at_the_day_of_a_patient(staff)

    then_the_patient_finds_it_in_the_log(page)


def test_staff_without_an_assignment_are_told_whom_to_ask(page: Page) -> None:
    log_in_as_staff(page, "Zack Mårtens")

    expect(page.get_by_role("heading", level=1)).to_have_text("Du har inget uppdrag här")
    expect(page.get_by_role("main")).to_contain_text("lokala HSA")
    page.goto("/personal/tider/")
    expect(page.get_by_role("main")).not_to_contain_text(BJORKBACKEN)
    check_page(page)
    log_out(page)


def when_she_publishes_times(page: Page) -> date:
    day = local_date(datetime.now(UTC)) + timedelta(days=10)
    page.goto(f"/personal/tider/publicera/?dag={day}")
    check_page(page)
    page.get_by_label("Första tiden börjar").fill(BEGINS)
    page.get_by_label("Sista tiden slutar senast").fill(ENDS)
    page.get_by_label("Längd i minuter").fill("30")
    press(page, "Publicera tiderna")
    expect(page.get_by_role("status").first).to_contain_text("Antal tider: 2.")
    return day


def then_her_day_shows_them(page: Page, day: date) -> None:
    page.goto(f"/personal/tider/?dag={day}")
    for times in ("20.00–20.30", "20.30–21.00"):
        row = page.get_by_role("row").filter(has_text=times)
        expect(row).to_contain_text("Ledig")
        expect(row).to_contain_text("Sara Nyström")
    check_page(page)


def then_another_assignment_shows_another_unit(page: Page) -> None:
    page.get_by_role("link", name="Byt uppdrag").click()
    check_page(page)
    choose_assignment(page, EKLUNDEN)
    expect(page.get_by_role("heading", level=1)).to_have_text(EKLUNDEN)


def choose_bjorkbacken_again(page: Page) -> None:
    page.get_by_role("link", name="Byt uppdrag").click()
    choose_assignment(page, BJORKBACKEN)


def when_she_looks_at_the_day_of_a_patient(staff: Page) -> None:
    staff.goto(f"/personal/tider/?dag={_first_day(staff)}")
    expect(staff.get_by_role("main")).to_contain_text("Alva Lindqvist")
    check_page(staff)


def _first_day(staff: Page) -> str:
    """The nearest of the coming days on which the unit meets Alva."""
    for ahead in range(15):
        day = str(local_date(datetime.now(UTC)) + timedelta(days=ahead))
        staff.goto(f"/personal/tider/?dag={day}")
        if staff.get_by_role("main").get_by_text("Alva Lindqvist").count():
            return day
    raise AssertionError("the unit meets Alva on none of the coming days")


def then_the_patient_finds_it_in_the_log(page: Page) -> None:
    log_in_quietly(page, "Alva Lindqvist")
    open_other_service(page, "Vem har läst")
    log = page.get_by_role("main")
    expect(log).to_contain_text(f"Distriktssköterska vid {BJORKBACKEN} såg bokade tider i enhetens lista, för vård.")
