"""From the roles of an assignment to what Wagtail lets its holder do: one group for each role and region.

National editors are those whose care giver belongs to no region. Groups are set anew at each request, from the
assignment in which it is made; nothing that somebody clicked together in Wagtail gives a right.
"""

from collections.abc import Collection
from typing import Any

from django.contrib.auth.models import Group

from ingang.foundation.identity.models import Account
from ingang.foundation.people.models import StaffMember
from ingang.kernel.actor import Staff
from ingang.services.content.roles import CONTENT_ROLES

NATIONAL = "national"
PREFIX = "content"


def group_name(*, role: str, region: str) -> str:
    """The group of those with the role in the region; an empty region is the national editors'."""
    return f"{PREFIX}:{role}:{region or NATIONAL}"


def names_of(*, actor: Staff) -> frozenset[str]:
    """The groups that the actor's assignment stands for."""
    return frozenset(group_name(role=one, region=actor.region) for one in set(actor.roles) & set(CONTENT_ROLES))


def account_of(*, actor: Staff) -> Account:
    """The actor's account, in the groups of this assignment and in no others."""
    account, _ = Account.objects.get_or_create(hsa_id=actor.hsa_id, defaults={"password": "!"})
    wanted = names_of(actor=actor)
    if wanted != set(account.groups.values_list("name", flat=True)):
        account.groups.set(Group.objects.filter(name__in=wanted))
    vars(account).update(actor=actor, first_name=actor.name)
    return account


def may_act(*, user: Any, role: str, text: Any) -> bool:
    """Whether the account has the role for the text: in its own region, or nationally for a national one."""
    # Wagtail hands over some texts as pages of no kind, which do not know whose they are.
    whole = getattr(text, "specific", text)
    return group_name(role=role, region=whole.whose()) in _groups(user)


def name_of(*, user: Any) -> tuple[str, str]:
    """The name and title with which somebody signs."""
    member = StaffMember.objects.filter(hsa_id=user.hsa_id).first()
    return (f"{member.given_name} {member.family_name}", member.title) if member else (user.hsa_id, "")


def names_of_accounts(*, hsa_ids: Collection[str]) -> list[str]:
    """What those with the accounts are called, in the order in which they are given."""
    rows = StaffMember.objects.filter(hsa_id__in=hsa_ids)
    names = {one.hsa_id: one.name for one in rows}
    return [names.get(one, one) for one in hsa_ids]


def _groups(user: Any) -> frozenset[str]:
    """Asked once for each request: the account is fetched anew for each."""
    if "content_groups" not in vars(user):
        vars(user)["content_groups"] = frozenset(user.groups.values_list("name", flat=True))
    return frozenset(vars(user)["content_groups"])
