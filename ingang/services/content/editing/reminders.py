"""Letters to those who write, sign and publish: what waits for their roles, once a week at most, in numbers alone."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from django import forms
from django.conf import settings
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext, gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods
from wagtail.models import TaskState

from ingang.foundation.care_units.models import CareGiver
from ingang.foundation.notifications.actions.claiming import Outgoing
from ingang.foundation.notifications.models import Channel
from ingang.foundation.notifications.senders import SEND_ERRORS, configured_senders
from ingang.foundation.notifications.ways import Way
from ingang.foundation.people.queries import assignments_of
from ingang.kernel.grant import Grant
from ingang.kernel.periods import local_date
from ingang.services.content.models import (
    Article,
    Opinion,
    OpinionState,
    RegionalAddition,
    RegionHome,
    RegionPage,
    Reminding,
    ReviewTask,
)
from ingang.services.content.roles import CONTENT_EDITOR, CONTENT_ROLES
from ingang.services.content.rules import SWEDISH

A_WEEK = timedelta(days=7)
SOON, VERY_SOON = timedelta(days=60), timedelta(days=14)
LIES_FOR = timedelta(days=14)
REGIONAL = (RegionHome, RegionPage, RegionalAddition)

Place = tuple[str, str]
"""A role, and a region or nothing for the nation."""


@dataclass(frozen=True, kw_only=True)
class Waiting:
    """How much waits: reviews that are late, due within 14 and within 60 days; steps of reviews; opinions."""

    late: int = 0
    very_soon: int = 0
    soon: int = 0
    steps: int = 0
    opinions: int = 0

    def __bool__(self) -> bool:
        return any(vars(self).values())

    def lines(self) -> list[str]:
        """A line for each that there is something of, in the language that is spoken."""
        lines = (
            (self.late, ngettext("%(n)s text whose review is late", "%(n)s texts whose review is late", self.late)),
            (
                self.very_soon,
                ngettext("%(n)s text to review within 14 days", "%(n)s texts to review within 14 days", self.very_soon),
            ),
            (
                self.soon,
                ngettext("%(n)s text to review within 60 days", "%(n)s texts to review within 60 days", self.soon),
            ),
            (
                self.steps,
                ngettext("%(n)s review that waits for your role", "%(n)s reviews that wait for your role", self.steps),
            ),
            (
                self.opinions,
                ngettext(
                    "%(n)s opinion from a reader that has lain for 14 days",
                    "%(n)s opinions from readers that have lain for 14 days",
                    self.opinions,
                ),
            ),
        )
        return [f"- {line % {'n': number}}" for number, line in lines if number]


def what_waits(*, now: datetime) -> dict[Place, Waiting]:
    """What waits for each role in each region and in the nation: a fixed number of questions, however many texts."""
    reviews, opinions, steps = _reviews(local_date(now)), _opinions(now), _steps()
    places = {(CONTENT_EDITOR, region) for region in reviews.keys() | opinions.keys()} | steps.keys()
    return {
        (role, region): Waiting(
            steps=steps.get((role, region), 0),
            **(reviews.get(region, {}) | {"opinions": opinions.get(region, 0)} if role == CONTENT_EDITOR else {}),
        )
        for role, region in places
    }


def send_reminders(*, grant: Grant, now: datetime) -> int:
    """The job: a letter to each who wants one and has something waiting, a week after the last at the earliest.

    Gives how many were sent. A letter that was sent and not noted leaves again as the same mail; one that the server
    does not take is tried at the next run. Whose assignment has ended is sent nothing.
    """
    today = local_date(now)
    due = list(Reminding.objects.filter(Q(sent_on=None) | Q(sent_on__lte=today - A_WEEK)).order_by("hsa_id"))
    opened = configured_senders().get(Channel.MAIL)
    if not due or opened is None:
        return 0
    waiting, sent = what_waits(now=now), 0
    with opened() as send:
        for row in due:
            body = _letter(_of(row.hsa_id, waiting, today))
            if body:
                try:
                    send(_mail(row, body), now)
                except SEND_ERRORS:
                    continue
                sent += Reminding.objects.filter(pk=row.pk, sent_on=row.sent_on).update(sent_on=today)
    return sent


def _of(hsa_id: str, waiting: Mapping[Place, Waiting], today: date) -> list[Waiting]:
    own = assignments_of(staff=hsa_id, on=today)
    regions = dict(CareGiver.objects.filter(hsa_id__in={one.care_giver for one in own}).values_list("hsa_id", "region"))
    places = {(role, regions.get(one.care_giver, "")) for one in own for role in one.roles if role in CONTENT_ROLES}
    return [waiting[place] for place in sorted(places) if waiting.get(place)]


def _letter(waiting: list[Waiting]) -> str:
    if not waiting:
        return ""
    total = Waiting(**{name: sum(getattr(one, name) for one in waiting) for name in vars(waiting[0])})
    with translation.override(SWEDISH):
        where = f"{settings.PAGES_ORIGIN}{reverse('wagtailadmin_home')}"
        end = gettext("You are sent at most one letter a week. You end it under Reminders in the editors' room.")
        return "\n".join([gettext("This waits for you:"), "", *total.lines(), "", where, "", end])


def _mail(row: Reminding, body: str) -> Outgoing:
    with translation.override(SWEDISH):
        subject = gettext("Texts that wait for you")
    name = f"content.reminders:{row.hsa_id}:{row.sent_on}"
    way = Way(channel=Channel.MAIL, address=row.address)
    return Outgoing(id=uuid5(NAMESPACE_URL, name), code="", way=way, subject=subject, body=body)


def _reviews(today: date) -> dict[str, dict[str, int]]:
    """The texts whose review comes near or is late, by region."""
    found: dict[str, Counter[str]] = {}
    for model in (Article, *REGIONAL):
        rows = model.objects.live().filter(Q(review_due_on__lte=today + SOON) | Q(urgent_until__isnull=False))
        region = ("region",) if model in REGIONAL else ()
        for due, urgent, *where in rows.order_by("pk").values_list("review_due_on", "urgent_until", *region):
            by = urgent or due
            when = "late" if by < today else "very_soon" if by <= today + VERY_SOON else "soon"
            found.setdefault(where[0] if where else "", Counter())[when] += 1
    return {region: dict(counted) for region, counted in found.items()}


def _opinions(now: datetime) -> dict[str, int]:
    """The opinions that have lain long, by the region whose they are; the nation's editors answer for their own."""
    rows = Opinion.objects.exclude(state=OpinionState.DONE).filter(written_at__lte=now - LIES_FOR)
    return dict(Counter(rows.values_list("owner", flat=True)))


