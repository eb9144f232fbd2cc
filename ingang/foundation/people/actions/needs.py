"""What a person says of herself: how to be understood, and what to be called."""

from datetime import datetime

from ingang.foundation.audit.actions import record_under
from ingang.foundation.people.errors import OnlyThePersonHerself
from ingang.foundation.people.models import Person
from ingang.foundation.people.needs import check_languages, communication_parts, communication_text
from ingang.foundation.people.part import NEEDS
from ingang.foundation.people.rules import checked_name, checked_pronoun
from ingang.foundation.personal.errors import KindNotGranted
from ingang.foundation.personal.scope import action
from ingang.kernel.grant import Grant, Ground


@action
def state_needs(*, grant: Grant, language: str, interpreter_language: str, communication: str, now: datetime) -> None:
    """Keep the language, the interpreter and the communication needs; they follow every new booking (corrections 4).

    By the person herself, or by a guardian until the 13th birthday: the kind of data decides. `communication` is made
    by `needs.communication_text`. Refuses what is not in the lists. Records people.needs_stated, without the content;
    stating the same again records nothing.
    """
    _check(grant)
    check_languages(language=language, interpreter_language=interpreter_language)
    codes, note = communication_parts(communication=communication)
    stated = {
        "language": language,
        "interpreter_language": interpreter_language,
        "communication": communication_text(codes=codes, note=note),
    }
    _keep(grant, stated, "people.needs_stated", now)


@action
def choose_name(*, grant: Grant, chosen_name: str, pronoun: str, now: datetime) -> None:
    """Keep the name to be greeted by and the pronoun; empty takes them away. The legal name stays beside it for staff.

    Refuses anybody but the person herself, and what is no name. Records people.name_chosen.
    """
    _check(grant)
    if grant.ground is not Ground.OWN_DATA:
        raise OnlyThePersonHerself()
    chosen = {"chosen_name": checked_name(name=chosen_name), "pronoun": checked_pronoun(pronoun=pronoun)}
    _keep(grant, chosen, "people.name_chosen", now)


def _check(grant: Grant) -> None:
    if not grant.covers(NEEDS):
        raise KindNotGranted(f"needs are {NEEDS!r}; the grant covers {sorted(grant.kinds)}")


def _keep(grant: Grant, values: dict[str, str], event: str, now: datetime) -> None:
    same = Person.objects.filter(id=grant.person, **values)
    if not same.exists() and Person.objects.filter(id=grant.person).update(**values):
        record_under(event=event, grant=grant, now=now)
