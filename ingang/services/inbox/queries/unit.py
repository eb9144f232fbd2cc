"""What a unit has written and sent, under its own grant."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256
from uuid import UUID

import msgspec
from django.db.models import Q, QuerySet
from django.utils.translation import gettext

from ingang.foundation.access.actions import shown
from ingang.foundation.people.queries import names
from ingang.foundation.personal.scope import query
from ingang.kernel.actor import Staff
from ingang.kernel.grant import Grant
from ingang.services.inbox.errors import DraftMissing, TemplateMissing
from ingang.services.inbox.models import (
    Attachment,
    Message,
    Mission,
    MissionCode,
    StaffDraft,
    StaffSignature,
    UnitTemplate,
)
from ingang.services.inbox.national_templates import NATIONAL
from ingang.services.inbox.queries.files import draft_files
from ingang.services.inbox.queries.own import OpenMessage, opened
from ingang.services.inbox.rules import paragraphs_of


@dataclass(frozen=True, kw_only=True)
class DraftLine:
    """A draft in the list of the one who writes it."""

    id: UUID
    name: str
    subject: str
    changed_at: datetime


@query
def own_drafts(*, grant: Grant, now: datetime) -> list[DraftLine]:
    """The drafts that the grant's member of staff has at the unit, the latest first. Records whom it shows.

    No guardian is told: what is not sent may yet be hidden (corrections 3.2).
    """
    rows = list(_own(grant).order_by("-changed_at", "-id"))
    persons = frozenset(row.person for row in rows)
    called = names(persons=persons)
    shown(grant=grant, persons=persons, hidden_from_guardian=True, now=now)
    return [
        DraftLine(id=row.id, name=called.get(row.person, ""), subject=row.subject, changed_at=row.changed_at)
        for row in rows
    ]


@query
def own_draft(*, id: UUID, grant: Grant) -> StaffDraft:
    """One draft of the grant's member of staff. Refuses a colleague's, another unit's and one that is sent."""
    row = _own(grant).filter(id=id).first()
    if row is None:
        raise DraftMissing()
    return row


@query
def message_of_draft(*, id: UUID, grant: Grant) -> UUID | None:
    """The message that the draft became; None while it is a draft. Refuses what is not hers."""
    row = StaffDraft.under(grant).filter(id=id, staff=grant.actor.identity).first()
    if row is None:
        raise DraftMissing()
    return row.message


@query
def receiver_name(*, draft: StaffDraft, grant: Grant, now: datetime) -> str:
    """What to call the one whom a draft is for. Records that she was shown, which no guardian is told."""
    shown(grant=grant, persons=(draft.person,), hidden_from_guardian=True, now=now)
    return names(persons=frozenset({draft.person})).get(draft.person, "")


@query
def draft_as_message(*, id: UUID, grant: Grant, now: datetime) -> OpenMessage:
    """The draft as its receiver would see it."""
    draft = own_draft(id=id, grant=grant)
    row = Message(
        id=draft.id,
        unit=draft.unit,
        category=draft.category,
        subject=draft.subject,
        paragraphs=list(paragraphs_of(draft.body)),
        signature=draft.signature,
        is_important=draft.is_important,
        visible_from=draft.visible_from or now,
    )
    return opened(row=row, is_replaced=False, files=draft_files(draft=id, grant=grant), now=now)


def seal_of(*, draft: StaffDraft, files: Iterable[Attachment]) -> str:
    """A digest of all that the receiver would get: the page that shows the draft gives it back when it is sent."""
    parts = (
        draft.category,
        draft.subject,
        draft.body,
        draft.signature,
        draft.is_important,
        draft.hidden_from_guardian,
        draft.visible_from,
        draft.replaces_earlier,
        *(one.digest for one in files),
    )
    return sha256(msgspec.json.encode((str(draft.id), *parts))).hexdigest()


@query
def preview_seal(*, id: UUID, grant: Grant) -> str:
    """The seal of a draft as it stands. Refuses what `own_draft` refuses."""
    return seal_of(draft=own_draft(id=id, grant=grant), files=draft_files(draft=id, grant=grant))


@dataclass(frozen=True, kw_only=True)
class TemplateChoice:
    """A template to begin from."""

    code: str
    title: str
    is_national: bool


def template_choices(*, unit: str) -> list[TemplateChoice]:
    """The national templates and then the unit's open ones, by title."""
    own = UnitTemplate.objects.filter(unit=unit, closed_at=None).order_by("title", "id")
    return [
        *(TemplateChoice(code=one.code, title=gettext(one.title), is_national=True) for one in NATIONAL),
        *(TemplateChoice(code=str(one.id), title=one.title, is_national=False) for one in own),
    ]


def unit_templates(*, unit: str) -> list[UnitTemplate]:
    """The unit's templates that are not closed, by title."""
    return list(UnitTemplate.objects.filter(unit=unit, closed_at=None).order_by("title", "id"))


def unit_template(*, id: UUID, unit: str) -> UnitTemplate:
    """One template of the unit. Refuses another unit's and a closed one."""
    row = UnitTemplate.objects.filter(id=id, unit=unit, closed_at=None).first()
    if row is None:
        raise TemplateMissing()
    return row


def signature_of(*, actor: Staff) -> str:
    """How the member of staff signs: her own words, or else her name and title (e-services 1.3)."""
    own = StaffSignature.objects.filter(staff=actor.hsa_id).first()
    return own.text if own else f"{actor.name}, {actor.role}"


def missions_of(*, unit: str, on: date) -> list[MissionCode]:
    """What lets the unit write to people who are not its patients, on the day (e-services 2.5)."""
    rows = Mission.objects.filter(Q(valid_until=None) | Q(valid_until__gt=on), unit=unit, valid_from__lte=on)
    return [MissionCode(code) for code in sorted(set(rows.values_list("code", flat=True)))]


def _own(grant: Grant) -> "QuerySet[StaffDraft]":
    return StaffDraft.under(grant).filter(staff=grant.actor.identity, message=None)
