"""Who has read: a resident questions a reading, the care giver answers, and the answer stands at the line."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.journeys.accessibility import check_page
from tests.journeys.conftest import DESKTOP, PHONE
from tests.journeys.inside import Inside
from tests.journeys.steps import open_service, press, unread

READING = "Läkare vid Hudmottagningen Solgläntan såg bokade tider i enhetens lista"
QUESTION = "Jag ska inte dit förrän i december."
ANSWER = "Läkaren planerade veckan som du kommer."


def test_a_questioned_reading_is_answered(inside: Inside, deliver: Callable[..., int]) -> None:
    given_the_doctor_looked_at_the_week(inside)
    imran = inside.open("imran", "/min/vem-har-last/", viewport=PHONE)

    when_he_questions_the_reading(imran)
    when_the_reviewer_answers(inside)
    deliver()

    open_service(imran, "Inkorg")
    expect(unread(imran, "Du har fått svar på din fråga")).to_have_count(1)
    imran.goto("/min/")
    press(imran, "Läs svaret på din fråga om vem som har läst")
    then_he_reads_the_answer(imran)
    imran.goto("/min/vem-har-last/?vem=personal")
    line = imran.get_by_role("main").get_by_role("listitem").filter(has_text=READING)
    expect(line).to_contain_text(f"Svar: Läsningen behövdes. {ANSWER}")
    check_page(imran)


def given_the_doctor_looked_at_the_week(inside: Inside) -> None:
    doctor = inside.open("mona", "/personal/tider/vecka/?vecka=2026-12-07", viewport=DESKTOP)
    expect(doctor.get_by_role("main")).to_contain_text("Imran Rahimi")


def when_he_questions_the_reading(imran: Page) -> None:
    imran.get_by_role("main").get_by_role("link", name=READING).click()
    expect(imran.get_by_role("main")).to_contain_text("aldrig den som läste")
    check_page(imran)
    imran.get_by_label("Jag förstår inte varför det behövdes").check()
    imran.get_by_label("Vad vill du veta?").fill(QUESTION)
    press(imran, "Skicka frågan")
    expect(imran.get_by_role("status")).to_contain_text("Du får svar senast söndag 6 december")


def when_the_reviewer_answers(inside: Inside) -> None:
    """Sara answers at Eklunden for the care giver, where the doctor's own unit has no log reviewer."""
    nurse = inside.open("sara", "/personal/", viewport=DESKTOP, assignment=1)
    nurse.locator("[data-work]").filter(has_text="Imran Rahimi").get_by_role("link").first.click()
    expect(nurse.get_by_role("main")).to_contain_text(QUESTION)
    check_page(nurse)
    nurse.get_by_label("Läsningen behövdes").check()
    nurse.get_by_label("Ditt svar").fill(ANSWER)
    press(nurse, "Skicka svaret")
    expect(nurse.locator("[data-work]").filter(has_text="Imran Rahimi")).to_have_count(0)


def then_he_reads_the_answer(imran: Page) -> None:
    expect(imran.get_by_role("heading", level=1)).to_have_text("Din fråga")
    main = imran.get_by_role("main")
    for words in ("Läsningen behövdes", ANSWER, READING, QUESTION):
        expect(main).to_contain_text(words)
