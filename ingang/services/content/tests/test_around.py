"""What stands around texts: opinions, former addresses, the interface for programs, feeds, search and hostile text."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.cache import cache
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st
from lxml.html import fragments_fromstring

from conftest import number_of
from ingang.foundation.audit.models import AuditEvent
from ingang.foundation.published.models import PublicChange
from ingang.foundation.search.models import Document
from ingang.foundation.search.queries import Wanted, find
from ingang.services.content import api, feeds
from ingang.services.content.errors import BadFile
from ingang.services.content.importing import Imported
from ingang.services.content.models import Article, ContentLanguage, Opinion
from ingang.services.content.texts import html

Write = Callable[..., Path]
TakeIn = Callable[[], Imported]
ADDRESS, API = "/sjukdomar-och-besvar/magsjuka/", "/api/v1/content/"


@pytest.fixture(autouse=True)
def nobody_has_asked() -> None:
    cache.clear()


@pytest.fixture
def text(write: Write, take_in: TakeIn, skane: None) -> None:
    write("magsjuka")
    write("magsjuka", "en")
    take_in()


def test_an_opinion_is_kept_without_anything_about_who_wrote_it(text: None) -> None:
    client = Client()
    client.cookies["region"] = "12"

    answer = client.post("/synpunkt/magsjuka/sv/", {"words": "Skriv mer om barn."})

    assert answer.status_code == 302
    assert "ingang_session" not in answer.cookies
    assert list(Opinion.objects.values_list("key", "language", "region", "words")) == [
        ("magsjuka", "sv", "12", "Skriv mer om barn.")
    ]


NUMBER = number_of("alva").value


@pytest.mark.parametrize("words", ["", f"Jag heter {NUMBER}", f"{NUMBER[2:]} mår illa", "x" * 1001])
def test_an_opinion_with_an_identity_number_or_nothing_is_not_taken(text: None, words: str) -> None:
    answer = Client().post("/synpunkt/magsjuka/sv/", {"words": words})

    assert answer.status_code == 400
    assert not Opinion.objects.exists()


def test_who_writes_without_end_is_stopped(text: None) -> None:
    statuses = [Client().post("/synpunkt/magsjuka/sv/", {"words": "Bra."}).status_code for _ in range(12)]

    assert statuses == [302] * 10 + [400] * 2
    assert Opinion.objects.count() == 10


def test_a_former_address_leads_to_the_text_where_it_is_now(text: None, write: Write, take_in: TakeIn) -> None:
    write("magsjuka", slug="krakningar")
    take_in()

    answer = Client().get(ADDRESS)

    assert (answer.status_code, answer["Location"]) == (302, "/sjukdomar-och-besvar/krakningar/")
    assert Client().get(answer["Location"]).status_code == 200


def test_an_address_in_the_wrong_language_leads_to_the_right_one(text: None) -> None:
    answer = Client().get("/en/sjukdomar-och-besvar/magsjuka/")

    assert answer["Location"] == "/en/illnesses-and-symptoms/gastroenteritis/"


def test_what_is_not_there_leads_to_the_nearest_section(db: None) -> None:
    answer = Client().get("/sjukdomar-och-besvar/finns-inte/")

    assert answer.status_code == 404
    assert 'href="/sjukdomar-och-besvar/"' in answer.content.decode()


def test_programs_get_the_text_with_what_it_must_be_shown_with(text: None) -> None:
    answer = Client().get(f"{API}magsjuka/?region=12")

    read = json.loads(answer.content)
    assert read["isDemonstration"] is True
    assert read["languages"] == ["sv", "en"]
    assert [one["code"] for one in read["chapters"]] == ["seek-care", "symptoms", "self-care", "causes"]
    assert read["chapters"][0]["passages"][0]["urgency"] == "now"
    assert "Malmö" in read["chapters"][0]["additions"][0]["html"]
    assert answer["Cache-Control"] == "public, max-age=300"


def test_programs_are_told_that_nothing_has_changed(text: None) -> None:
    first = Client().get(f"{API}magsjuka/")

    again = Client().get(f"{API}magsjuka/", headers={"If-None-Match": first["ETag"]})

    assert (again.status_code, again.content) == (304, b"")
    assert [one["key"] for one in json.loads(Client().get(API).content)["texts"]] == ["magsjuka"]


@pytest.mark.parametrize("place", ["finns-inte/", "a/b/c/", "?page=0", "?page=x", "magsjuka/?language=xx"])
def test_programs_get_json_whatever_they_ask(text: None, place: str) -> None:
    answer = Client().get(API + place)

    assert answer.status_code in {200, 404}
    assert json.loads(answer.content)


def test_programs_that_ask_without_end_are_stopped(text: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(api, "AN_HOUR", 2)

    statuses = [Client().get(API).status_code for _ in range(3)]

    assert statuses == [200, 200, 429]


def test_search_finds_the_text_by_what_people_type(text: None) -> None:
    found = find(wanted=Wanted(kind="content.article", text="kräksjuka", filters={"language": "sv"}))

    assert [one.name for one in found.hits] == ["magsjuka:sv"]


def test_what_is_taken_away_is_found_no_more(text: None) -> None:
    Article.objects.get(language="sv").unpublish()

    assert Client().get(ADDRESS).status_code == 404
    assert not Document.objects.filter(kind="content.article", name="magsjuka:sv").exists()


def test_the_map_of_the_site_names_each_language(text: None) -> None:
    shown = Client().get("/sidkarta.xml").content.decode()

    assert "<loc>http://testserver/sjukdomar-och-besvar/magsjuka/</loc>" in shown
    assert 'hreflang="en" href="http://testserver/en/illnesses-and-symptoms/gastroenteritis/"' in shown


@pytest.mark.parametrize(
    ("words", "line"),
    [
        ({"self_care": "<script>x</script>"}, 26),
        ({"self_care": "![bild](x.png)"}, 26),
        ({"self_care": "[dit](javascript:alert(1))"}, 26),
        ({"self_care": "[dit](care:finnsinte)"}, 26),
        ({"self_care": "# Fel"}, 26),
        ({"seek": "Sök vård {#seek-care}\n\n## Igen"}, 2),
        ({"further": 'titel = "x'}, 11),
    ],
)
def test_a_bad_file_is_told_with_its_line_and_changes_nothing(
    write: Write, take_in: TakeIn, words: dict[str, str], line: int
) -> None:
    write("magsjuka", **words)

    with pytest.raises(BadFile) as told:
        take_in()

    assert told.value.file.endswith("articles/magsjuka/sv.md")
    assert told.value.line == line
    assert not Article.objects.exists()


PIECES = (
    *("<script>", "</script>", "<p>", "</p>", "<img src=x onerror=a>", "<a href='javascript:a'>", "</a>"),
    *("<b onclick=a>", "<svg><style>", "&lt;script&gt;", "<a href='//evil.example/'>", "<a href='/\\evil'>", "ord"),
    *("<!--", "]]>", "\0", "<a linktype='page' id='1'>", "<a href='/text/x/'>", "<ul><li>", "<iframe src=x>", "<"),
)
HOSTILE = st.lists(st.sampled_from(PIECES)).map("".join)


@given(source=HOSTILE)
def test_hostile_text_comes_out_as_what_an_editor_could_have_written(source: str) -> None:
    shown = html(source, links={})

    for one in fragments_fromstring(f"<div>{shown}</div>")[0].iter():
        assert one.tag in {"div", "p", "ul", "ol", "li", "b", "strong", "br", "a"}
        assert set(one.attrib) <= ({"href"} if one.tag == "a" else set())
        assert one.get("href", "/").startswith("/")
        assert not one.get("href", "/").startswith(("//", "/\\"))


def test_a_language_goes_live_and_away_with_pages_search_and_map(text: None) -> None:
    english = ContentLanguage.objects.get(code="en")
    seen = []
    for live in (False, True):
        changes, events = PublicChange.objects.count(), AuditEvent.objects.count()
        english.is_live = live
        english.save()
        seen.append(
            (
                PublicChange.objects.count() - changes,
                AuditEvent.objects.count() - events,
                Document.objects.filter(kind="content.article", name="magsjuka:en").exists(),
                'hreflang="en"' in Client().get("/sidkarta.xml").content.decode(),
                'hreflang="en" href' in Client().get(ADDRESS).content.decode(),
            )
        )

    assert seen == [(1, 1, False, False, False), (1, 1, True, True, True)]


def test_the_map_comes_in_parts_where_there_are_many(text: None, write: Write, take_in: TakeIn) -> None:
    for key in ("a", "b"):
        write(key, slug=key, title=key)
    take_in()
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(feeds, "A_PART", 2)
        parts = [Client().get(f"/sidkarta.xml{query}") for query in ("", "?del=1", "?del=2", "?del=3", "?del=x")]

    told = [one.content.decode() for one in parts]
    assert [one.status_code for one in parts] == [200, 200, 200, 404, 404]
    assert "<loc>http://testserver/sidkarta.xml?del=2</loc>" in told[0]
    assert ["/magsjuka/</loc>" in one for one in told[:3]] == [False, False, True]
