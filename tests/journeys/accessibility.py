"""What must hold on every page: no finding by the accessibility engine, nothing cut off, a title, one first heading."""

from collections.abc import Iterable

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],
}
COLOURS = {"runOnly": ["color-contrast", "link-in-text-block"], "resultTypes": ["violations"]}
VIOLATIONS = """async rules => {
  // Colours on their way from one theme to the other are brought to their end.
  for (const one of document.getAnimations())
    one.effect.getComputedTiming().endTime < Infinity ? one.finish() : one.cancel();
  // Where an error took the reader, a bar that stays at the top may cover half a button, which it would not elsewhere.
  scrollTo({top: 0, behavior: "instant"});
  return (await axe.run(rules)).violations;
}"""
Look = tuple[int, str, dict[str, list[str]]]
PHONE, DESKTOP = 320, 1280
# All rules in one theme, and in the other those that look at colours.
EVERYWHERE: tuple[Look, ...] = tuple(
    (width, theme, rules) for width in (PHONE, DESKTOP) for theme, rules in (("light", RULES), ("dark", COLOURS))
)
# A page that is looked at in both languages is seen in both themes at both widths, each once.
IN_LANGUAGE: dict[str, tuple[Look, ...]] = {
    "sv": ((PHONE, "light", RULES), (DESKTOP, "dark", RULES)),
    "en": ((PHONE, "dark", RULES), (DESKTOP, "light", RULES)),
}

# Every address behind a log-in is seen so; where links lead to its pages again, in other states, one look a language.
ALONG_LINKS: dict[str, tuple[Look, ...]] = {"sv": ((PHONE, "dark", RULES),), "en": ((DESKTOP, "light", RULES),)}


def check_page(page: Page) -> None:
    """The page as it is shown now has no fault."""
    found = faults(page)
    assert found == [], "\n".join(found)


def check_everywhere(page: Page) -> None:
    """The page has no fault in either theme, on the narrowest phone and on a desktop."""
    found = faults_everywhere(page)
    assert found == [], "\n".join(found)


def faults_everywhere(page: Page, *, looks: Iterable[Look] = EVERYWHERE) -> list[str]:
    """Every fault in both themes and at both widths, or in these looks; leaves the page as it was."""
    size, found = page.viewport_size, []
    for width, theme, rules in looks:
        page.set_viewport_size({"width": width, "height": 800})
        page.emulate_media(color_scheme=theme)  # type: ignore[arg-type]
        found += [f"{theme}, {width} px: {fault}" for fault in faults(page, rules=rules)]
    page.emulate_media(color_scheme="null")
    if size:
        page.set_viewport_size(size)
    return found


def faults(page: Page, *, rules: dict[str, list[str]] = RULES) -> list[str]:
    """Every fault of the page as it is shown now, once it is whole and its colours have settled."""
    page.wait_for_load_state()
    if not page.evaluate("'axe' in window"):
        page.evaluate(Axe().axe_script)
    violations = page.evaluate(VIOLATIONS, rules)
    found = [f"{one['id']}: {[node['html'][:160] for node in one['nodes'][:3]]}" for one in violations]
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    if wide > 0:
        found.append(f"scrolls sideways by {wide} px at {page.viewport_size}")
    if page.locator("h1").count() != 1:
        found.append(f"has {page.locator('h1').count()} first headings")
    if not page.title():
        found.append("has no title")
    return [f"{page.url}: {one}" for one in found]
