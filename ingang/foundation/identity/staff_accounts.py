"""Staff as their issuer tells of them: the service identity, its assignments, and the account of Django and Wagtail."""

from datetime import date, datetime

from django.contrib.auth.models import Group
from django.db import transaction

from ingang.connectors.oidc.claims import Attributes, Commission
from ingang.foundation.care_units.models import CareUnit
from ingang.foundation.identity.errors import StaffUnknown
from ingang.foundation.identity.models import Account
from ingang.foundation.people.models import Assignment, StaffMember
from ingang.foundation.people.queries import assignments_of
from ingang.kernel.grant import Purpose
from ingang.kernel.identifiers import InvalidIdentifier, parse_hsa_id
from ingang.kernel.periods import local_date

PURPOSES = {
    "Vård och behandling": Purpose.CARE,
    "Administration": Purpose.ADMINISTRATION,
    "Annan dokumentation enligt lag": Purpose.OTHER_DOCUMENTATION,
    "Kvalitetssäkring": Purpose.QUALITY,
    "Kvalitetsregister": Purpose.QUALITY,
    "Statistik": Purpose.STATISTICS,
}
"""commissionPurpose and the purposes of patientdatalagen (records-identity-law 7.4)."""


@transaction.atomic
def note_staff(*, attributes: Attributes, now: datetime) -> StaffMember:
    """Write down the service identity and its assignments as the issuer tells them; gives the staff member.

    The issuer's list of assignments is the truth: those it no longer names end today. An issuer that sends no list
    changes none. An assignment at a unit that is not connected here, or for a purpose we do not know, is left out.
    Roles inside the portal are the region's own and are not taken from claims. Refuses claims without an HSA-id.
    """
    try:
        hsa_id = parse_hsa_id(attributes.employee_hsa_id)
    except InvalidIdentifier:
        raise StaffUnknown() from None
    names = {"given_name": attributes.given_name, "family_name": attributes.family_name}
    member, _ = StaffMember.objects.update_or_create(
        hsa_id=hsa_id, defaults={key: value[:80] for key, value in names.items() if value}
    )
    if attributes.commissions:
        _note_assignments(hsa_id, attributes.commissions, local_date(now))
    account, _ = Account.objects.get_or_create(hsa_id=hsa_id, defaults={"password": "!"})
    account.last_login = now
    account.save(update_fields=["last_login"])
    return member


def sync_groups(*, staff: str, assignment: Assignment) -> None:
    """Give the account the groups of the assignment's roles, and no others."""
    account = Account.objects.filter(hsa_id=staff).first()
    if account is not None:
        account.groups.set([Group.objects.get_or_create(name=role)[0] for role in assignment.roles])


def _note_assignments(staff: str, commissions: tuple[Commission, ...], today: date) -> None:
    told = {one.commission_hsa_id.upper(): one for one in commissions}
    for hsa_id, commission in told.items():
        _note_assignment(staff, hsa_id, commission, today)
    for assignment in assignments_of(staff=staff, on=today):
        if assignment.hsa_id not in told:
            assignment.valid_until = today
            assignment.save(update_fields=["valid_until"])


def _note_assignment(staff: str, hsa_id: str, commission: Commission, today: date) -> None:
    unit = CareUnit.objects.filter(hsa_id=commission.unit_hsa_id.upper(), closed_on=None).first()
    purpose = PURPOSES.get(commission.commission_purpose)
    owned_by_another = Assignment.objects.filter(hsa_id=hsa_id).exclude(staff=staff).exists()
    if unit is None or purpose is None or owned_by_another:
        return
    Assignment.objects.update_or_create(
        hsa_id=hsa_id,
        defaults={
            "staff": staff,
            "name": commission.commission_name[:120] or commission.commission_purpose,
            "unit": unit.hsa_id,
            "care_giver": unit.care_giver,
            "purpose": purpose,
            "valid_until": None,
        },
        create_defaults={
            "staff": staff,
            "name": commission.commission_name[:120] or commission.commission_purpose,
            "unit": unit.hsa_id,
            "care_giver": unit.care_giver,
            "purpose": purpose,
            "valid_from": today,
        },
    )
