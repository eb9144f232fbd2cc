"""Things for the permission table and the demonstration."""

from datetime import datetime
from uuid import UUID

from ingang.foundation.access.actions import open_job
from ingang.foundation.care_units.models import CareUnit
from ingang.foundation.identity.models import LogIn
from ingang.foundation.identity.queries import have_logged_in
from ingang.foundation.people.models import Assignment, StaffMember
from ingang.kernel.actor import Staff
from ingang.kernel.words import marked
from ingang.services.inbox.access import open_receiver
from ingang.services.inbox.actions.receiving import Draft, receive_message
from ingang.services.inbox.actions.templates import TemplateText, make_template
from ingang.services.inbox.actions.writing import Content, begin_draft, keep_draft, send_draft
from ingang.services.inbox.models import Category
from ingang.services.inbox.queries.unit import preview_seal
from ingang.services.inbox.service import MESSAGE

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
    sent = send_as_seen(actor=nurse, draft=draft_to(actor=nurse, owner=owner, now=now), person=owner, now=now)
    text = TemplateText(title="Provtagning", category=Category.INFORMATION, subject="Inför provtagning", body="Hej!")
    template = make_template(actor=nurse, text=text, now=now)
    things = {
        welcome: ("inbox:message", "inbox:confirm"),
        sent: ("inbox:sent", "inbox:follow"),
        draft: ("inbox:write", "inbox:preview", "inbox:discard"),
        template: ("inbox:template", "inbox:template_close"),
    }
    return {name: {"id": thing} for thing, names in things.items() for name in names}


def nurse_of_the_cast() -> Staff:
    """The nurse, in the first of her assignments."""
    nurse = StaffMember.objects.get(given_name="Sara", family_name="Nyström")
    work = Assignment.objects.filter(staff=nurse.hsa_id).order_by("-hsa_id")[0]
    return Staff(
        hsa_id=nurse.hsa_id,
        assignment=work.hsa_id,
        unit=work.unit,
        care_giver=work.care_giver,
        purpose=work.purpose,
        name=nurse.name,
        role=nurse.title,
        roles=tuple(work.roles),
    )


def draft_to(*, actor: Staff, owner: UUID, now: datetime) -> UUID:
    """A draft that the actor has written something in. The owner has logged in, or nothing would reach her."""
    if not have_logged_in(persons=frozenset({owner})):
        LogIn.objects.create(
            person=owner, issuer="sample", assurance="loa3", started_at=now, last_active_at=now, ended_at=now
        )
    grant = open_receiver(actor=actor, person=owner, now=now)
    draft = begin_draft(actor=actor, template="message", grant=grant, now=now)
    content = Content(category=Category.INFORMATION, subject="Till dig", body="Vi hörs på torsdag.")
    keep_draft(id=draft, content=content, grant=grant, now=now)
    return draft


def send_as_seen(*, actor: Staff, draft: UUID, person: UUID, now: datetime) -> UUID:
    """Send a draft as it stands; gives the message's id."""
    grant = open_receiver(actor=actor, person=person, now=now)
    with_seal = preview_seal(id=draft, grant=grant)
    return send_draft(id=draft, seal=with_seal, grant=grant, now=now)