def _steps() -> dict[Place, int]:
    """The steps of reviews that wait, by role and region."""
    roles = dict(ReviewTask.objects.values_list("pk", "role"))
    rows = TaskState.objects.filter(status=TaskState.STATUS_IN_PROGRESS, task__in=roles)
    states = list(rows.values_list("task", "revision__object_id"))
    regions = _regions_of({page for _, page in states})
    return dict(Counter((roles[task], regions.get(page, "")) for task, page in states))


def _regions_of(pages: Iterable[str]) -> dict[str, str]:
    wanted = {int(one) for one in pages}
    return {
        str(pk): region
        for model in REGIONAL
        for pk, region in model.objects.filter(pk__in=wanted).values_list("pk", "region")
    }


class RemindingForm(forms.Form):
    """Where letters go; nowhere where the field is empty."""

    address = forms.EmailField(
        label=gettext_lazy("Your address at work"),
        help_text=gettext_lazy("Empty: no letters. At most one a week, and only when something waits for your role."),
        max_length=120,
        required=False,
    )


@require_http_methods(["GET", "HEAD", "POST"])
def reminders(request: HttpRequest) -> HttpResponse:
    hsa_id: str = request.user.actor.hsa_id  # type: ignore[union-attr]
    row = Reminding.objects.filter(hsa_id=hsa_id).first()
    first: dict[str, Any] = {"address": row.address if row else ""}
    form = RemindingForm(request.POST if request.method == "POST" else None, initial=first)
    if form.is_bound and form.is_valid():
        choose_address(hsa_id=hsa_id, address=form.cleaned_data["address"], now=timezone.now())
        return redirect("content_reminders")
    shown = {"form": form, "row": row}
    return render(request, "content/editing/reminders.html", shown, status=400 if form.errors else 200)


def choose_address(*, hsa_id: str, address: str, now: datetime) -> None:
    """Send letters there from now on, or none any more where it is empty. A new address does not hasten the next."""
    if not address:
        Reminding.objects.filter(hsa_id=hsa_id).delete()
        return
    Reminding.objects.update_or_create(hsa_id=hsa_id, defaults={"address": address, "chosen_at": now})
