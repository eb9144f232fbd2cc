"""A nurse reads what others have written: whether there is anything, on what ground, and then the journal."""

from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page, expect

from conftest import staff
from demo.cast import RESIDENTS, person_id
from ingang.foundation.consents.models import Block, BlockKind
from ingang.kernel.periods import local_date
from tests.journeys.accessibility import check_page
from tests.journeys.conftest import DESKTOP
from tests.journeys.inside import Inside
from tests.journeys.steps import log_in_as_staff, open_service, press


def test_from_the_number_by_the_ground_to_an_entry_of_another_care_giver(page: Page) -> None:
    page.set_viewport_size(DESKTOP)  # type: ignore[arg-type]
    log_in_as_staff(page, "Sara Nyström", assignment="Björkbackens vårdcentral")
    main, number = page.get_by_role("main"), number_of_today("imran")

    open_service(page, "Sammanhållen journal")
    page.get_by_label("Personnummer").fill(number)
    press(page, "Gå vidare")
    expect(main).to_contain_text("Imran")
    expect(main).to_contain_text("Det finns ospärrade uppgifter hos andra vårdgivare.")
    for name in ("Region Uppsala", "Region Skåne", "Region Stockholm"):
        expect(main).not_to_contain_text(name)

    press(page, "Ange grund")
    press(page, "Gå vidare")
    expect(main).to_contain_text("Välj en grund")
    main.get_by_label("Patienten samtycker nu").check()
    press(page, "Gå vidare")
    main.get_by_label("Bara jag").check()
    for part, number in (("Dag", "31"), ("Månad", "12"), ("År", str(this_year(page) + 1))):
        main.get_by_label(part, exact=True).fill(number)
    press(page, "Registrera samtycket och läs")
    expect(main.get_by_role("status")).to_contain_text("Alla som går att fråga har frågats", timeout=30_000)
    expect(main).to_contain_text("Region Skåne")
    check_page(page)

    main.locator(".timeline-title a").first.click()
    expect(main).to_contain_text("Imran")
    check_page(page)


def this_year(page: Page) -> int:
    return int(page.evaluate("new Date().getFullYear()"))


def number_of_today(key: str) -> str:
    """The number in the demonstration, whose people keep their ages."""
    one = next(each for each in RESIDENTS if each.key == key)
    return one.number(local_date(timezone.now()))


def test_a_blocked_care_giver_is_asked_and_its_officer_opens_for_a_day(inside: Inside) -> None:
    patient = person_id("alva")
    holder = staff("sara").care_giver
    Block.unguarded.create(person=patient, kind=BlockKind.OUTER, care_giver=holder, blocked_at=timezone.now())
    mona = inside.open("mona", reverse("journal:emergency", kwargs={"person": patient}), viewport=DESKTOP)
    main = mona.get_by_role("main")

    check_page(mona)
    main.get_by_label("patienten är medvetslös").check()
    press(mona, "Registrera grunden och läs")
    expect(main).to_contain_text("Björkbackens Vård AB")
    press(mona, "Begär att spärren hävs")
    expect(main).to_contain_text("ni har frågat och väntar på svar")

    sara = inside.open("sara", "/personal/", viewport=DESKTOP)
    sara.locator("[data-open]").filter(has_text="En annan vårdgivare ber om att en spärr hävs").click()
    check_page(sara)
    expect(sara.get_by_role("main")).to_contain_text("Hudmottagningen Solgläntan frågade")
    press(sara, "Öppna spärren ett dygn")

    mona.reload()
    expect(main).not_to_contain_text("Något är spärrat")
    check_page(mona)


def test_by_the_keyboard_entries_are_walked_searched_and_opened(inside: Inside) -> None:
    patient = person_id("alva")
    sara = inside.open("sara", reverse("journal:own", kwargs={"person": patient}), viewport=DESKTOP)
    main, links = sara.get_by_role("main"), sara.locator(".timeline-title a")
    expect(main).to_contain_text("nästa uppgift")

    sara.keyboard.press("j")
    expect(links.nth(0)).to_be_focused()
    sara.keyboard.press("j")
    expect(links.nth(1)).to_be_focused()
    sara.keyboard.press("k")
    expect(links.nth(0)).to_be_focused()
    sara.keyboard.press("?")
    expect(main.get_by_text("nästa uppgift")).to_be_hidden()
    check_page(sara)

    sara.keyboard.press("/")
    sara.keyboard.type("jk?")
    expect(sara.locator("[name=sok]")).to_have_value("jk?")

    main.get_by_role("button", name="Slå av kortkommandon").click()
    sara.keyboard.press("j")
    expect(links.nth(0)).not_to_be_focused()
    main.get_by_role("button", name="Slå på kortkommandon").click()
    check_page(sara)
    sara.keyboard.press("j")
    sara.keyboard.press("Enter")
    expect(main.locator("h1")).not_to_have_text("Er egen vårdgivares journal")
    expect(main).to_contain_text("Alva")


def test_the_patient_takes_back_what_was_noted_at_the_desk(inside: Inside) -> None:
    patient = person_id("alva")
    sara = inside.open("sara", reverse("journal:incapacity", kwargs={"person": patient}), viewport=DESKTOP)
    main = sara.get_by_role("main")
    check_page(sara)
    press(sara, "Anteckna det och läs")
    expect(main).to_contain_text("Om något talar emot det får du inte läsa på den här grunden.")
    check_page(sara)

    main.get_by_label("Genom vad patienten visar och säger nu").check()
    main.get_by_label("Personal som känner patienten väl").check()
    main.get_by_label("Inget ger anledning att anta").check()
    for part, number in (("Dag", "31"), ("Månad", "12"), ("År", "2026")):
        main.get_by_label(part, exact=True).fill(number)
    press(sara, "Anteckna det och läs")
    expect(main.locator("h1")).to_have_text("Andra vårdgivares journal")

    sara.goto(reverse("journal:consents", kwargs={"person": patient}))
    expect(main).to_contain_text("det är antecknat att patienten varaktigt inte kan samtycka")
    check_page(sara)
    press(sara, "Patienten återkallar det: avsluta nu")
    expect(main).to_contain_text("Det är återkallat")
    check_page(sara)
    sara.goto(reverse("journal:others", kwargs={"person": patient}))
    expect(main).to_contain_text("eller så har anteckningen slutat gälla")
