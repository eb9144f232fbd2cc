"""Making the search values and addresses of records anew: for those stored before there were any, or read otherwise."""

import json
from datetime import datetime
from uuid import UUID

from ingang.foundation.audit.actions import record_under
from ingang.foundation.personal.scope import action
from ingang.foundation.records.actions import write_search_values
from ingang.foundation.records.index import index_row
from ingang.foundation.records.models import Resource, ResourceAddress
from ingang.foundation.records.search_index import search_values
from ingang.kernel.grant import Grant

JOB = "records.index"
AT_A_TIME = 500


@action
def index_anew(*, grant: Grant, after: UUID | None, now: datetime) -> UUID | None:
    """Index the next resources after this row's id; gives the last one's, or None when none is left.

    Records records.indexed.
    """
    remaining = Resource.under(grant).order_by("id").select_for_update()
    rows = list((remaining.filter(id__gt=after) if after else remaining)[:AT_A_TIME])
    if not rows:
        return None
    ResourceAddress.objects.bulk_create(
        (
            ResourceAddress(care_giver=row.care_giver, type=row.type, logical_id=row.logical_id, person=row.person)
            for row in rows
        ),
        ignore_conflicts=True,
    )
    read = [(row, json.loads(row.text)) for row in rows if not row.is_deleted]
    kept = [(row, tuple(search_values(resource=resource))) for row, resource in read]
    write_search_values(grant=grant, rows=kept, is_new=False)
    for row, resource in read:
        found = index_row(resource=resource, around={})
        row.profession, row.words = row.profession or found.profession, row.words or found.words
    Resource.under(grant).bulk_update([row for row, _ in read], ["profession", "words"])
    record_under(event="records.indexed", grant=grant, now=now, details={"resources": str(len(rows))})
    return rows[-1].id
