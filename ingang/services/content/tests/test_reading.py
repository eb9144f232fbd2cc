"""Reading a text: in Swedish, in English, with and without a region."""

from collections.abc import Callable
from pathlib import Path

from django.test import Client

from ingang.services.content.importing import Imported

Write = Callable[..., Path]
TakeIn = Callable[[], Imported]
ADDRESS, ENGLISH = "/sjukdomar-och-besvar/magsjuka/", "/en/illnesses-and-symptoms/gastroenteritis/"


def test_a_text_is_read_at_its_address_in_each_language(write: Write, take_in: TakeIn) -> None:
    write("magsjuka")
    write("magsjuka", "en")
    take_in()

    swedish, english = (Client().get(one) for one in (ADDRESS, ENGLISH))

    assert (swedish.status_code, english.status_code) == (200, 200)
    assert "Magsjuka" in swedish.content.decode()
    assert "Gastroenteritis" in english.content.decode()


def test_what_nobody_has_reviewed_says_so(write: Write, take_in: TakeIn) -> None:
    write("magsjuka")
    take_in()

    assert "Demonstrationsinnehåll" in Client().get(ADDRESS).content.decode()


def test_the_core_is_the_same_for_all_and_the_addition_is_the_regions_alone(
    write: Write, take_in: TakeIn, skane: None
) -> None:
    write("magsjuka")
    take_in()

    without, stockholm, skane_page = Client(), Client(), Client()
    stockholm.cookies["region"], skane_page.cookies["region"] = "01", "12"
    pages = [one.get(ADDRESS).content.decode() for one in (without, stockholm, skane_page)]

    assert ["Malmö" in one for one in pages] == [False, False, True]
    assert "Gäller i Region Skåne" in pages[2]
    assert all("Drick ofta" in one for one in pages)


def test_a_link_to_a_text_that_is_not_published_is_no_link(write: Write, take_in: TakeIn) -> None:
    write("magsjuka")
    take_in()
    before = Client().get(ADDRESS).content.decode()

    write("feber", title="Feber", slug="feber")
    take_in()
    after = Client().get(ADDRESS).content.decode()

    assert 'href="/sjukdomar-och-besvar/feber/"' not in before
    assert 'href="/sjukdomar-och-besvar/feber/"' in after


def test_importing_twice_changes_nothing(write: Write, take_in: TakeIn, skane: None) -> None:
    write("magsjuka")
    write("magsjuka", "en")

    assert (take_in().written, take_in().written) == (3, 0)
