"""Things for the permission table and the demonstration."""

from base64 import b64decode
from dataclasses import replace
from datetime import datetime, timedelta
from io import BytesIO
from uuid import UUID

from ingang.connectors.clamd.fake import FakeClamd
from ingang.foundation.access.actions import open_job, open_subject, open_unit
from ingang.foundation.care_units.models import CareUnit
from ingang.foundation.identity.models import LogIn
from ingang.foundation.identity.queries import have_logged_in
from ingang.foundation.people.models import Assignment, StaffMember
from ingang.foundation.people.queries import staff_in_assignment
from ingang.foundation.work_items.queries import open_work
from ingang.kernel.actor import Resident, Staff
from ingang.kernel.grant import Grant
from ingang.kernel.words import marked
from ingang.services.inbox.access import open_receiver
from ingang.services.inbox.actions.alarms import raise_alarms
from ingang.services.inbox.actions.attaching import attach_file, look_at_file
from ingang.services.inbox.actions.receiving import Draft, receive_message
from ingang.services.inbox.actions.templates import TemplateText, make_template
from ingang.services.inbox.actions.writing import Content, begin_draft, keep_draft, send_draft
from ingang.services.inbox.models import Category
from ingang.services.inbox.queries.files import draft_files
from ingang.services.inbox.queries.unit import preview_seal
from ingang.services.inbox.service import MESSAGE

ITEM = "work_items.item"
WELCOME_SUBJECT = marked("Welcome to your inbox")
WELCOME = marked(
    "Here you read messages from care units. When you have booked a time, the confirmation comes here. You get a"
    " notice by mail or SMS each time, without any details."
)


def write_welcome(*, owner: UUID, unit: str, now: datetime) -> UUID:
    """A message of information from the unit to the owner; the same one however often it is called."""
    grant = open_job(name="inbox.welcome", kinds=(MESSAGE,), persons=(owner,), now=now)
    draft = Draft(
        unit=unit,
        category=Category.INFORMATION,
        subject=WELCOME_SUBJECT,
        paragraphs=(WELCOME,),
        is_marked=True,
        source="inbox.welcome",
        source_id=str(owner),
    )
    return receive_message(person=owner, draft=draft, grant=grant, now=now)


def samples(*, owner: UUID, now: datetime) -> dict[str, dict[str, object]]:
    """A message of the owner's for each address that names one."""
    unit = CareUnit.objects.filter(is_sensitive=False).order_by("hsa_id").values_list("hsa_id", flat=True)[0]
    welcome = write_welcome(owner=owner, unit=unit, now=now)
    nurse = nurse_of_the_cast()
    draft = draft_to(actor=nurse, owner=owner, now=now)
    begun = draft_to(actor=nurse, owner=owner, now=now)
    files = {draft: attach_picture(actor=nurse, draft=draft, person=owner, now=now)}
    files[begun] = attach_picture(actor=nurse, draft=begun, person=owner, now=now)
    sent = send_as_seen(actor=nurse, draft=begun, person=owner, now=now)
    text = TemplateText(title="Provtagning", category=Category.INFORMATION, subject="Inför provtagning", body="Hej!")
    template = make_template(actor=nurse, text=text, now=now)
    things = {
        welcome: ("inbox:message", "inbox:confirm", "inbox:put_away", "inbox:flag"),
        sent: ("inbox:sent", "inbox:follow"),
        draft: ("inbox:write", "inbox:preview", "inbox:discard", "inbox:files"),
        template: ("inbox:template", "inbox:template_close"),
    }
    found: dict[str, dict[str, object]] = {name: {"id": thing} for thing, names in things.items() for name in names}
    found |= {name: {"id": draft, "file": files[draft]} for name in ("inbox:draft_file", "inbox:file_remove")}
    found |= {name: {"id": sent, "file": files[begun]} for name in ("inbox:sent_file", "inbox:file")}
    return found | {"inbox:unread": {"item": unread_of(actor=nurse, owner=owner, now=now)}}


# The smallest PNG there is: one white point.
A_PICTURE = b64decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mP8/x8AAwMCAO+ip1sAAAAASUVORK5CYII=")


def attach_picture(
    *, actor: Staff, draft: UUID, person: UUID, now: datetime, content: bytes = A_PICTURE, name: str = "bild.png"
) -> UUID:
    """Attach a file to a draft and look at it; gives its id. What the house made itself no scanner must see."""
    grant = open_receiver(actor=actor, person=person, now=now)
    attach_file(draft=draft, content=BytesIO(content), name=name, scanner=FakeClamd(), grant=grant, now=now)
    file = draft_files(draft=draft, grant=grant)[-1].id
    look_at_file(draft=draft, id=file, grant=grant, now=now)
    return file


def unread_of(*, actor: Staff, owner: UUID, now: datetime) -> UUID:
    """Work of the actor's unit about a message to the owner that nobody has read."""
    draft = draft_to(actor=actor, owner=owner, now=now, content=replace(A_TEXT, is_important=True))
    message = send_as_seen(actor=actor, draft=draft, person=owner, now=now)
    watching = open_job(name="inbox.unread", kinds=(MESSAGE, ITEM), now=now)
    raise_alarms(grant=watching, now=now + timedelta(days=15))
    work = open_work(grant=open_unit(actor=actor, kinds=(ITEM,), now=now), now=now)
    return next(line.item.id for line in work if line.item.subject == str(message))


def nurse_of_the_cast(*, elsewhere: bool = False) -> Staff:
    """The nurse, in the first of her assignments, or in the other one."""
    nurse = StaffMember.objects.get(given_name="Sara", family_name="Nyström")
    work = Assignment.objects.filter(staff=nurse.hsa_id).order_by("-hsa_id")[int(elsewhere)]
    return staff_in_assignment(member=nurse, assignment=work)


A_TEXT = Content(category=Category.INFORMATION, subject="Till dig", body="Vi hörs på torsdag.")


def draft_to(*, actor: Staff, owner: UUID, now: datetime, content: Content = A_TEXT) -> UUID:
    """A draft that the actor has written something in. Somebody has logged in, or nothing would reach the owner."""
    if not have_logged_in(persons=frozenset({owner})):
        LogIn.objects.create(
            person=owner, issuer="bankid", assurance="loa3", started_at=now, last_active_at=now, ended_at=now
        )
    grant = open_receiver(actor=actor, person=owner, now=now)
    draft = begin_draft(actor=actor, template="message", grant=grant, now=now)
    keep_draft(id=draft, content=content, grant=grant, now=now)
    return draft


def own_grant(*, person: UUID, now: datetime) -> Grant:
    """The grant of a person on her own messages."""
    return open_subject(actor=Resident(person=person), kinds=(MESSAGE,), now=now)


def send_as_seen(*, actor: Staff, draft: UUID, person: UUID, now: datetime) -> UUID:
    """Send a draft as it stands; gives the message's id."""
    grant = open_receiver(actor=actor, person=person, now=now)
    with_seal = preview_seal(id=draft, grant=grant)
    return send_draft(id=draft, seal=with_seal, grant=grant, now=now)
