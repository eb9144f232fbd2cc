"""What staff must know beside a person's name, wherever they see her: what to call her and how to contact her."""

from datetime import date
from uuid import UUID

from ingang.foundation.identity.models import LogInLock
from ingang.foundation.people.models import Person
from ingang.foundation.people.needs import Needs, communication_in_words, language_name
from ingang.foundation.people.queries import needs, safe_ways
from ingang.ui.values import PersonSigns


def signs(*, persons: frozenset[UUID], on: date) -> dict[UUID, PersonSigns]:
    """The signs of each of the persons whom a grant has shown; as many queries for one as for all."""
    locked = set(LogInLock.unguarded.filter(person__in=persons, lifted_at=None).values_list("person", flat=True))
    needed, safe = needs(persons=persons), safe_ways(persons=persons, on=on)
    return {
        one.id: PersonSigns(
            name=one.name,
            legal_name=f"{one.given_name} {one.family_name}" if one.chosen_name else "",
            pronoun=one.pronoun,
            languages=_languages(needed.get(one.id, Needs())),
            needs=communication_in_words(communication=needed.get(one.id, Needs()).communication),
            safe_contact=tuple(line for way in safe.get(one.id, []) for line in way.in_words()),
            is_locked=one.id in locked,
        )
        for one in Person.objects.filter(id__in=persons)
    }


def _languages(needs: Needs) -> tuple[str, str]:
    own = "" if needs.language == "sv" else language_name(code=needs.language)
    return own, language_name(code=needs.interpreter_language) if needs.interpreter_language else ""
