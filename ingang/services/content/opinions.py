"""What readers think of a text: written without a name, read by the editors."""

import re
from datetime import datetime
from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from ingang.foundation.access.doors import public
from ingang.foundation.identity.middleware import origin_of
from ingang.foundation.identity.often import is_too_often
from ingang.foundation.regions.chosen import chosen_region
from ingang.foundation.regions.rules import region as region_named
from ingang.foundation.regions.rules import regions
from ingang.kernel.periods import local_date
from ingang.services.content.models import Opinion
from ingang.services.content.queries import additions_to, region_page, text_of
from ingang.services.content.rules import LANGUAGES, SWEDISH

IDENTITY_NUMBER = re.compile(r"(?<!\d)(?:\d{2})?\d{6}[-+ ]?\d{4}(?!\d)")
AN_HOUR = 10


class OpinionForm(forms.Form):
    """One field, and nothing about who writes."""

    words = forms.CharField(
        label=_("What do you think of the text?"),
        help_text=_("Do not write anything about yourself or others. We read it, but can not answer."),
        widget=forms.Textarea,
        max_length=1000,
        strip=True,
    )

    def clean_words(self) -> str:
        words: str = self.cleaned_data["words"]
        if IDENTITY_NUMBER.search(words):
            raise forms.ValidationError(gettext("Take away the number that looks like an identity number."))
        return words

    def __init__(self, *args: Any, region: str = "", **options: Any) -> None:
        """Where the reader's region adds something to the text, she says which of the two it is about."""
        super().__init__(*args, **options)
        if region:
            self.fields["about"] = forms.ChoiceField(
                label=_("What is it about?"),
                choices=[
                    ("", gettext("The text that applies in the whole country")),
                    (region, gettext("What applies in %(region)s alone") % {"region": region_named(region).name}),
                ],
                widget=forms.RadioSelect,
                initial="",
                required=False,
            )


# Without a token on purpose: the page is the same for everybody, and the worst that a foreign page can do is to have
# somebody say something about a text, without a name.
@csrf_exempt
@public
@require_http_methods(["GET", "HEAD", "POST"])
def opinion(request: HttpRequest, key: str, language: str = SWEDISH) -> HttpResponse:
    article = text_of(key=key, language=language) if language in LANGUAGES else None
    if article is None:
        raise Http404
    region = chosen_region(cookies=request.COOKIES)
    today = local_date(timezone.now())
    adds = bool(additions_to(key=key, region=region, language=language, on=today))
    form = OpinionForm(request.POST if request.method == "POST" else None, region=region if adds else "")
    about = {"key": key, "language": language, "region": region}
    return _asked(request, form, article, about)


@csrf_exempt
@public
@require_http_methods(["GET", "HEAD", "POST"])
def region_opinion(request: HttpRequest, region: str, slug: str) -> HttpResponse:
    here = next((one for one in regions() if one.slug == region), None)
    page = region_page(region=here.code, slug=slug) if here else None
    if here is None or page is None:
        raise Http404
    form = OpinionForm(request.POST if request.method == "POST" else None)
    about = {"key": slug, "language": page.language, "owner": here.code, "is_page": True}
    return _asked(request, form, page, about | {"region": chosen_region(cookies=request.COOKIES)})


def _asked(request: HttpRequest, form: OpinionForm, text: Any, about: dict[str, Any]) -> HttpResponse:
    if form.is_bound and form.is_valid():
        address = origin_of(request).address
        if is_too_often(what="opinion", address=address, most=AN_HOUR, now=timezone.now()):
            form.add_error(None, gettext("You have written many times in a short while. Try again in an hour."))
        else:
            owner = about.get("owner") or form.cleaned_data.get("about", "")
            write(**(about | {"owner": owner}), words=form.cleaned_data["words"], now=timezone.now())
            return redirect(f"{request.path}?tack=1")
    shown = {"text": text, "form": form, "thanks": "tack" in request.GET}
    return render(request, "content/opinion.html", shown, status=400 if form.errors else 200)


def write(
    *, key: str, language: str, region: str, owner: str, words: str, now: datetime, is_page: bool = False
) -> None:
    """Keep what a reader wrote, without anything about who it was; `owner` is the region whose part it is about."""
    Opinion.objects.create(
        key=key, language=language, region=region, owner=owner, is_page=is_page, words=words, written_at=now
    )
