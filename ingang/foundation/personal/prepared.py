"""Questions that are asked at every turn: Django makes their SQL once, and afterwards only the values differ.

Making the SQL of a queryset takes Python several times as long as asking the database. What every page asks, and
every booking, is therefore prepared (decision record 0026). The querysets are Django's own, so the same question is
right on both databases, and what a grant reaches is decided in `PersonalModel` alone, as for every other question.
"""

import inspect
from collections import defaultdict
from collections.abc import Callable, Collection, Mapping
from datetime import date, datetime
from functools import cache, partial
from typing import Any, Generic, TypeVar
from uuid import UUID

from django.db import DEFAULT_DB_ALIAS, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Field, Model, QuerySet, Value
from django.db.models.base import ModelState
from django.db.models.expressions import DatabaseDefault
from django.db.models.sql import DeleteQuery, InsertQuery, Query, UpdateQuery

from ingang.foundation.personal.cursors import ask, database, tell
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
        here = database()
        return _kept(self._readings, here, lambda: _Reading(self.queryset().query, here)).rows(here, values)

    def first(self, **values: Any) -> M | None:
        """The first row, or None; for a queryset that has an order, or finds one row at most."""
        return next(iter(self.all(**values)), None)

    def delete(self, **values: Any) -> int:
        """Delete the rows, of a table to which no other refers; tells how many there were."""
        here = database()
        made = _kept(self._deletions, here, lambda: _Statement(self.queryset().query.chain(DeleteQuery), here))
        return made.run(here, values)

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
        here = database()
        return _kept(self._statements, here, lambda: self._made(here)).run(here, values)

    def _made(self, here: BaseDatabaseWrapper) -> "_Statement":
        query: Any = self._rows.queryset().query.chain(UpdateQuery)
        query.add_update_values(self._changes)
        return _Statement(query, here)


class PreparedUnder(Generic[P]):
    """A question under a grant: `rows` gives the queryset for what the grant reaches and the values that it names.

    A grant on one person, whole or within one care giver, asks it prepared: nearly every resident's, and a system's.
    Any other asks it as Django makes it in that moment.
    """

    def __init__(self, model: type[P], rows: Callable[..., "QuerySet[P]"]) -> None:
        self._model = model
        self._rows = rows
        self._prepared: dict[tuple[object, ...], Prepared[P]] = {}

    def all(self, grant: Grant, /, **values: Any) -> list[P]:
        """Every row, in the queryset's own order. Refuses what `Model.under` refuses."""
        if not grant.is_alike:
            return list(self._rows(self._model.under(grant), **values))
        return self._prepared_for(grant).all(**_persons(grant), **values)

    def first(self, grant: Grant, /, **values: Any) -> P | None:
        """The first row, or None; for a queryset that has an order, or finds one row at most."""
        return next(iter(self.all(grant, **values)), None)

    def delete(self, grant: Grant, /, **values: Any) -> int:
        """Delete the rows, of a table to which no other refers; tells how many there were."""
        if not grant.is_alike:
            return self._rows(self._model.under(grant), **values).delete()[0]
        return self._prepared_for(grant).delete(**_persons(grant), **values)

    def _prepared_for(self, grant: Grant) -> Prepared[P]:
        """The question for the grant's kind of reader: guardians see less than the person herself."""
        self._model.check_opens(grant)
        kind = (grant.is_guardian, len(grant.persons), grant.care_givers)
        if kind not in self._prepared:
            places = [_Place(name) for name in _persons(grant)]
            of_persons = {"person": places[0]} if len(places) == 1 else {"person__in": places}
            reached = self._model.within_limits(self._model.unguarded.filter(**of_persons), grant)
            self._prepared[kind] = Prepared(partial(self._rows, reached))
        return self._prepared[kind]


def columns(rows: "QuerySet[Any, tuple[Any, ...]]", /) -> list[tuple[Any, ...]]:
    """What a question for values finds, where its SQL differs from turn to turn: thousands of rows are read in half
    the time that the queryset itself would take.
    """
    here = database()
    return _Reading(rows.query, here).rows(here, {})


def insert(row: Model, /) -> None:
    """Write the row as a new one, as `save(force_insert=True)` does, by SQL that is made once. Sends no signals."""
    given = vars(row)
    left_out = frozenset(name for name in _defaults(type(row)) if isinstance(given[name], DatabaseDefault))
    insertions = _insertions[type(row), left_out, row.pk is None]
    here = database()
    _kept(insertions, here, lambda: _Insertion(row, left_out, here)).run(here, row)
    row._state.adding, row._state.db = False, DEFAULT_DB_ALIAS


def unconstructed(model: type[M], values: Mapping[str, Any], /) -> M:
    """A row of which every column is given: the constructor would ask each field what nobody gave, and take as long
    as writing the row does.
    """
    row = model.__new__(model)
    row.__dict__.update(values)
    row._state = ModelState()
    return row


class _Place(Value):
    """Stands in a queryset for a value that comes later."""

    def as_sql(self, *_: object, **__: object) -> tuple[str, Any]:
        return "%s", [self]


