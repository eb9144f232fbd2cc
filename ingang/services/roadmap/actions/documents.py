"""Documents: written with their first version, changed, published, withdrawn, and said anew from a day."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction

from ingang.foundation.audit.actions import record
from ingang.kernel.actor import Staff
from ingang.services.roadmap.actions.paper import forget_files
from ingang.services.roadmap.actions.saving import check_editor, next_publication, save_at, told
from ingang.services.roadmap.errors import ChangedMeanwhile, SlugTaken
from ingang.services.roadmap.models import Document, DocumentVersion, Initiative
from ingang.services.roadmap.queries import any_document, any_initiative

VERSION = ("valid_from", "note_sv", "note_en", "text_sv", "text_en")


@transaction.atomic
def add_document(*, actor: Staff, values: Mapping[str, Any], now: datetime) -> Document:
    """Write a new document with its first version, as a draft. Records roadmap.added.

    Refuses an actor without the role, and an address that is taken.
    """
    check_editor(actor=actor)
    about = {name: value for name, value in values.items() if name not in VERSION}
    row = Document(**_placed(about), changed_at=now, changed_by=actor.hsa_id)
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:
        raise SlugTaken() from None
    first = {name: values[name] for name in VERSION}
    DocumentVersion.objects.create(document=row, number=1, added_at=now, added_by=actor.hsa_id, **first)
    record(event="roadmap.added", actor=actor, now=now, details=told(kind="document", id=row.id))
    return row


@transaction.atomic
def change_document(*, actor: Staff, slug: str, seen: int, values: Mapping[str, Any], now: datetime) -> None:
    """Change what stands about a document; what it says is changed by a new version alone. Records roadmap.changed.

    Refuses an actor without the role, and what a colleague has changed.
    """
    check_editor(actor=actor)
    row = any_document(slug=slug)
    save_at(row=row, seen=seen, values=_placed(values), actor=actor, now=now)
    forget_files(document=row)
    record(event="roadmap.changed", actor=actor, now=now, details=told(kind="document", id=row.id))


@transaction.atomic
def publish_document(*, actor: Staff, slug: str, seen: int, now: datetime) -> None:
    """Publish a draft, or withdraw what is published: it is no longer listed, and all its versions can still be read.

    Records roadmap.published. Refuses as `change_document` does.
    """
    check_editor(actor=actor)
    row = any_document(slug=slug)
    after = next_publication(now_at=row.publication)
    save_at(row=row, seen=seen, values={"publication": after}, actor=actor, now=now)
    forget_files(document=row)
    record(event="roadmap.published", actor=actor, now=now, details=told(kind="document", id=row.id, to=after))


@transaction.atomic
def add_version(*, actor: Staff, slug: str, seen: int, values: Mapping[str, Any], now: datetime) -> None:
    """Say what a document says from a day; every earlier version stays. Records roadmap.version_added.

    `seen` is the number of the version that the actor has looked at. Refuses an actor without the role, and a version
    added in between.
    """
    check_editor(actor=actor)
    document = any_document(slug=slug)
    if document.versions.count() != seen:
        raise ChangedMeanwhile()
    row = DocumentVersion(document=document, number=seen + 1, added_at=now, added_by=actor.hsa_id, **values)
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:
        raise ChangedMeanwhile() from None
    details = told(kind="document", id=document.id, number=str(row.number))
    record(event="roadmap.version_added", actor=actor, now=now, details=details)


def _placed(values: Mapping[str, Any]) -> dict[str, Any]:
    """The values with the initiative that the document belongs to, or none."""
    initiative: Initiative | None = any_initiative(slug=values["initiative"]) if values["initiative"] else None
    return {**values, "initiative": initiative}
