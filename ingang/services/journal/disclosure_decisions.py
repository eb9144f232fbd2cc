"""A care giver decides what it shows its patients, from a day."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import date, datetime

from django.db import transaction

from ingang.foundation.audit.actions import record
from ingang.foundation.care_units.queries import care_units_of_care_giver
from ingang.kernel.actor import JOURNAL_ADMIN, Staff
from ingang.kernel.grant import Ground, Purpose
from ingang.kernel.periods import local_date
from ingang.services.journal.disclosure import Disclosure
from ingang.services.journal.errors import BeginsTooEarly, NotForThisCareGiver, UnitOfAnother
from ingang.services.journal.gate import as_disclosure
from ingang.services.journal.models import DisclosureDecision


@transaction.atomic
def decide(*, actor: Staff, rules: Disclosure, valid_from: date, diary_number: str, now: datetime) -> None:
    """From that day the actor's care giver shows what the rules let through. Records journal.disclosure_decided.

    Refuses an assignment without the role, a day that has been, and units of other care givers. What was decided before
    stays as it was: a new decision for the same day counts instead.
    """
    if JOURNAL_ADMIN not in actor.roles:
        raise NotForThisCareGiver()
    if valid_from < local_date(now):
        raise BeginsTooEarly()
    own = {unit.hsa_id for unit in care_units_of_care_giver(care_giver=actor.care_giver)}
    if not rules.excluded_units <= own:
        raise UnitOfAnother()
    lists = {name: sorted(value) for name, value in asdict(rules).items() if isinstance(value, frozenset)}
    row = DisclosureDecision(
        care_giver=actor.care_giver,
        valid_from=valid_from,
        diary_number=diary_number,
        decided_by=actor.hsa_id,
        decided_at=now,
        **asdict(rules) | lists,
    )
    row.save(force_insert=True)
    details = {"decision": str(row.id), "care_giver": actor.care_giver, "valid_from": valid_from.isoformat()}
    record(
        event="journal.disclosure_decided",
        actor=actor,
        purpose=Purpose.ADMINISTRATION,
        ground=Ground.ASSIGNMENT,
        details=details,
        now=now,
    )


def decisions_of(*, care_giver: str) -> list[DisclosureDecision]:
    """Everything that the care giver has decided, the latest day first."""
    rows = DisclosureDecision.objects.filter(care_giver=care_giver)
    return list(rows.order_by("-valid_from", "-decided_at", "-id"))


def in_force(*, decisions: list[DisclosureDecision], on: date) -> DisclosureDecision | None:
    """The one of them that counts on the day."""
    return next((row for row in decisions if row.valid_from <= on), None)


def rules_of(*, decision: DisclosureDecision | None) -> Disclosure:
    """The rules of a decision; without one everything is shown."""
    return as_disclosure(row=decision) if decision else Disclosure()


def units_of(*, care_giver: str) -> Mapping[str, str]:
    """The care giver's units by HSA-id, with their names."""
    return {unit.hsa_id: unit.name for unit in care_units_of_care_giver(care_giver=care_giver)}
