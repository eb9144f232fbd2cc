"""Questions that are asked at every turn: Django makes their SQL once, and afterwards only the values differ.

Making the SQL of a queryset takes Python several times as long as asking the database. What every page asks, and
every booking, is therefore prepared (decision record 0026). The querysets are Django's own, so the same question is
right on both databases, and what a grant reaches is decided in `PersonalModel` alone, as for every other question.
"""

import inspect
from collections import defaultdict
from collections.abc import Callable, Collection, Mapping
from datetime import date, datetime
from functools import partial
from typing import Any, Generic, TypeVar
from uuid import UUID

from django.db import DEFAULT_DB_ALIAS, connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Field, Model, QuerySet, Value
from django.db.models.expressions import DatabaseDefault
from django.db.models.sql import DeleteQuery, InsertQuery, Query, UpdateQuery

from ingang.foundation.personal.models import PersonalModel
from ingang.kernel.grant import Grant

M = TypeVar("M", bound=Model)
P = TypeVar("P", bound=PersonalModel)
S = TypeVar("S")


class Prepared(Generic[M]):
    """A question of which Django makes the SQL once.

    `rows` gives the queryset for the values that it names. None is no value: in SQL it is another question.
    """

    def __init__(self, rows: Callable[..., "QuerySet[M]"]) -> None:
        self._rows = rows
        self._readings: dict[str, _Reading] = {}
        self._deletions: dict[str, _Statement] = {}

    def all(self, **values: Any) -> list[M]:
        """Every row, in the queryset's own order."""
        return _kept(self._readings, lambda: _Reading(self.queryset().query)).rows(values)

    def first(self, **values: Any) -> M | None:
        """The first row, or None; for a queryset that has an order, or finds one row at most."""
        return next(iter(self.all(**values)), None)

    def delete(self, **values: Any) -> int:
        """Delete the rows, of a table to which no other refers; tells how many there were."""
        return _kept(self._deletions, lambda: _Statement(self.queryset().query.chain(DeleteQuery))).run(values)

    def queryset(self) -> "QuerySet[M]":
        """The queryset with a place for each value."""
        return self._rows(**{name: _Place(name) for name in inspect.signature(self._rows).parameters})


class PreparedChange:
    """A change of which Django makes the SQL once: `rows` as in `Prepared`, and `changes` that are always the same."""

    def __init__(self, rows: Callable[..., "QuerySet[Any]"], **changes: object) -> None:
        self._rows = Prepared(rows)
        self._changes = changes
        self._statements: dict[str, _Statement] = {}

    def run(self, **values: Any) -> int:
        """Change the rows; tells how many there were."""
        return _kept(self._statements, self._made).run(values)

    def _made(self) -> "_Statement":
        query: Any = self._rows.queryset().query.chain(UpdateQuery)
        query.add_update_values(self._changes)
        return _Statement(query)


class PreparedUnder(Generic[P]):
    """A question under a grant: `rows` gives the queryset for what the grant reaches and the values that it names.

    A grant on one person without limits, which is nearly every resident's, asks it prepared. Any other asks it as
    Django makes it in that moment.
    """

    def __init__(self, model: type[P], rows: Callable[..., "QuerySet[P]"]) -> None:
        self._model = model
        self._rows = rows
        self._prepared: dict[bool, Prepared[P]] = {}

    def all(self, grant: Grant, /, **values: Any) -> list[P]:
        """Every row, in the queryset's own order. Refuses what `Model.under` refuses."""
        if not grant.is_on_one_without_limits:
            return list(self._rows(self._model.under(grant), **values))
        return self._prepared_for(grant).all(person=_one_of(grant), **values)

    def first(self, grant: Grant, /, **values: Any) -> P | None:
        """The first row, or None; for a queryset that has an order, or finds one row at most."""
        return next(iter(self.all(grant, **values)), None)

    def delete(self, grant: Grant, /, **values: Any) -> int:
        """Delete the rows, of a table to which no other refers; tells how many there were."""
        if not grant.is_on_one_without_limits:
            return self._rows(self._model.under(grant), **values).delete()[0]
        return self._prepared_for(grant).delete(person=_one_of(grant), **values)

    def _prepared_for(self, grant: Grant) -> Prepared[P]:
        """The question for the grant's kind of reader: guardians see less than the person herself."""
        self._model.check_opens(grant)
        if grant.is_guardian not in self._prepared:
            reached = self._model.within_limits(self._model.unguarded.filter(person=_Place("person")), grant)
            self._prepared[grant.is_guardian] = Prepared(partial(self._rows, reached))
        return self._prepared[grant.is_guardian]


