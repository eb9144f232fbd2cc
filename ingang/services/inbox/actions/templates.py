"""The unit's templates, and how a member of staff signs."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from uuid6 import uuid7

from ingang.foundation.audit.actions import record
from ingang.kernel.actor import Staff
from ingang.services.inbox.access import check_can_keep_templates, check_can_sign
from ingang.services.inbox.models import Category, StaffSignature, UnitTemplate
from ingang.services.inbox.queries.unit import unit_template
from ingang.services.inbox.rules import on_one_line, tidied


@dataclass(frozen=True, kw_only=True)
class TemplateText:
    """What a template says."""

    title: str
    category: Category
    subject: str
    body: str


@transaction.atomic
def make_template(*, actor: Staff, text: TemplateText, now: datetime) -> UUID:
    """Give the unit a new template. Records inbox.template_made. Refuses who does not keep them."""
    check_can_keep_templates(actor=actor)
    row = UnitTemplate(id=uuid7(), unit=actor.unit)
    _fill(row, actor, text, now)
    row.save(force_insert=True)
    _record("inbox.template_made", actor, row, now)
    return row.id


@transaction.atomic
def change_template(*, actor: Staff, id: UUID, text: TemplateText, now: datetime) -> None:
    """Change a template of the unit; drafts that began from it stay as they are. Records inbox.template_changed.

    Refuses who does not keep them, another unit's template and a closed one.
    """
    check_can_keep_templates(actor=actor)
    row = unit_template(id=id, unit=actor.unit)
    _fill(row, actor, text, now)
    row.save()
    _record("inbox.template_changed", actor, row, now)


@transaction.atomic
def close_template(*, actor: Staff, id: UUID, now: datetime) -> None:
    """Let nobody begin from a template any more. Records inbox.template_closed. Refuses as `change_template`."""
    check_can_keep_templates(actor=actor)
    row = unit_template(id=id, unit=actor.unit)
    row.closed_at, row.changed_by = now, actor.hsa_id
    row.save()
    _record("inbox.template_closed", actor, row, now)


@transaction.atomic
def sign_as(*, actor: Staff, text: str, now: datetime) -> None:
    """Choose how one signs what one begins to write from now on; nothing gives name and title again.

    Records inbox.signature_chosen. Refuses an assignment that writes to nobody.
    """
    check_can_sign(actor=actor)
    signature = on_one_line(text)
    if signature:
        StaffSignature.objects.update_or_create(staff=actor.hsa_id, defaults={"text": signature})
    else:
        StaffSignature.objects.filter(staff=actor.hsa_id).delete()
    record(event="inbox.signature_chosen", actor=actor, now=now)


def _fill(row: UnitTemplate, actor: Staff, text: TemplateText, now: datetime) -> None:
    row.title, row.subject, row.body = on_one_line(text.title), on_one_line(text.subject), tidied(text.body)
    row.category, row.changed_at, row.changed_by = text.category, now, actor.hsa_id


def _record(event: str, actor: Staff, row: UnitTemplate, now: datetime) -> None:
    record(event=event, actor=actor, details={"template": str(row.id), "unit": row.unit}, now=now)
