"""Who writes what: the nation's editors the core, a region's editors their own layer and nothing else."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse
from wagtail.admin.models import EditingSession

from ingang.foundation.audit.models import AuditEvent
from ingang.foundation.identity.models import Account
from ingang.foundation.identity.models import LogIn as StaffLogIn
from ingang.services.content.editing.groups import group_name
from ingang.services.content.founding import found
from ingang.services.content.models import Article, RegionalAddition, RegionHome
from ingang.services.content.roles import CONTENT_ROLES
from ingang.services.content.samples import samples
from ingang.services.content.tests.rooms import HOME, ILLNESS, act, addition_form, article_form, edit, latest, stored

LogIn = Callable[..., Client]


@pytest.fixture
def texts(cast: Callable[[str], Any], now: Any) -> dict[str, Any]:
    """A national article, and an addition of Region Stockholm's."""
    samples(owner=cast("alva"), now=now)
    return {
        "national": Article.objects.get(key="provtext", language="sv"),
        "stockholm": RegionalAddition.objects.get(region="01"),
    }


@pytest.mark.parametrize("key", ["nora", "hugo", "pia", "vera", "linn"])
def test_everybody_with_a_role_in_content_gets_in(key: str, log_in_as: LogIn) -> None:
    answer = log_in_as(key).get(HOME)

    assert answer.status_code == 200
    assert "Skriv eller ändra en text" in answer.content.decode()


@pytest.mark.parametrize(
    ("key", "which"), [("linn", "stockholm"), ("linn", "national"), ("vera", "national"), ("nora", "stockholm")]
)
@pytest.mark.parametrize("action", ["", "action-publish", "action-submit"])
def test_another_layer_is_not_changed_by_its_form(
    key: str, which: str, action: str, log_in_as: LogIn, texts: dict[str, Any]
) -> None:
    page, client = texts[which], log_in_as(key)
    form = addition_form() if which == "stockholm" else article_form(slug=page.slug, key=page.key)
    before = stored(page)

    opened = client.get(edit(page))
    sent = client.post(edit(page), form | ({action: "1"} if action else {}))

    assert opened.status_code == 302
    assert sent.status_code == 302
    assert stored(page) == before


@pytest.mark.parametrize("place", ["unpublish", "delete", "move", "copy", "workflow/status", "lock", "convert_alias"])
@pytest.mark.parametrize("key", ["linn", "nora"])
def test_another_layer_is_not_changed_by_any_other_address(
    key: str, place: str, log_in_as: LogIn, texts: dict[str, Any]
) -> None:
    page, client = texts["stockholm"], log_in_as(key)
    before = stored(page)

    answers = [getattr(client, method)(f"{HOME}pages/{page.pk}/{place}/") for method in ("get", "post")]

    assert {one.status_code for one in answers} <= {302, 403, 404, 405}
    assert stored(page) == before


def test_nothing_is_put_into_another_regions_layer(log_in_as: LogIn, texts: dict[str, Any]) -> None:
    homes = {one.region: one for one in RegionHome.objects.all()}
    client = log_in_as("linn")
    place = HOME + "pages/add/content/regionaladdition/{}/"

    elsewhere = client.post(place.format(homes["01"].pk), addition_form())
    at_home = client.post(place.format(homes["12"].pk), addition_form(region="01"))

    assert elsewhere.status_code == 302
    assert at_home.status_code == 302
    assert [one.region for one in RegionalAddition.objects.filter(title="Jour")] == ["12"]


def test_what_is_her_own_is_not_moved_into_another_region(log_in_as: LogIn, texts: dict[str, Any]) -> None:
    homes = {one.region: one for one in RegionHome.objects.all()}
    client = log_in_as("linn")
    client.post(f"{HOME}pages/add/content/regionaladdition/{homes['12'].pk}/", addition_form())
    own = RegionalAddition.objects.get(region="12")

    client.post(reverse("wagtailadmin_pages:move_confirm", args=[own.pk, homes["01"].pk]))

    assert latest(own).get_parent().pk == homes["12"].pk


def test_the_interface_for_programs_writes_nothing(log_in_as: LogIn, texts: dict[str, Any]) -> None:
    page, client = texts["stockholm"], log_in_as("linn")
    before = stored(page)
    places = [f"{HOME}api/main/pages/{page.pk}/", f"{HOME}api/main/pages/{page.pk}/action/unpublish/"]

    answers = [
        getattr(client, method)(place, {}, content_type="application/json").status_code
        for place in places
        for method in ("post", "put", "patch", "delete")
    ]

    assert all(one in {403, 404, 405} for one in answers)
    assert stored(page) == before


@pytest.mark.parametrize(
    "place",
    [
        "collections/add/",
        "images/multiple/add/",
        "documents/multiple/add/",
        "images/multiple/1/",
        "images/1/preview/width-9000/",
        "images/1/generate_url/",
        "snippets/content/contentlanguage/",
    ],
)
def test_what_is_not_wanted_is_open_to_no_editor(place: str, log_in_as: LogIn) -> None:
    assert log_in_as("nora").get(HOME + place).status_code in {302, 403, 404}


