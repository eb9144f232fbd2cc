"""What Alva finds in her log: ordinary readings, some odd ones, a question that waits and one that is answered."""

from collections.abc import Callable
from datetime import datetime, timedelta

from ingang.foundation.access.actions import open_job, open_subject, open_unit
from ingang.foundation.audit.actions import REFUSED, record
from ingang.foundation.audit.part import EVENTS
from ingang.foundation.people.models import Person
from ingang.foundation.work_items.queries import open_work
from ingang.kernel.actor import Resident
from ingang.kernel.periods import local_date, start_of_day
from ingang.services.access_log.actions.questions import answer, ask
from ingang.services.access_log.actions.unusual import find_unusual
from ingang.services.access_log.models import QUESTION, UNUSUAL, Finding, Why
from ingang.services.access_log.samples import WORK, read_by, reader_of_the_cast

CLINICAL = "records.clinical"
ANSWER = (
    "Undersköterskan skulle ringa en annan patient och öppnade fel person. Vi har gått igenom hur vi söker, och"
    " ber om ursäkt."
)


def seed(*, now: datetime, progress: Callable[[str], None]) -> None:
    """Readings of three days, what the rules make of them, and two questions."""
    alva = Person.objects.get(given_name="Alva", family_name="Lindqvist").id
    nurse, doctor = reader_of_the_cast(), reader_of_the_cast(given_name="Mona", family_name="Dahl")
    namesake = reader_of_the_cast(given_name="Petra", family_name="Lindqvist")
    stranger = reader_of_the_cast(given_name="Tore", family_name="Lund")
    night = start_of_day(local_date(now) - timedelta(days=2)) + timedelta(hours=2, minutes=40)
    mistaken = read_by(actor=namesake, person=alva, now=night - timedelta(days=9), kind=CLINICAL)
    for actor, days in ((nurse, 6), (doctor, 5), (nurse, 3)):
        read_by(actor=actor, person=alva, now=night + timedelta(hours=8) - timedelta(days=days), kind=CLINICAL)
    record(
        event="access.person_opened", actor=stranger, person=alva, kinds=(CLINICAL,), purpose=stranger.purpose,
        ground="no_care_relation", outcome=REFUSED, now=night - timedelta(days=1, hours=-12),
    )  # fmt: skip
    odd = read_by(actor=namesake, person=alva, now=night, kind=CLINICAL)
    find_unusual(grant=open_job(name="access_log.find_unusual", kinds=(EVENTS, UNUSUAL), now=now), now=now)
    mine = open_subject(actor=Resident(person=alva), kinds=(EVENTS, QUESTION), now=now)
    earlier = ask(
        grant=mine, number=mistaken, why=Why.KNOWS_ME, text="Är det en släkting?", now=now - timedelta(days=8)
    )
    reviewer = reader_of_the_cast(elsewhere=True)
    grant = open_unit(actor=reviewer, kinds=(QUESTION, WORK), now=now)
    item = next(one.item.id for one in open_work(grant=grant, now=now) if one.item.subject == str(earlier))
    answer(grant=grant, item=item, finding=Finding.MISTAKE, text=ANSWER, now=now - timedelta(days=5))
    ask(grant=mine, number=odd, why=Why.KNOWS_ME, text="Jag var inte hos er då.", now=now - timedelta(days=1))
    progress("access_log")
