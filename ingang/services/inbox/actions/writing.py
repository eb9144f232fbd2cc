"""What staff write to one person: a draft that is begun, kept, thrown away, and sent once."""

from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext, override
from uuid6 import uuid7

from ingang.foundation.audit.actions import record_under
from ingang.foundation.audit.queries import HIDDEN_MARK
from ingang.foundation.people.queries import person as person_by_id
from ingang.foundation.personal.scope import action
from ingang.kernel.actor import Staff
from ingang.kernel.grant import Grant
from ingang.services.inbox.actions.attaching import bind_files, check_files, take_away
from ingang.services.inbox.actions.receiving import Draft, receive_message
from ingang.services.inbox.delivery import check_reachable
from ingang.services.inbox.errors import DraftMissing, MessageMissing, NotAsPreviewed, TemplateMissing
from ingang.services.inbox.models import Category, Message, StaffDraft
from ingang.services.inbox.national_templates import NationalTemplate, national_template
from ingang.services.inbox.queries.files import draft_files
from ingang.services.inbox.queries.unit import own_draft, seal_of, signature_of, unit_template
from ingang.services.inbox.rules import on_one_line, paragraphs_of, tidied

SOURCE = "inbox.staff"
WRITTEN_BY_STAFF = (
    Category.INFORMATION,
    Category.TEST_RESULT,
    Category.PRESCRIPTION,
    Category.FOLLOW_UP,
    Category.REFERRAL,
)


@dataclass(frozen=True, kw_only=True)
class Content:
    """What a draft says and how it is shown; see Message for the fields."""

    category: Category
    subject: str
    body: str
    is_important: bool = False
    hidden_from_guardian: bool = False
    visible_from: datetime | None = None
    replaces_earlier: bool = False

    def tidied(self) -> "Content":
        """The same without characters that have no business in a text."""
        return replace(self, subject=on_one_line(self.subject), body=tidied(self.body))


@action
def begin_draft(*, actor: Staff, template: str, grant: Grant, now: datetime) -> UUID:
    """Begin a draft to the grant's person from a template, in her language and with the writer's signature.

    Refuses a person whom nothing would reach, and a template that the unit does not have. Records inbox.draft_begun.
    """
    check_reachable(grant=grant, hidden_from_guardian=False, now=now)
    begun = national_template(template)
    content = _in_receivers_language(begun, grant.person) if begun else _own_words(template, actor.unit)
    return _write(actor, content, template, None, grant, now)


@action
def follow_up(*, actor: Staff, message: UUID, grant: Grant, now: datetime) -> UUID:
    """Begin a draft in the thread of a message that the unit sent to the grant's person. Records inbox.draft_begun.

    Refuses another unit's message and a person whom nothing would reach.
    """
    earlier = Message.under(grant).filter(id=message, unit=actor.unit).exclude(sent_by="").first()
    if earlier is None:
        raise MessageMissing()
    check_reachable(grant=grant, hidden_from_guardian=earlier.hidden_from_guardian, now=now)
    content = Content(
        category=Category(earlier.category),
        subject=earlier.subject,
        body="",
        hidden_from_guardian=earlier.hidden_from_guardian,
    )
    return _write(actor, content, "", earlier.thread or earlier.id, grant, now)


@action
def keep_draft(*, id: UUID, content: Content, grant: Grant, now: datetime) -> None:
    """Keep what was written. Records inbox.draft_kept. Refuses a colleague's draft and one that is sent."""
    row, tidy = own_draft(id=id, grant=grant), content.tidied()
    row.category, row.subject, row.body = tidy.category, tidy.subject, tidy.body
    row.is_important, row.hidden_from_guardian = tidy.is_important, tidy.hidden_from_guardian
    row.visible_from = tidy.visible_from
    row.replaces_earlier = tidy.replaces_earlier and row.thread is not None
    row.changed_at = now
    row.save()
    _record("inbox.draft_kept", row, grant, now)


