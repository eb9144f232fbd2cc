from django.db import migrations

TOKENS = "string_to_array(tokens, ' ')"
WITH_KIND = f"array_append({TOKENS}, kind::text)"


def take_in_the_kind(apps, schema_editor):
    """PostgreSQL's index of words tells kinds apart, so that no row of another kind is read. SQLite's is as it was."""
    _index(schema_editor, WITH_KIND)


def leave_out_the_kind(apps, schema_editor):
    """The index as it was."""
    _index(schema_editor, TOKENS)


def _index(schema_editor, tokens):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("DROP INDEX search_document_tokens")
        schema_editor.execute(
            f"CREATE INDEX search_document_tokens ON search_document USING gin (array_to_tsvector({tokens}))"
        )


class Migration(migrations.Migration):
    dependencies = [("search", "0004_read_in_order")]

    operations = [migrations.RunPython(take_in_the_kind, leave_out_the_kind)]