class _Statement:
    """SQL with what stands in it from the start and, in the places, what comes later."""

    def __init__(self, query: Query, here: BaseDatabaseWrapper) -> None:
        self.compiler = query.get_compiler(connection=here)
        self.sql, self._parts = self.compiler.as_sql()

    def run(self, here: BaseDatabaseWrapper, values: Mapping[str, Any]) -> int:
        """Execute it and tell how many rows it met."""
        return tell(here, self.sql, self.placed(here, values))

    def placed(self, here: BaseDatabaseWrapper, values: Mapping[str, Any]) -> list[Any]:
        """What stands in it from the start and, in their places, the values."""
        if not here.features.has_native_uuid_field:
            values = {name: _adapted(value, here) for name, value in values.items()}
        return [values[part.value] if isinstance(part, _Place) else part for part in self._parts]


class _Reading(_Statement):
    """A statement that finds rows of a table, perhaps with annotations; or columns alone, where it asks for values."""

    def __init__(self, query: Any, here: BaseDatabaseWrapper) -> None:
        super().__init__(query, here)
        columns = [column for column, _, _ in self.compiler.select[: self.compiler.col_count]]
        self._converters = self.compiler.get_converters(columns)
        self._model = query.model
        self._added = self.compiler.annotation_col_map or {}
        self._is_columns = bool(query.values_select)
        if not self._is_columns:
            place = self.compiler.klass_info["select_fields"]
            self._fields = slice(place[0], place[-1] + 1)
            self._names = [column.target.attname for column in columns[self._fields]]

    def rows(self, here: BaseDatabaseWrapper, values: Mapping[str, Any]) -> list[Any]:
        """Every row that it finds."""
        found = ask(here, self.sql, self.placed(here, values))
        if self._converters:
            found = self.compiler.apply_converters(found, self._converters)
        return list(found) if self._is_columns else [self._row(one) for one in found]

    def _row(self, found: Any) -> Model:
        """A row as Django makes one that it unpickles: its constructor would ask each field what nobody gave."""
        row: Model = unconstructed(self._model, dict(zip(self._names, found[self._fields], strict=True)))
        row._state.adding, row._state.db = False, DEFAULT_DB_ALIAS
        for name, place in self._added.items():
            setattr(row, name, found[place])
        return row


class _Insertion:
    """How rows of a table are written when the same columns are left to the database."""

    def __init__(self, row: Model, left_out: Collection[str], here: BaseDatabaseWrapper) -> None:
        options = row._meta
        fields = [
            field
            for field in options.concrete_fields
            if field.attname not in left_out and not (field.primary_key and row.pk is None)
        ]
        self._columns = [(field.attname, field, _taken_as_it_is(field, here)) for field in fields]
        self._returned: list[Field[Any, Any]] = list(options.db_returning_fields)
        query = InsertQuery(type(row))
        query.insert_values(fields, [row])
        self._compiler: Any = query.get_compiler(connection=here)
        self._compiler.returning_fields = self._returned
        ((self._sql, _),) = self._compiler.as_sql()
        columns = [field.get_col(options.db_table) for field in self._returned]
        self._converters = self._compiler.get_converters(columns)

    def run(self, here: BaseDatabaseWrapper, row: Model) -> None:
        """Write the row, and put on it what the database chose."""
        given = vars(row)
        values = [
            given[name] if type(given[name]) is plain else field.get_db_prep_save(field.pre_save(row, add=True), here)
            for name, field, plain in self._columns
        ]
        with transaction.mark_for_rollback_on_error(using=DEFAULT_DB_ALIAS):
            if not self._returned:
                tell(here, self._sql, values)
                return
            found = ask(here, self._sql, values)
        for chosen in self._compiler.apply_converters(found, self._converters) if self._converters else found:
            for field, value in zip(self._returned, chosen, strict=True):
                setattr(row, field.attname, value)


# What the driver takes from a field as it is: Django would look at it and give it back.
AS_IT_IS: dict[str, type] = {
    "BooleanField": bool,
    "CharField": str,
    "DateField": date,
    "DateTimeField": datetime,
    "PositiveSmallIntegerField": int,
    "IntegerField": int,
    "TextField": str,
    "UUIDField": UUID,
}


def _taken_as_it_is(field: "Field[Any, Any]", here: BaseDatabaseWrapper) -> type | None:
    """The type whose values need no look; None where the field makes them itself, or the database has no such types."""
    is_djangos = type(field).__module__ == "django.db.models.fields"
    is_set_by_itself = getattr(field, "auto_now", False) or getattr(field, "auto_now_add", False)
    if not is_djangos or is_set_by_itself or not here.features.has_native_uuid_field:
        return None
    return AS_IT_IS.get(field.get_internal_type())


@cache
def _defaults(model: type[Model]) -> tuple[str, ...]:
    """The columns for which the database has a value where none is given."""
    return tuple(field.attname for field in model._meta.concrete_fields if field.has_db_default())


_insertions: dict[tuple[type[Model], frozenset[str], bool], dict[str, _Insertion]] = defaultdict(dict)


def _kept(made: dict[str, S], here: BaseDatabaseWrapper, make: Callable[[], S]) -> S:
    """What was made for this kind of database already, or is made now."""
    if here.vendor not in made:
        made[here.vendor] = make()
    return made[here.vendor]


def _persons(grant: Grant) -> dict[str, UUID]:
    """The grant's persons, each under the name of its place."""
    return {f"person_{number}": person for number, person in enumerate(grant.persons)}


def _adapted(value: Any, here: BaseDatabaseWrapper) -> Any:
    """The value as a database takes it that has no such type of its own."""
    if isinstance(value, UUID):
        return value.hex
    if isinstance(value, datetime):
        return here.ops.adapt_datetimefield_value(value)
    return here.ops.adapt_datefield_value(value) if isinstance(value, date) else value