def test_a_text_is_written_reviewed_by_each_role_and_published_with_the_experts_name(log_in_as: LogIn) -> None:
    root, before = found(), AuditEvent.objects.count()
    nora = log_in_as("nora")
    nora.post(f"{HOME}pages/add/content/article/{root.pk}/", article_form() | {"action-submit": "1"})
    page = Article.objects.get(key="huvudvark")
    steps = []
    for key in ("nora", "hugo", "nora", "pia"):
        assert not latest(page).live
        steps.append(latest(page).current_workflow_task.name)
        act(log_in_as(key), latest(page), "approve")

    done = latest(page)
    shown = Client().get(str(done.url)).content.decode()

    assert steps == ["Redaktör", "Sakkunnig", "Språkgranskare", "Publicist"]
    assert done.live
    assert (done.expert_name, str(done.reviewed_on)) == ("Hugo Ek", "2026-11-26")
    assert "Hugo Ek" in shown
    assert "Demonstrationsinnehåll" not in shown
    events = list(AuditEvent.objects.order_by("id").values_list("event", flat=True))[before:]
    assert [one for one in events if one.startswith("content.")] == ["content.signed", "content.published"]


@pytest.mark.parametrize("key", ["vera", "nora", "pia", "linn"])
def test_a_step_is_done_by_nobody_without_its_role_or_of_another_region(key: str, log_in_as: LogIn) -> None:
    root = found()
    nora = log_in_as("nora")
    nora.post(f"{HOME}pages/add/content/article/{root.pk}/", article_form() | {"action-submit": "1"})
    page = Article.objects.get(key="huvudvark")
    act(nora, page, "approve")

    act(log_in_as(key), latest(page), "approve")

    assert latest(page).current_workflow_task.name == "Sakkunnig"
    assert latest(page).get_latest_revision_as_object().expert_name == ""


def test_what_no_expert_has_signed_is_not_published_and_nothing_of_it_is_lost(log_in_as: LogIn) -> None:
    root = found()
    nora, pia = log_in_as("nora"), log_in_as("pia")
    nora.post(f"{HOME}pages/add/content/article/{root.pk}/", article_form())
    page = Article.objects.get(key="huvudvark")

    answer = pia.post(edit(page), article_form(words="Nya ord.") | {"action-publish": "1"})

    assert answer.status_code == 200
    assert "ingen sakkunnig har signerat" in answer.content.decode()
    assert "Nya ord." in answer.content.decode()
    assert not latest(page).live


def test_an_urgent_change_is_published_at_once_and_waits_for_its_review(log_in_as: LogIn) -> None:
    root = found()
    log_in_as("nora").post(f"{HOME}pages/add/content/article/{root.pk}/", article_form())
    page = Article.objects.get(key="huvudvark")

    form = article_form(is_urgent_change="on") | {"action-publish": "1"}
    log_in_as("pia").post(edit(page), form)

    assert latest(page).live
    assert str(latest(page).urgent_until) == "2026-12-03"
    assert latest(page).urgent_by == "Pia Holm"
    shown = log_in_as("nora").get(HOME).content.decode()
    assert "akut ändring" in shown
    assert "Pia Holm" in shown


def test_the_second_of_two_who_write_at_once_is_told_and_loses_nothing(log_in_as: LogIn) -> None:
    root = found()
    nora, pia = log_in_as("nora"), log_in_as("pia")
    nora.post(f"{HOME}pages/add/content/article/{root.pk}/", article_form())
    page = Article.objects.get(key="huvudvark")
    opened = str(page.latest_revision_id)
    nora.post(edit(page), article_form(words="Noras ord.") | {"loaded_revision_id": opened})

    answer = pia.post(edit(page), article_form(words="Pias ord.") | {"loaded_revision_id": opened})

    shown = answer.content.decode()
    assert "har sparats sedan du öppnade den" in shown
    assert "Pias ord." in shown
    assert "Noras ord." in str(latest(page).get_latest_revision_as_object().words())


def test_a_text_without_a_chapter_that_its_kind_demands_is_not_sent_for_review(log_in_as: LogIn) -> None:
    root = found()
    form = article_form(codes=("symptoms", "self-care", "causes")) | {"action-submit": "1"}

    answer = log_in_as("nora").post(f"{HOME}pages/add/content/article/{root.pk}/", form)

    assert "seek-care" in answer.content.decode()
    assert not Article.objects.filter(key="huvudvark").exists()