@action
def discard_draft(*, id: UUID, grant: Grant, now: datetime) -> None:
    """Throw a draft and its files away. Records inbox.draft_discarded. Refuses a colleague's, and one that is sent."""
    row = own_draft(id=id, grant=grant)
    take_away(files=draft_files(draft=id, grant=grant), grant=grant, now=now)
    StaffDraft.under(grant).filter(id=row.id).delete()
    _record("inbox.draft_discarded", row, grant, now)


@action
def send_draft(*, id: UUID, seal: str, grant: Grant, now: datetime) -> UUID:
    """Send the draft as it was just looked at, and give the message's id. A second time gives the same message.

    Refuses a draft that is not as its preview showed it, with a file that is not scanned or not looked at, and a
    person whom nothing would reach. Records inbox.message_received; sends the notice.
    """
    sent = StaffDraft.under(grant).filter(id=id, staff=grant.actor.identity).select_for_update().first()
    if sent is None:
        raise DraftMissing()
    if sent.message:
        return sent.message
    files = draft_files(draft=id, grant=grant)
    if seal != seal_of(draft=sent, files=files):
        raise NotAsPreviewed()
    check_files(files=files)
    check_reachable(grant=grant, hidden_from_guardian=sent.hidden_from_guardian, now=now)
    sent.message = receive_message(
        person=sent.person, draft=_as_message(sent), grant=grant, now=now, visible_from=sent.visible_from
    )
    bind_files(draft=sent, message=sent.message, grant=grant)
    sent.changed_at = now
    sent.save(update_fields=["message", "changed_at"])
    _record("inbox.draft_sent", sent, grant, now, hidden=sent.hidden_from_guardian)
    return sent.message


def _in_receivers_language(template: NationalTemplate, person: UUID) -> Content:
    receiver = person_by_id(id=person)
    with override("en" if receiver and receiver.language == "en" else "sv"):
        body = gettext(template.body) if template.body else ""
        return Content(category=template.category, subject=gettext(template.subject), body=body)


def _own_words(template: str, unit: str) -> Content:
    try:
        row = unit_template(id=UUID(template), unit=unit)
    except ValueError as nonsense:
        raise TemplateMissing() from nonsense
    return Content(category=Category(row.category), subject=row.subject, body=row.body)


def _write(actor: Staff, content: Content, template: str, thread: UUID | None, grant: Grant, now: datetime) -> UUID:
    row = StaffDraft(
        id=uuid7(),
        person=grant.person,
        unit=actor.unit,
        staff=actor.hsa_id,
        template=template,
        category=content.category,
        subject=content.subject,
        body=content.body,
        signature=signature_of(actor=actor),
        hidden_from_guardian=content.hidden_from_guardian,
        thread=thread,
        started_at=now,
        changed_at=now,
    )
    row.save(force_insert=True)
    _record("inbox.draft_begun", row, grant, now)
    return row.id


def _as_message(row: StaffDraft) -> Draft:
    return Draft(
        unit=row.unit,
        category=Category(row.category),
        subject=row.subject,
        paragraphs=paragraphs_of(row.body),
        source=SOURCE,
        source_id=str(row.id),
        # A first message is the beginning of its own thread, so that a later one finds it.
        thread=row.thread or row.id,
        hidden_from_guardian=row.hidden_from_guardian,
        sent_by=row.staff,
        signature=row.signature,
        is_important=row.is_important,
        replaces_earlier=row.replaces_earlier,
    )


def _record(event: str, row: StaffDraft, grant: Grant, now: datetime, *, hidden: bool = True) -> None:
    """Ids alone. The access log tells a guardian nothing of a draft, which may yet be hidden (corrections 3.2)."""
    details = {"draft": str(row.id), "unit": row.unit} | ({HIDDEN_MARK: "1"} if hidden else {})
    record_under(event=event, grant=grant, person=row.person, details=details, now=now)
