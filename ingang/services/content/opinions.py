"""What readers think of a text: written without a name, read by the editors."""

import re
from datetime import datetime
from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from ingang.foundation.access.doors import public
from ingang.foundation.identity.middleware import origin_of
from ingang.foundation.regions.chosen import chosen_region
from ingang.services.content.asking import is_too_often
from ingang.services.content.models import Article, Opinion
from ingang.services.content.queries import text_of
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


# Without a token on purpose: the page is the same for everybody, and the worst that a foreign page can do is to have
# somebody say something about a text, without a name.
@csrf_exempt
@public
@require_http_methods(["GET", "HEAD", "POST"])
def opinion(request: HttpRequest, key: str, language: str = SWEDISH) -> HttpResponse:
    article = text_of(key=key, language=language) if language in LANGUAGES else None
    if article is None:
        raise Http404
    form = OpinionForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        address = origin_of(request).address
        if is_too_often(what="opinion", address=address, most=AN_HOUR, now=timezone.now()):
            form.add_error(None, gettext("You have written many times in a short while. Try again in an hour."))
        else:
            region = chosen_region(cookies=request.COOKIES)
            write(article=article, words=form.cleaned_data["words"], region=region, now=timezone.now())
            return redirect(f"{reverse('content:opinion', args=[key, language])}?tack=1")
    shown: dict[str, Any] = {"article": article, "form": form, "thanks": "tack" in request.GET}
    return render(request, "content/opinion.html", shown, status=400 if form.errors else 200)


def write(*, article: Article, words: str, region: str, now: datetime) -> None:
    """Keep what a reader wrote, without anything about who it was."""
    Opinion.objects.create(key=article.key, language=article.language, region=region, words=words, written_at=now)
