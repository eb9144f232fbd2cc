"""The index: documents that can be found, and the words that lead to them. Public data alone."""

from typing import Any

from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Lookup
from django.db.models.sql.compiler import SQLCompiler

from ingang.foundation.personal.models import ClassifiedModel

AMONG_TOKENS = "IN (SELECT rowid FROM search_tokens WHERE search_tokens MATCH {})"


class TokensField(models.TextField):  # type: ignore[type-arg]
    """Tokens with a space between them, kept in an index of words: `tokens__answers=text` asks it.

    The text is a question as `Question.said_to` writes it.
    """


@TokensField.register_lookup
class Answers(Lookup):
    """Whether the tokens answer a question in the database's own words, by the index of words that each has."""

    lookup_name = "answers"
    prepare_rhs = False

    def as_postgresql(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper) -> tuple[str, list[Any]]:
        column, parameters = self.process_lhs(compiler, connection)
        asked, said = self.process_rhs(compiler, connection)
        tokens = f'array_append(string_to_array({column}, \' \'), "{self.lhs.alias}"."kind"::text)'
        return f"array_to_tsvector({tokens}) @@ {asked}::tsquery", [*parameters, *said]

    def as_sqlite(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper) -> tuple[str, list[Any]]:
        asked, said = self.process_rhs(compiler, connection)
        return f'"{self.lhs.alias}"."id" {AMONG_TOKENS.format(asked)}', list(said)


class Document(ClassifiedModel):
    """Something that can be found: `kind` is a manifest's Findable, `name` what its service calls it.

    `passages` are the texts by which it is found; a service fills the rest of its answer from its own tables.
    `tokens` are every stem of them and of the parts of their words, and the filters that hold for it.
    """

    id = models.BigAutoField(primary_key=True)
    kind = models.CharField(max_length=40)
    name = models.CharField(max_length=64)
    title = models.CharField(max_length=200)
    region = models.CharField(max_length=2, blank=True)
    municipality = models.CharField(max_length=4, blank=True)
    passages = models.JSONField()
    tokens = TokensField()

    personal_fields = frozenset[str]()
    plain_fields = frozenset({"id", "kind", "name", "title", "region", "municipality", "passages", "tokens"})

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "name"], name="search_document_once")]
        # Without words everything answers: the first ones are then read in order, instead of all being sorted.
        indexes = [
            models.Index(fields=["kind", "title", "name"], name="search_document_in_order"),
            models.Index(fields=["kind", "region", "title", "name"], name="search_document_in_region"),
            models.Index(fields=["kind", "municipality", "title", "name"], name="search_document_in_place"),
        ]


class Word(ClassifiedModel):
    """A word of some document by its stem, and how it is written: what a misspelt word is compared with.

    `language` is that of the texts it stands in, empty for what is the same to everybody: feeling is no fästing.
    """

    id = models.BigAutoField(primary_key=True)
    stem = models.CharField(max_length=80)
    language = models.CharField(max_length=20, blank=True)
    written = models.CharField(max_length=80)

    personal_fields = frozenset[str]()
    plain_fields = frozenset({"id", "stem", "language", "written"})

    class Meta:
        constraints = [models.UniqueConstraint(fields=["stem", "language"], name="search_word_once_a_language")]