def test_a_regions_text_is_signed_by_the_regions_own_expert_alone(log_in_as: LogIn) -> None:
    found()
    home, linn = RegionHome.objects.get(region="12"), log_in_as("linn")
    linn.post(f"{HOME}pages/add/content/regionaladdition/{home.pk}/", addition_form() | {"action-submit": "1"})
    page = RegionalAddition.objects.get(region="12")
    act(linn, page, "approve")

    act(log_in_as("hugo"), latest(page), "approve")
    act(linn, latest(page), "approve")
    stopped = latest(page).current_workflow_task.name
    for client in (log_in_as("ture"), linn, linn):
        act(client, latest(page), "approve")

    # Neither the nation's expert, nor the region's who wrote it.
    assert stopped == "Sakkunnig"
    assert latest(page).live
    assert latest(page).expert_name == "Ture Malm"


def test_the_groups_follow_the_assignment_at_each_request(log_in_as: LogIn) -> None:
    client = log_in_as("linn")
    client.get(HOME)
    account = Account.objects.get(hsa_id="SE0000000060-S001")
    account.groups.set(Group.objects.filter(name=group_name(role="content_publisher", region="")))

    client.get(HOME)

    assert set(account.groups.values_list("name", flat=True)) == {
        group_name(role=one, region="12") for one in CONTENT_ROLES
    }


def test_a_long_article_is_not_refused_with_all_that_was_written(log_in_as: LogIn) -> None:
    codes = (*ILLNESS, *(f"more-{one}{two}" for one in "abcdefgh" for two in "abcdefgh"))
    form = article_form(codes=codes)

    log_in_as("nora").post(f"{HOME}pages/add/content/article/{found().pk}/", form)

    assert len(form) > 500
    assert len(Article.objects.get(key="huvudvark").chapter_values()) == len(codes)


def test_what_a_page_that_saves_by_itself_wrote_anew_meanwhile_is_told(log_in_as: LogIn) -> None:
    root = found()
    nora, pia = log_in_as("nora"), log_in_as("pia")
    nora.post(f"{HOME}pages/add/content/article/{root.pk}/", article_form())
    page = Article.objects.get(key="huvudvark")
    opened = page.latest_revision
    opened.created_at -= timedelta(minutes=1)
    opened.save()
    seen = {"loaded_revision_id": str(opened.pk), "loaded_revision_created_at": opened.created_at.isoformat()}
    by_itself = article_form(words="Noras ord.") | seen | {"overwrite_revision_id": str(opened.pk)}
    saved = nora.post(edit(page), by_itself, headers={"Accept": "application/json"}).json()

    answer = pia.post(edit(page), article_form(words="Pias ord.") | seen)
    again = {"loaded_revision_id": saved["revision_id"], "loaded_revision_created_at": saved["revision_created_at"]}
    own = nora.post(edit(page), article_form(words="Noras nya ord.") | again)

    assert saved["revision_id"] == opened.pk
    assert "har sparats sedan du öppnade den" in answer.content.decode()
    assert own.status_code == 302


def test_an_open_editor_that_asks_who_else_writes_is_no_sign_of_life(log_in_as: LogIn) -> None:
    root, nora = found(), log_in_as("nora")
    nora.get(HOME)
    before = StaffLogIn.objects.get()
    StaffLogIn.objects.update(last_active_at=before.started_at)
    where = (
        "content",
        "contentroot",
        root.pk,
        EditingSession.objects.create(
            user=Account.objects.get(hsa_id="SE0000000050-S001"), content_object=root, last_seen_at=before.started_at
        ).pk,
    )

    answer = nora.post(reverse("wagtailadmin_editing_sessions:ping", args=where), {})
    active_after_the_question = StaffLogIn.objects.get().last_active_at
    nora.get(HOME)

    assert answer.status_code == 200
    assert active_after_the_question == before.started_at


def test_a_draft_of_nothing_but_a_title_is_kept_and_told_what_it_lacks(log_in_as: LogIn) -> None:
    root, nora = found(), log_in_as("nora")
    begun = dict.fromkeys(("kind", "section", "key", "ingress", "care", "review_due_on"), "")
    form = article_form(codes=()) | begun

    saved = nora.post(f"{HOME}pages/add/content/article/{root.pk}/", form, headers={"Accept": "application/json"})
    page = Article.objects.get(slug="huvudvark")
    without_kind = nora.get(edit(page))
    nora.post(edit(page), article_form(codes=("symptoms",)))
    told = nora.get(edit(page)).content.decode()

    assert saved.json()["success"]
    assert without_kind.status_code == 200
    assert "Kapitlet ”seek-care” saknas: när man ska söka vård." in told
    assert "Kapitlet ”symptoms”" not in told
    assert "Inom ett dygn" in told
    assert "Within a day and night" not in told


def test_an_address_is_written_in_letters_that_addresses_have(log_in_as: LogIn) -> None:
    """A text below å would have no page."""
    form = article_form(slug="skavsår")

    answer = log_in_as("nora").post(f"{HOME}pages/add/content/article/{found().pk}/", form)

    assert answer.status_code == 200
    assert not Article.objects.filter(key="huvudvark").exists()