def insert(row: Model, /) -> None:
    """Write the row as a new one, as `save(force_insert=True)` does, by SQL that is made once. Sends no signals."""
    left_out = frozenset(name for name, value in vars(row).items() if isinstance(value, DatabaseDefault))
    insertions = _insertions[type(row), left_out, row.pk is None]
    _kept(insertions, lambda: _Insertion(row, left_out)).run(row)
    row._state.adding, row._state.db = False, DEFAULT_DB_ALIAS


class _Place(Value):
    """Stands in a queryset for a value that comes later."""

    def as_sql(self, *_: object, **__: object) -> tuple[str, Any]:
        return "%s", [self]


class _Statement:
    """SQL with what stands in it from the start and, in the places, what comes later."""

    def __init__(self, query: Query) -> None:
        self.compiler = query.get_compiler(connection=_database())
        self._sql, self._parts = self.compiler.as_sql()

    def run(self, values: Mapping[str, Any]) -> int:
        """Execute it and tell how many rows it met."""
        with self.executed(values) as cursor:
            return int(cursor.rowcount)

    def executed(self, values: Mapping[str, Any]) -> Any:
        """A cursor that has executed it with the values in their places."""
        database = _database()
        adapted = {name: _adapted(value, database) for name, value in values.items()}
        cursor = database.cursor()
        cursor.execute(self._sql, [adapted[part.value] if isinstance(part, _Place) else part for part in self._parts])
        return cursor


class _Reading(_Statement):
    """A statement that finds rows of a table, perhaps with annotations."""

    def __init__(self, query: Any) -> None:
        super().__init__(query)
        columns = [column for column, _, _ in self.compiler.select[: self.compiler.col_count]]
        self._converters = self.compiler.get_converters(columns)
        self._model = query.model
        self._added = self.compiler.annotation_col_map or {}
        place = self.compiler.klass_info["select_fields"]
        self._fields = slice(place[0], place[-1] + 1)
        self._names = [column.target.attname for column in columns[self._fields]]

    def rows(self, values: Mapping[str, Any]) -> list[Any]:
        """Every row that it finds."""
        with self.executed(values) as cursor:
            found = cursor.fetchall()
        if self._converters:
            found = self.compiler.apply_converters(found, self._converters)
        return [self._row(one) for one in found]

    def _row(self, found: Any) -> Model:
        row: Model = self._model.from_db(DEFAULT_DB_ALIAS, self._names, found[self._fields])
        for name, place in self._added.items():
            setattr(row, name, found[place])
        return row


class _Insertion:
    """How rows of a table are written when the same columns are left to the database."""

    def __init__(self, row: Model, left_out: Collection[str]) -> None:
        options = row._meta
        self._fields = [
            field
            for field in options.concrete_fields
            if field.attname not in left_out and not (field.primary_key and row.pk is None)
        ]
        self._returned: list[Field[Any, Any]] = list(options.db_returning_fields)
        query = InsertQuery(type(row))
        query.insert_values(self._fields, [row])
        self._compiler: Any = query.get_compiler(connection=_database())
        self._compiler.returning_fields = self._returned
        ((self._sql, _),) = self._compiler.as_sql()
        columns = [field.get_col(options.db_table) for field in self._returned]
        self._converters = self._compiler.get_converters(columns)

    def run(self, row: Model) -> None:
        """Write the row, and put on it what the database chose."""
        database = _database()
        values = [field.get_db_prep_save(field.pre_save(row, add=True), database) for field in self._fields]
        with transaction.mark_for_rollback_on_error(using=DEFAULT_DB_ALIAS), database.cursor() as cursor:
            cursor.execute(self._sql, values)
            found = cursor.fetchall() if self._returned else [()]
        for chosen in self._compiler.apply_converters(found, self._converters) if self._converters else found:
            for field, value in zip(self._returned, chosen, strict=True):
                setattr(row, field.attname, value)


_insertions: dict[tuple[type[Model], frozenset[str], bool], dict[str, _Insertion]] = defaultdict(dict)


def _kept(made: dict[str, S], make: Callable[[], S]) -> S:
    """What was made for this kind of database already, or is made now."""
    vendor = _database().vendor
    if vendor not in made:
        made[vendor] = make()
    return made[vendor]


def _one_of(grant: Grant) -> UUID:
    (person,) = grant.persons
    return person


def _database() -> BaseDatabaseWrapper:
    """This thread's connection itself: the proxy that Django gives looks it up anew at every word."""
    return connections[DEFAULT_DB_ALIAS]


def _adapted(value: Any, database: BaseDatabaseWrapper) -> Any:
    """The value as the database takes it."""
    if isinstance(value, UUID):
        return value if database.features.has_native_uuid_field else value.hex
    if isinstance(value, datetime):
        return database.ops.adapt_datetimefield_value(value)
    return database.ops.adapt_datefield_value(value) if isinstance(value, date) else value
