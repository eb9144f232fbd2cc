"""The check that ends every step of a journey: zero findings by the accessibility engine, nothing cut off."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}


def check_page(page: Page) -> None:
    """No finding by the engine, no sideways scrolling, a title and one first heading."""
    findings = Axe().run(page, options=RULES).response["violations"]
    told = [f"{one['id']}: {[node['html'][:120] for node in one['nodes'][:3]]}" for one in findings]
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")

    assert told == [], f"{page.url}: {told}"
    assert wide <= 0, f"{page.url} scrolls sideways by {wide} px at {page.viewport_size}"
    assert page.locator("h1").count() == 1, f"{page.url} has {page.locator('h1').count()} first headings"
    assert page.title()
