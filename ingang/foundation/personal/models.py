"""The base of every table with personal data (architecture section 5)."""

from typing import Any, ClassVar, Self

from django.db import models
from uuid6 import uuid7

from ingang.foundation.personal.errors import GrantNeeded, KindNotGranted, OnlyExistence
from ingang.foundation.personal.scope import check_in_scope
from ingang.kernel.grant import Grant, GrantKind, Ground


class ClosedManager:
    """Stands where Django's `objects` would be, and refuses."""

    def __get__(self, instance: object, owner: type[models.Model]) -> Any:
        raise GrantNeeded(f"{owner.__name__}.objects is closed: use {owner.__name__}.under(grant)")


class ClassifiedModel(models.Model):
    """A table whose fields are all declared personal or not; a house test refuses an unclassified one.

    `distribution` is the column that Citus would spread the table by; None makes it a reference table.
    """

    personal_fields: ClassVar[frozenset[str]] = frozenset()
    plain_fields: ClassVar[frozenset[str]] = frozenset()
    distribution: ClassVar[str | None] = None

    class Meta:
        abstract = True


class PersonalModel(ClassifiedModel):
    """A row about one person. Reached through `under(grant)`; `unguarded` is for the modules that a house test lists.

    `data_kind` is the manifest's kind that the grant must cover. `row_security` is False only where access
    itself must read the table to decide. Three column names have a meaning of their own, so that no service can
    forget it: `care_giver` and `unit` say who holds the row (limits and blocks of the grant apply), and
    `hidden_from_guardian` makes it vanish for guardians (corrections 3.2).
    """

    data_kind: ClassVar[str] = ""
    row_security: ClassVar[bool] = True
    distribution: ClassVar[str | None] = "person"

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    person = models.UUIDField(editable=False)

    unguarded = models.Manager["Self"]()
    objects = ClosedManager()

    class Meta:
        abstract = True

    @classmethod
    def under(cls, grant: Grant) -> "models.QuerySet[Self]":
        """The rows that the grant reaches. Refuses a grant for other kinds, and use outside a query or action.

        Refuses a grant that may only learn whether something exists: ask `exists_under`.
        """
        cls.check_opens(grant)
        return cls._reached(grant)

    @classmethod
    def exists_under(cls, grant: Grant, *, among: models.Q | None = None) -> bool:
        """Whether another care giver holds unblocked rows: all that may be known before a ground (SVOD 2:4).

        `among` says which rows are data at all, as not the deleted ones; never whose.
        """
        cls._check_covers(grant)
        return cls._reached(grant).filter(among or models.Q()).exists()

    @classmethod
    def check_opens(cls, grant: Grant) -> None:
        """Refuse what `under` refuses."""
        if grant.ground is Ground.EXISTENCE:
            raise OnlyExistence(f"this grant may only learn whether {cls.__name__} has rows: use exists_under")
        cls._check_covers(grant)

    @classmethod
    def _check_covers(cls, grant: Grant) -> None:
        if not grant.covers(cls.data_kind):
            raise KindNotGranted(f"{cls.__name__} holds {cls.data_kind!r}; the grant covers {sorted(grant.kinds)}")
        check_in_scope(grant)

    @classmethod
    def _reached(cls, grant: Grant) -> "models.QuerySet[Self]":
        rows = cls.unguarded.all()
        if grant.kind is GrantKind.UNIT_LIST:
            return rows.filter(unit=grant.unit)
        if grant.kind is GrantKind.JOB and not grant.persons:
            return rows
        return cls.within_limits(rows.filter(person__in=grant.persons), grant)

    @classmethod
    def within_limits(cls, rows: "models.QuerySet[Self]", grant: Grant) -> "models.QuerySet[Self]":
        """Those of the person's rows that the grant's limits and blocks let through."""
        columns = {field.name for field in cls._meta.local_fields}
        if grant.is_guardian and "hidden_from_guardian" in columns:
            rows = rows.filter(hidden_from_guardian=False)
        for column, allowed, blocked in (
            ("care_giver", grant.care_givers, grant.blocked_care_givers | ({grant.beyond} if grant.beyond else set())),
            ("unit", grant.units, grant.blocked_units),
        ):
            if column not in columns:
                continue
            if allowed is not None:
                rows = rows.filter(**{f"{column}__in": allowed})
            if blocked:
                rows = rows.exclude(**{f"{column}__in": blocked})
        if grant.partly_blocked and {"care_giver", "unit"} <= columns:
            rows = rows.exclude(unit="", care_giver__in=grant.partly_blocked)
        return rows
