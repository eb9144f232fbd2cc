"""One shape for what a unit's editor says: fill in, see how it will look, save, or compare with a colleague."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext

from ingang.foundation.identity.requests import StaffRequest
from ingang.services.care_finder.errors import ChangedMeanwhile, OfferAlreadyThere
from ingang.services.care_finder.forms import SayingForm
from ingang.services.care_finder.queries.contact import Contact
from ingang.services.care_finder.queries.saying import Standing
from ingang.services.care_finder.saying_words import differences
from ingang.services.care_finder.views.contact_card import card_values
from ingang.ui.values import SummaryRow


@dataclass(frozen=True, kw_only=True)
class Saying:
    """What is said, and how: `initial` makes a form's values of what stands, `more` is what stands beside it."""

    title: str
    form: Callable[[QueryDict | None, Mapping[str, Any]], SayingForm]
    initial: Callable[[Mapping[str, Any]], Mapping[str, Any]]
    standing: Callable[[], Standing]
    save: Callable[[Mapping[str, Any], int], object]
    card: Callable[[Mapping[str, Any]], Contact]
    more: Mapping[str, Any]


def said(request: StaffRequest, saying: Saying) -> HttpResponse:
    """The page in whichever step it is."""
    standing = saying.standing()
    sent = request.POST if request.method == "POST" else None
    form = saying.form(sent, {**saying.initial(standing.said), "seen": standing.number})
    if sent is None or not form.is_valid() or "change" in sent:
        return _page(request, saying, form, status=400 if sent is not None and form.errors else 200)
    if "preview" in sent:
        return _preview(request, saying, form)
    try:
        saying.save(form.said(), form.cleaned_data["seen"])
    except OfferAlreadyThere as error:
        form.add_error("title_sv", gettext(error.sentence))
        return _page(request, saying, form, status=400)
    except ChangedMeanwhile as error:
        return _compare(request, saying, form.said(), gettext(error.sentence))
    return redirect(saved_address())


def _page(request: StaffRequest, saying: Saying, form: SayingForm, *, status: int, **more: Any) -> HttpResponse:
    shown = {"title": saying.title, "form": form, "now": request.now, **saying.more, **more}
    return render(request, "care_finder/say.html", shown, status=status)


def _preview(request: StaffRequest, saying: Saying, form: SayingForm) -> HttpResponse:
    card = card_values(found=saying.card(form.said()), actor=request.actor, now=request.now)
    return render(request, "care_finder/preview.html", {**card, "form": form, "back": request.path})


def _compare(request: StaffRequest, saying: Saying, mine: Mapping[str, Any], problem: str) -> HttpResponse:
    """Both versions, and the writer's words still in the form, to be saved over the other one knowingly."""
    standing = saying.standing()
    data = request.POST.copy()
    data["seen"] = str(standing.number)
    form = saying.form(data, {})
    form.is_valid()
    theirs = [
        SummaryRow(question=field, answer=gettext("Stands there now: %(theirs)s") % {"theirs": before}
                   + "\n" + gettext("You wrote: %(mine)s") % {"mine": after})
        for field, before, after in differences(before=standing.said, after=mine, now=request.now)
    ]  # fmt: skip
    return _page(request, saying, form, status=409, theirs=theirs, problem=problem)


def saved_address() -> str:
    """Where an editor comes when what she said is saved."""
    return f"{reverse('care_finder_staff:own')}?sparat=1"


def as_days(said: Mapping[str, Any], names: tuple[str, ...], /) -> dict[str, date | None]:
    """Days that are kept as text, as days."""
    return {name: date.fromisoformat(said[name]) if said.get(name) else None for name in names}


def moment_in_words(at: datetime | date | None, words: Callable[..., str], *, now: datetime) -> str:
    """A moment in words; never, where there is none."""
    return words(value=at, now=now) if at else gettext("Never")
