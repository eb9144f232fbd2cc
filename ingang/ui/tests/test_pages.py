"""The frame of every page."""

import json
import re

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

ADDRESSES = [
    "/sida/alva/",
    "/sida/bo/",
    "/sida/nurse/",
    "/sida/alva/?wrong",
    "/ui/komponenter/",
    "/finns-inte/",
]


def page(client: Client, address: str, language: str = "sv") -> str:
    return client.get(address, headers={"accept-language": language}).content.decode()


@pytest.mark.parametrize("address", ADDRESSES)
def test_no_page_carries_styles_or_scripts_of_its_own(client: Client, address: str) -> None:
    found = page(client, address)

    assert not re.search(r"\sstyle=|<style|\son[a-z]+=|javascript:", found)
    assert re.findall(r"<script(?![^>]*\bsrc=)", found) == []


@pytest.mark.parametrize("address", ADDRESSES)
def test_every_page_says_that_it_is_a_demonstration(client: Client, address: str) -> None:
    assert "Demonstration - inte en riktig vårdtjänst" in page(client, address)


def test_outside_the_demonstration_nothing_says_so(client: Client, settings: Settings) -> None:
    settings.INGANG_DEMONSTRATION = False

    assert "Demonstration" not in page(client, "/sida/alva/")


@pytest.mark.parametrize("address", ADDRESSES)
def test_every_page_can_be_left_quickly_without_scripts(client: Client, settings: Settings, address: str) -> None:
    settings.INGANG_QUICK_EXIT_URL = "https://example.org/"

    assert re.search(r'<a class="quick-exit" href="https://example.org/" rel="noreferrer', page(client, address))


@pytest.mark.parametrize("address", ADDRESSES)
def test_every_page_has_one_heading_one_main_part_and_a_way_past_the_menu(client: Client, address: str) -> None:
    found = page(client, address)

    assert len(re.findall(r"<h1[ >]", found)) == 1
    assert len(re.findall("<main ", found)) == 1
    assert '<a class="skip" href="#main">' in found


def test_the_banner_says_for_whom_one_acts(client: Client) -> None:
    assert "Du är ombud för <strong>Kim Testsson</strong>" in page(client, "/sida/bo/")


def test_no_banner_is_shown_to_those_who_act_for_themselves(client: Client) -> None:
    assert "Du är ombud för" not in page(client, "/sida/alva/")


def test_nobody_is_named_on_a_page_without_log_in(client: Client) -> None:
    found = page(client, "/ui/komponenter/button/")

    assert "Inloggad:" not in found
    assert "Testsson" not in found


def test_log_out_is_a_form_and_not_a_link(client: Client) -> None:
    assert '<form method="post" action="/ut/"><input type="hidden" name="csrfmiddlewaretoken"' in page(
        client, "/sida/alva/"
    )


def test_staff_see_their_unit_on_a_dense_page(client: Client) -> None:
    found = page(client, "/sida/nurse/")

    assert "<strong>Siri Testsson</strong>, Ekbackens vårdcentral" in found
    assert 'data-density="dense"' in found


@pytest.mark.parametrize(
    ("address", "language", "title"),
    [
        ("/sida/alva/", "sv", "Boka en tid – Ingång"),
        ("/sida/alva/?wrong", "sv", "Fel: Boka en tid – Ingång"),
        ("/sida/alva/?wrong", "en", "Error: Book a time – Ingång"),
    ],
)
def test_the_title_begins_with_the_error(client: Client, address: str, language: str, title: str) -> None:
    assert f"<title>{title}</title>" in page(client, address, language)


@pytest.mark.parametrize(
    ("address", "status", "said"),
    [
        ("/konstig/", 400, "Vi förstod inte vad som skulle göras"),
        ("/stopp/", 403, "Du kan inte öppna sidan"),
        ("/finns-inte/", 404, "Vi hittar inte sidan"),
        ("/trasig/", 500, "Något gick fel hos oss"),
    ],
)
def test_an_error_says_what_happened_and_what_to_do(address: str, status: int, said: str) -> None:
    answer = Client(raise_request_exception=False).get(address)

    assert answer.status_code == status
    assert said in answer.content.decode()
    assert "Gå till startsidan" in answer.content.decode()


def test_the_page_for_our_own_faults_asks_the_session_for_nothing() -> None:
    answer = Client(raise_request_exception=False).get("/trasig/")

    assert "csrfmiddlewaretoken" not in answer.content.decode()


def test_a_form_without_token_is_refused_in_words() -> None:
    answer = Client(enforce_csrf_checks=True).post("/posta/")

    assert answer.status_code == 403
    assert "Vi kunde inte vara säkra på att det var du" in answer.content.decode()


def test_the_theme_is_kept_and_can_be_given_up(client: Client) -> None:
    client.post("/ui/utseende/", {"theme": "dark", "next": "/sida/alva/"})
    dark = page(client, "/sida/alva/")
    client.post("/ui/utseende/", {"theme": "auto"})
    auto = page(client, "/sida/alva/")

    assert 'data-theme="dark"' in dark
    assert 'value="dark" aria-pressed="true"' in dark
    assert 'data-theme="auto"' in auto


def test_an_unknown_theme_in_the_cookie_is_ignored(client: Client) -> None:
    client.cookies["theme"] = '"><script>'

    assert 'data-theme="auto"' in page(client, "/sida/alva/")


def test_the_language_can_be_changed_without_scripts(client: Client) -> None:
    client.post("/ui/sprak/", {"language": "en", "next": "/sida/alva/"})

    assert '<html lang="en"' in client.get("/sida/alva/").content.decode()


def test_an_unknown_language_changes_nothing(client: Client) -> None:
    answer = client.post("/ui/sprak/", {"language": "xx", "next": "/sida/alva/"})

    assert answer.cookies == {}


@pytest.mark.parametrize("where", ["/ui/utseende/", "/ui/sprak/"])
@pytest.mark.parametrize("next_address", ["https://evil.example/", "//evil.example", "javascript:alert(1)"])
def test_nobody_is_sent_to_another_host(client: Client, where: str, next_address: str) -> None:
    answer = client.post(where, {"theme": "dark", "language": "en", "next": next_address})

    assert answer["Location"] == "/"


@pytest.mark.parametrize("where", ["/ui/utseende/", "/ui/sprak/"])
def test_a_choice_is_made_by_post_alone(client: Client, where: str) -> None:
    assert client.get(where).status_code == 405


def test_the_manifest_makes_the_site_installable(client: Client) -> None:
    answer = client.get("/ui/manifest.webmanifest")

    manifest = json.loads(answer.content)
    assert answer["Content-Type"] == "application/manifest+json"
    assert (manifest["name"], manifest["display"]) == ("Ingång", "standalone")
