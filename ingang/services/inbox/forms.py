"""Input of staff who write: to whom, what, and with which templates; validates, never saves."""

from datetime import date, datetime, time, timedelta
from typing import Any, cast

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ingang.foundation.access.across import RELATION_WORDS
from ingang.foundation.documents.fields import FilesField
from ingang.foundation.people.forms import PersonForm
from ingang.foundation.work_items.forms import OutcomeForm
from ingang.kernel.periods import local, to_utc
from ingang.services.inbox.actions.templates import TemplateText
from ingang.services.inbox.actions.writing import WRITTEN_BY_STAFF, Content
from ingang.services.inbox.models import Category, MissionCode, StaffDraft
from ingang.services.inbox.queries.unit import TemplateChoice
from ingang.ui.fields import DatePartsField

LONGEST_TEXT = 20_000
LATEST = timedelta(days=366)
MORNING = time(7)


class FindForm(PersonForm):
    """To whom, from which template; and why, where no booking or listing shows that the person is the unit's."""

    template = forms.ChoiceField(
        label=_("Begin from"),
        required=False,
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": _("Choose what to begin from")},
    )
    reason = forms.ChoiceField(label=_("Why do you write to the person now?"), required=False, widget=forms.RadioSelect)

    def __init__(
        self, *args: Any, templates: list[TemplateChoice], missions: list[MissionCode], **options: Any
    ) -> None:
        super().__init__(*args, **options)
        choices = [(one.code, one.title) for one in templates]
        cast(forms.ChoiceField, self.fields["template"]).choices = choices
        self.fields["template"].initial = choices[0][0]
        # Screening and vaccination are the units' that a region has given the mission (e-services 2.5).
        closed = set(MissionCode.values) - {str(code) for code in missions}
        reasons = [(str(code), gettext(words)) for code, words in RELATION_WORDS.items() if code not in closed]
        cast(forms.ChoiceField, self.fields["reason"]).choices = reasons

    def clean_template(self) -> str:
        return self.cleaned_data["template"] or str(self.fields["template"].initial)


def _categories() -> list[tuple[str, str]]:
    return [(str(code), gettext(code.label)) for code in WRITTEN_BY_STAFF]


class TextForm(forms.Form):
    """A subject and a text of a kind: what drafts and templates have in common."""

    category = forms.ChoiceField(
        label=_("Kind of message"),
        choices=_categories,
        error_messages={"required": _("Choose a kind of message"), "invalid_choice": _("Choose a kind of message")},
    )
    subject = forms.CharField(
        label=_("Subject"),
        help_text=_("The receiver sees it in the inbox. It never stands in an SMS or a mail."),
        max_length=200,
        error_messages={"required": _("Write a subject"), "max_length": _("Write a shorter subject")},
    )
    body = forms.CharField(
        label=_("Message"),
        help_text=_(
            'An empty line begins a new paragraph. Lines such as "Place: floor 2" under each other become a list.'
            " Phone numbers become links."
        ),
        max_length=LONGEST_TEXT,
        widget=forms.Textarea({"rows": 12}),
        error_messages={"required": _("Write the message"), "max_length": _("The message is too long")},
    )


class WriteForm(TextForm):
    """A draft to one person."""

    is_important = forms.BooleanField(
        label=_("Important: asks for a confirmation that it is read"),
        help_text=_("If nobody has read it in time it becomes work for the unit."),
        required=False,
    )
    hidden_from_guardian = forms.BooleanField(label=_("Do not show it to guardians"), required=False)
    replaces_earlier = forms.BooleanField(
        label=_("What I wrote before in this thread is no longer true"), required=False
    )
    visible_on = DatePartsField(
        label=_("Show it from"),
        help_text=_("At seven o'clock that day. Leave it empty to show it at once."),
        required=False,
    )

    def __init__(self, *args: Any, now: datetime, has_thread: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        self.now = now
        if not has_thread:
            del self.fields["replaces_earlier"]

    def clean_visible_on(self) -> datetime | None:
        on = cast("date | None", self.cleaned_data["visible_on"])
        today = local(self.now).date()
        if on is not None and not today <= on <= today + LATEST:
            raise forms.ValidationError(gettext("Choose a day from today and at most a year ahead"))
        return None if on is None else to_utc(datetime.combine(on, MORNING))

    def content(self) -> Content:
        """What the draft says now."""
        given = self.cleaned_data
        return Content(
            category=Category(given["category"]),
            subject=given["subject"],
            body=given["body"],
            is_important=given["is_important"],
            hidden_from_guardian=given["hidden_from_guardian"],
            replaces_earlier=given.get("replaces_earlier", False),
            visible_from=given["visible_on"],
        )

    @staticmethod
    def beginnings(*, draft: StaffDraft) -> dict[str, object]:
        """What the form shows of a draft."""
        return {
            "category": draft.category,
            "subject": draft.subject,
            "body": draft.body,
            "is_important": draft.is_important,
            "hidden_from_guardian": draft.hidden_from_guardian,
            "replaces_earlier": draft.replaces_earlier,
            "visible_on": local(draft.visible_from).date() if draft.visible_from else None,
        }


class FilesForm(forms.Form):
    """Files for a draft."""

    chosen = FilesField(
        label=_("Choose files"),
        help_text=_("PDF, PNG, JPEG or GIF, at most 20 MB each. Several can be chosen at once."),
        error_messages={"required": _("Choose at least one file"), "invalid": _("Choose at least one file")},
    )


class TemplateForm(TextForm):
    """A template of the unit."""

    title = forms.CharField(
        label=_("Name of the template"), max_length=80, error_messages={"required": _("Give the template a name")}
    )
    field_order = ("title", "category", "subject", "body")

    def text(self) -> TemplateText:
        """What the template says."""
        given = self.cleaned_data
        return TemplateText(
            title=given["title"],
            category=Category(given["category"]),
            subject=given["subject"],
            body=given["body"],
        )


class ReachedForm(OutcomeForm):
    """How somebody who had not read a message was reached."""

    outcomes = (
        ("called", _("I called and told the person")),
        ("letter", _("I sent the message as a letter")),
        ("otherwise", _("The person has been told in another way")),
    )


class SignatureForm(forms.Form):
    """How one signs."""

    text = forms.CharField(
        label=_("Your signature"),
        help_text=_("Leave it empty to sign with your name and title."),
        required=False,
        max_length=200,
        error_messages={"max_length": _("Write a shorter signature")},
    )
