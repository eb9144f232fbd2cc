"""The records' own version and time, written into a resource's meta and nowhere else."""

import json
from datetime import UTC, datetime

from ingang.foundation.records.json_text import Edit, Node, edited, values


def stamped(*, text: str, version: int, now: datetime) -> str:
    """The resource with `meta.versionId` and `meta.lastUpdated`; everything else to the letter."""
    (node,) = values(text=text)
    written = {"versionId": str(version), "lastUpdated": told_moment(now)}
    meta = node.member("meta")
    if meta is None:
        return edited(text=text, edits=[_new_meta(node, written)])
    edits = [Edit(m.start, m.end, json.dumps(written[name])) for name in written if (m := meta.member(name))]
    missing = {name: value for name, value in written.items() if meta.member(name) is None}
    if missing:
        inside = json.dumps(missing, separators=(",", ":"))[1:-1]
        edits.append(Edit(meta.start + 1, meta.start + 1, inside + ("," if meta.value else "")))
    return edited(text=text, edits=edits)


def told_moment(moment: datetime, /) -> str:
    """The moment as a FHIR instant."""
    return moment.astimezone(UTC).isoformat(timespec="milliseconds")


def _new_meta(node: Node, written: dict[str, str]) -> Edit:
    id_ = node.member("id")
    end = id_.end if id_ else node.start + 1
    return Edit(end, end, ',"meta":' + json.dumps(written, separators=(",", ":")))
