from django.db import migrations

POSTGRESQL = [
    "CREATE INDEX search_document_tokens ON search_document USING gin (array_to_tsvector(string_to_array(tokens, ' ')))"
]
# Only the words are kept a second time; the tokens themselves stay in the document.
SQLITE = [
    "CREATE VIRTUAL TABLE search_tokens USING fts5 (tokens, content='search_document', content_rowid='id',"
    " tokenize=\"unicode61 remove_diacritics 0 tokenchars '_'\")",
    "CREATE TRIGGER search_document_added AFTER INSERT ON search_document BEGIN"
    " INSERT INTO search_tokens (rowid, tokens) VALUES (new.id, new.tokens); END",
    "CREATE TRIGGER search_document_gone AFTER DELETE ON search_document BEGIN"
    " INSERT INTO search_tokens (search_tokens, rowid, tokens) VALUES ('delete', old.id, old.tokens); END",
    "CREATE TRIGGER search_document_changed AFTER UPDATE OF tokens ON search_document BEGIN"
    " INSERT INTO search_tokens (search_tokens, rowid, tokens) VALUES ('delete', old.id, old.tokens);"
    " INSERT INTO search_tokens (rowid, tokens) VALUES (new.id, new.tokens); END",
]


def index_the_words(apps, schema_editor):
    """Each database's own index of words, kept by itself."""
    for statement in POSTGRESQL if schema_editor.connection.vendor == "postgresql" else SQLITE:
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("search", "0001_initial")]

    operations = [migrations.RunPython(index_the_words, migrations.RunPython.noop)]
