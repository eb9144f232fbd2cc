"""What is read in the nation on ordinary days, and some odd look-ups: `python -m benchmarks.unusual_nation 10000`."""

import sys
from collections import Counter
from datetime import UTC, datetime, timedelta
from random import Random

import django

django.setup()

from demo.names import FAMILY_NAMES, MEN, WOMEN  # noqa: E402
from demo.seed import seed  # noqa: E402
from ingang.foundation.access.actions import open_job  # noqa: E402
from ingang.foundation.audit.models import AuditEvent  # noqa: E402
from ingang.foundation.audit.part import EVENTS  # noqa: E402
from ingang.foundation.consents.models import CareRelation  # noqa: E402
from ingang.foundation.people.models import Assignment, Person, StaffMember  # noqa: E402
from ingang.foundation.personal.scope import house_scope  # noqa: E402
from ingang.kernel.periods import local_date, start_of_day  # noqa: E402
from ingang.services.access_log.actions.unusual import find_unusual  # noqa: E402
from ingang.services.access_log.models import UNUSUAL, UnusualReading, Watch  # noqa: E402
from ingang.services.access_log.rules.unusual import COMMON_NAMES  # noqa: E402

PROMISE_FALSE, PROMISE_FOUND = 150, 0.95
ODD = 400


def measure(look_ups: int) -> bool:
    """Ordinary look-ups first and alone, then the odd ones."""
    now = datetime.now(UTC)
    seed(now=now, progress=lambda _text: None)
    nation = Nation(now=now, random=Random(1177))
    ordinary = nation.ordinary(look_ups)
    false = _found(ordinary, now)
    odd = nation.odd(ODD)
    found = _found(odd, now)
    rate, share = 10_000 * len(false) / look_ups, len(found) / ODD
    print(f"  ordinary look-ups {look_ups}, false alarms {len(false)}: {rate:.0f} per 10,000 (promise {PROMISE_FALSE})")
    print(f"  by sign: {dict(Counter(sign for signs in false for sign in signs))}")
    print(f"  odd look-ups {ODD}, found {len(found)}: {share:.0%} (promise {PROMISE_FOUND:.0%})")
    return rate <= PROMISE_FALSE and share >= PROMISE_FOUND


def _found(rows: list[AuditEvent], now: datetime) -> list[list[str]]:
    """Write the look-ups, let the job weigh them, and give the signs of those that it found."""
    with house_scope():
        before = UnusualReading.unguarded.count()
    AuditEvent.objects.bulk_create(rows, batch_size=2_000)
    later = now + timedelta(hours=1)
    kinds, weighed = (EVENTS, UNUSUAL), -1
    while Watch.objects.values_list("weighed", flat=True).first() != weighed:
        weighed = Watch.objects.values_list("weighed", flat=True).first() or 0
        find_unusual(grant=open_job(name="access_log.find_unusual", kinds=kinds, now=later), now=later)
    with house_scope():
        return list(UnusualReading.unguarded.order_by("id").values_list("signs", flat=True)[before:])


class Nation:
    """Units with a dozen staff each, their listed patients, and what is read on ordinary days."""

    def __init__(self, *, now: datetime, random: Random) -> None:
        self.random = random
        self.noon = start_of_day(local_date(now)) + timedelta(hours=12)
        self.relations = list(CareRelation.unguarded.filter(because="listed", unit__contains="-U").order_by("id"))
        self.staff = {unit: self._hire(unit) for unit in sorted({one.unit for one in self.relations})}
        self.names = dict(Person.objects.values_list("id", "family_name"))

    def ordinary(self, count: int) -> list[AuditEvent]:
        """Listed patients in office hours; one of ten has only called; one of twenty is written up in the evening."""
        rows = []
        for _ in range(count):
            one = self.random.choice(self.relations)
            hour = self.random.choice((-4, -3, -2, -1, 0, 1, 2, 3)) if self.random.random() < 0.95 else 7
            if self.random.random() < 0.1:
                one = self._called(one)
            at = self.noon - timedelta(days=self.random.randint(1, 20)) + timedelta(hours=hour)
            rows.append(self._row(one, self.random.choice(self.staff[one.unit]), at))
        return sorted(rows, key=lambda row: row.at)

    def odd(self, count: int) -> list[AuditEvent]:
        """In turn: a stranger to the unit; at night; a bearer of the same uncommon family name."""
        rows = []
        for number in range(count):
            one = self.random.choice(self.relations)
            reader = self.random.choice(self.staff[one.unit])
            at = self.noon - timedelta(days=1)
            if number % 3 == 0:
                elsewhere = next(other for other in self.relations if other.care_giver != one.care_giver)
                one = CareRelation(person=one.person, unit=elsewhere.unit, care_giver=elsewhere.care_giver)
            elif number % 3 == 1:
                at -= timedelta(hours=10)
            else:
                one = next(each for each in self._shuffled() if self.names[each.person].casefold() not in COMMON_NAMES)
                reader = StaffMember(hsa_id="SE0000000099-S001", given_name="Kim", family_name=self.names[one.person])
            rows.append(self._row(one, reader, at))
        return rows

    def _shuffled(self) -> list[CareRelation]:
        return self.random.sample(self.relations, len(self.relations))

    def _called(self, listed: CareRelation) -> CareRelation:
        """A patient of another unit calls this one, which notes it."""
        elsewhere = self.random.choice([one for one in self.relations if one.care_giver != listed.care_giver])
        return CareRelation.unguarded.create(
            person=listed.person, unit=elsewhere.unit, care_giver=elsewhere.care_giver, because="called",
            valid_from=self.noon - timedelta(days=10), valid_until=self.noon - timedelta(days=9),
        )  # fmt: skip

    def _hire(self, unit: str) -> list[StaffMember]:
        names = [(self.random.choice(WOMEN + MEN), self.random.choice(FAMILY_NAMES)) for _ in range(12)]
        staff = [
            StaffMember(hsa_id=f"{unit}S{number:02}", given_name=given, family_name=family, title="Sjuksköterska")
            for number, (given, family) in enumerate(names)
        ]
        StaffMember.objects.bulk_create(staff)
        Assignment.objects.bulk_create(
            Assignment(
                hsa_id=f"{one.hsa_id}A", staff=one.hsa_id, name="Vård", unit=unit, care_giver="", purpose="care",
                valid_from=local_date(self.noon),
            )
            for one in staff
        )  # fmt: skip
        return staff

    def _row(self, one: CareRelation, reader: StaffMember, at: datetime) -> AuditEvent:
        return AuditEvent(
            at=at, event="access.person_opened", outcome="done", person=one.person, actor_kind="staff",
            actor=reader.hsa_id, actor_name=reader.name, unit=one.unit, care_giver=one.care_giver, way="page",
        )  # fmt: skip


if __name__ == "__main__":
    sys.exit(0 if measure(int(sys.argv[1])) else 1)
