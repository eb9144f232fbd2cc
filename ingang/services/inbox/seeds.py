"""Demonstration data: a welcome for the first residents, and what the nurse has written, through the real actions."""

from collections.abc import Callable
from datetime import datetime, timedelta
from io import BytesIO
from uuid import UUID

from PIL import Image, ImageDraw

from ingang.foundation.care_units.models import CareUnit
from ingang.foundation.people.models import Person
from ingang.kernel.actor import Staff
from ingang.services.inbox.actions.reading import confirm_message, open_message
from ingang.services.inbox.actions.writing import Content
from ingang.services.inbox.models import Category
from ingang.services.inbox.samples import (
    attach_picture,
    draft_to,
    nurse_of_the_cast,
    own_grant,
    send_as_seen,
    write_welcome,
)

MOST = 50
RESULT = Content(
    category=Category.TEST_RESULT,
    subject="Svar på ditt blodprov",
    body="Ditt blodprov är bra.\n\nHb: 138 g/l\nFerritin: 62 µg/l\n\nDu behöver inte göra något mer."
    " Ring 08-465 004 00 om du undrar över något.",
)
TREATMENT = Content(
    category=Category.PRESCRIPTION,
    subject="Om din behandling",
    body="Läkaren har ordinerat salva mot eksemet.\n\nHur ofta: morgon och kväll\nHur länge: tre veckor",
    is_important=True,
)
VISIT = Content(
    category=Category.FOLLOW_UP,
    subject="Efter ditt besök",
    body="Tack för besöket. Det här kom vi överens om.\n\nDu: promenad varje dag\nVi: ringer om en månad",
)
REFERRAL = Content(
    category=Category.REFERRAL,
    subject="Vi har tagit emot din remiss",
    body="Vi har läst remissen och kallar dig inom fyra veckor. Ring oss om du blir sämre medan du väntar.",
)
VACCINATION = Content(
    category=Category.INFORMATION,
    subject="Inför vaccinationen",
    body="Ta gärna med något roligt att titta på.\n\nHar barnet feber samma dag? Ring 08-465 004 00 och byt tid.",
)
# To whom, what, how many days ago, and whether it is read: each state of the sent list once.
WRITTEN = (
    ("Alva", "Lindqvist", REFERRAL, 9, True),
    ("Alva", "Lindqvist", VISIT, 6, True),
    ("Alva", "Lindqvist", TREATMENT, 3, False),
    ("Alva", "Lindqvist", RESULT, 1, False),
    ("Dagny", "Wallin", TREATMENT, 1, True),
)


def seed(*, now: datetime, progress: Callable[[str], None]) -> None:
    """Write a welcome for the first residents, and the nurse's messages to her patients at both of her units."""
    unit = CareUnit.objects.filter(is_sensitive=False).order_by("hsa_id").values_list("hsa_id", flat=True)[0]
    alive = Person.objects.filter(deceased_on=None).order_by("id")[:MOST]
    for person in alive:
        write_welcome(owner=person.id, unit=unit, now=now)
    for given, family, content, days, is_read in WRITTEN:
        _send(given, family, nurse_of_the_cast(), content, now - timedelta(days=days), is_read)
    _send("Ella", "Ekström", nurse_of_the_cast(elsewhere=True), VACCINATION, now - timedelta(days=2), False)
    progress("inbox")


def _with_files(draft: UUID, person: UUID, nurse: Staff, at: datetime) -> None:
    """A picture and a document, made here: they say that they belong to the demonstration."""
    page = Image.new("RGB", (1240, 1754), "white")
    ImageDraw.Draw(page).text((120, 120), "Demonstration", fill="black", font_size=64)
    for name, kind in (("Provsvar.pdf", "PDF"), ("Bild.png", "PNG")):
        written = BytesIO()
        page.save(written, format=kind)
        attach_picture(actor=nurse, draft=draft, person=person, now=at, content=written.getvalue(), name=name)


def _send(given: str, family: str, nurse: Staff, content: Content, at: datetime, is_read: bool) -> None:
    person = Person.objects.get(given_name=given, family_name=family).id
    draft = draft_to(actor=nurse, owner=person, now=at, content=content)
    if content is RESULT:
        _with_files(draft, person, nurse, at)
    message = send_as_seen(actor=nurse, draft=draft, person=person, now=at)
    if is_read:
        grant, later = own_grant(person=person, now=at), at + timedelta(hours=3)
        open_message(id=message, grant=grant, now=later)
        if content.is_important:
            confirm_message(id=message, grant=grant, now=later)
