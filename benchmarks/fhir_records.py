"""Records for the FHIR server in bulk: `python -m benchmarks.fhir_records records 1000` prints what is asked of each.

One person each, with a Patient and an Observation of about 2.8 kB, stored by the records' own action.
"""

import json
import sys
from datetime import UTC, datetime

import django

django.setup()

from uuid6 import uuid7  # noqa: E402

from benchmarks.fhir_samples import CARE_GIVER, observation  # noqa: E402
from ingang.foundation.access.actions import open_job  # noqa: E402
from ingang.foundation.care_units.models import CareGiver  # noqa: E402
from ingang.foundation.people.models import Person  # noqa: E402
from ingang.foundation.records.actions import store  # noqa: E402
from ingang.foundation.records.bundle import incoming  # noqa: E402

BORN = datetime(1990, 1, 1, tzinfo=UTC).date()


def main(count: int) -> None:
    """Write the records, and print each one's ids."""
    now = datetime.now(UTC)
    CareGiver.objects.create(hsa_id=CARE_GIVER, name="Mätning", region="01")
    people = [Person(id=uuid7(), given_name="Mät", family_name="Person", birth_date=BORN) for _ in range(count)]
    Person.objects.bulk_create(people)
    for person in people:
        patient, value = str(uuid7()), str(uuid7())
        texts = {
            ("Patient", patient): {"resourceType": "Patient", "id": patient},
            ("Observation", value): {**observation(patient), "id": value},
        }
        grant = open_job(name="benchmarks", kinds=("records.clinical",), persons=(person.id,), now=now)
        made = [
            incoming(type=kind, logical_id=id_, text=json.dumps(plain), plain=plain, around={})
            for (kind, id_), plain in texts.items()
        ]
        store(grant=grant, person=person.id, care_giver=CARE_GIVER, resources=made, now=now)
        print(json.dumps({"patient": patient, "observation": value}))


if __name__ == "__main__":
    main(int(sys.argv[2]))
