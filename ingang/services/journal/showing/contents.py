"""What is behind a link: the file as it was made, and whose it is."""

from datetime import datetime

from ingang.foundation.records.json_text import dumped
from ingang.kernel.grant import Grant
from ingang.services.journal.models import Form
from ingang.services.journal.taking.actions import File
from ingang.services.journal.taking.person import patient_of
from ingang.services.journal.taking.steps import piece
from ingang.services.journal.taking.writers import about_of

ENTRIES = b'"entry":['


def content_of(*, grant: Grant, file: File, now: datetime) -> bytes:
    """The bundle. Whoever is shown it must read there whose it is: a Patient comes first, as in a summary."""
    whole = b"".join(piece(grant=grant, seal=file.seal, name=name) for name, _ in file.pieces)
    if file.taking.form == Form.SUMMARY:
        return whole
    about = about_of(grant=grant, taking=file.taking, plan=file.plan, now=now)
    patient = patient_of(about=about, base=file.taking.base, name=str(file.taking.id))
    entry = f'{{"fullUrl":{dumped(patient.url)},"resource":{patient.text}}},'
    return whole.replace(ENTRIES, ENTRIES + entry.encode(), 1)
