"""For whom a person may act now. It weighs without opening anything: names of choices, never data."""

from datetime import datetime
from uuid import UUID

from ingang.foundation.access.errors import AccessRefused
from ingang.foundation.access.queries import relation_facts, subject_facts
from ingang.foundation.access.rules import weigh
from ingang.foundation.people.models import Mandate, Person, Representation
from ingang.foundation.people.queries import children_of, in_force
from ingang.kernel.periods import local_date
from ingang.kernel.registry import current

PERSON_KIND = "people.person"


def may_act_for(*, acting: UUID, person: UUID, now: datetime) -> bool:
    """Whether the acting person may see who the other one is: the least that every way of acting holds."""
    on = local_date(now)
    subject = subject_facts(person=person, on=on)
    if subject is None:
        return False
    relation = relation_facts(acting=acting, person=person, on=on)
    try:
        weigh(subject=subject, relation=relation, kinds=(PERSON_KIND,), age_rules=current().age_rules, on=on)
    except AccessRefused:
        return False
    return True


def people_one_may_act_for(*, person: UUID, now: datetime) -> list[Person]:
    """Children first, then those who gave a power of attorney or a court's decision, as far as access lets her."""
    on = local_date(now)
    others = {*Mandate.unguarded.filter(in_force(on), ombud=person, revoked_at=None).values_list("person", flat=True)}
    others |= {*Representation.unguarded.filter(in_force(on), representative=person).values_list("person", flat=True)}
    grown = Person.objects.filter(id__in=others).order_by("family_name", "given_name", "id")
    candidates = [*children_of(guardian=person, on=on), *grown]
    return [one for one in candidates if may_act_for(acting=person, person=one.id, now=now)]
