"""The editors' forms: they say at once what publishing would refuse, and lose nothing when two write at a time."""

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from wagtail.admin.forms import WagtailAdminPageForm

from ingang.kernel.words import marked
from ingang.services.content.errors import NotSigned, TooHard
from ingang.services.content.rules import problems

MEANWHILE = marked(
    "This text has been saved since you opened it, by somebody else or by you in another tab. Nothing of yours is "
    "lost: it stands here. Look at the other version in the history. If you save again, yours becomes the latest, and "
    "the other one stays in the history."
)


def lacking(*, kind: str, codes: Sequence[str]) -> list[str]:
    """What is wrong with a text's chapters, in words; nothing while a draft has no kind that would tell."""
    found = problems(kind=kind, codes=codes) if kind else []
    return [gettext(sentence) % {**values, "about": gettext(values.get("about", ""))} for sentence, values in found]


class SignedForm(WagtailAdminPageForm):
    """What every text has in common."""

    def clean_slug(self) -> str:
        """Only what an address can hold; titles are written in it by the page, which knows to write å as a."""
        slug = str(self.cleaned_data["slug"])
        if not slug.isascii():
            raise ValidationError(gettext("An address has the letters a to z, digits and hyphens alone."))
        return slug

    def clean(self) -> dict[str, Any]:
        found: dict[str, Any] = super().clean()
        # What a page saves by itself names what it writes over, and is refused before it comes here.
        if "overwrite_revision_id" not in self.data and self._is_saved_since():
            self.add_error(None, ValidationError(gettext(MEANWHILE), code="meanwhile"))
        return found

    def _is_saved_since(self) -> bool:
        opened, of = self.data.get("loaded_revision_id"), self.data.get("loaded_revision_created_at")
        latest = self.instance.latest_revision if opened else None
        if latest is None:
            return False
        # A page that saves by itself writes the same version again and again, each with its moment.
        return opened != str(latest.pk) or bool(of and of != latest.created_at.isoformat())

    def _post_clean(self) -> None:
        super()._post_clean()
        if self.data.get("action-publish") and not self.errors and not self.instance.may_be_published:
            self.add_error(None, ValidationError(gettext(NotSigned.sentence), code="not_signed"))


class ArticleForm(SignedForm):
    """An article's chapters follow its template."""

    def clean(self) -> dict[str, Any]:
        found = super().clean()
        codes = [str(one.value["code"]) for one in found.get("chapters") or ()]
        wrong = lacking(kind=found.get("kind") or self.instance.kind, codes=codes)
        if wrong and not self.is_deferred_validation:
            self.add_error("chapters", ValidationError(wrong))
        return found

    def _post_clean(self) -> None:
        super()._post_clean()
        if self.data.get("action-publish") and not self.errors and self.instance.is_too_hard:
            self.add_error("chapters", ValidationError(gettext(TooHard.sentence), code="too_hard"))
