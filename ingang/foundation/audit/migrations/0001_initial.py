"""The append-only tables: events (partitioned on PostgreSQL), the index of persons shown, and seals."""

from datetime import UTC, datetime

from django.db import migrations, models

from ingang.foundation.audit.tables import add_partitions, create_events, refuse_changes


def create_events_table(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        create_events(schema_editor.connection)
    else:
        schema_editor.create_model(apps.get_model("audit", "AuditEvent"))


def drop_events_table(apps, schema_editor):
    schema_editor.delete_model(apps.get_model("audit", "AuditEvent"))


def close(apps, schema_editor):
    refuse_changes(schema_editor.connection)
    add_partitions(schema_editor.connection, now=datetime.now(UTC))


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.CreateModel(
                    name="AuditEvent",
                    fields=[
                        ("id", models.BigAutoField(primary_key=True, serialize=False)),
                        ("at", models.DateTimeField()),
                        ("event", models.CharField(max_length=80)),
                        ("outcome", models.CharField(max_length=10)),
                        ("person", models.UUIDField(null=True)),
                        ("persons", models.JSONField(default=list)),
                        ("kinds", models.JSONField(default=list)),
                        ("purpose", models.CharField(blank=True, max_length=30)),
                        ("ground", models.CharField(blank=True, max_length=30)),
                        ("actor_kind", models.CharField(max_length=20)),
                        ("actor", models.CharField(max_length=80)),
                        ("actor_name", models.CharField(blank=True, max_length=120)),
                        ("actor_role", models.CharField(blank=True, max_length=120)),
                        ("acting_for", models.UUIDField(null=True)),
                        ("assignment", models.CharField(blank=True, max_length=40)),
                        ("unit", models.CharField(blank=True, max_length=40)),
                        ("care_giver", models.CharField(blank=True, max_length=40)),
                        ("way", models.CharField(blank=True, max_length=20)),
                        ("address", models.CharField(blank=True, max_length=45)),
                        ("request_id", models.CharField(blank=True, max_length=40)),
                        ("details", models.JSONField(default=dict)),
                    ],
                    options={
                        "indexes": [
                            models.Index(fields=["person", "-at"], name="audit_person_at"),
                            models.Index(fields=["unit", "-at"], name="audit_unit_at"),
                        ]
                    },
                )
            ],
        ),
        migrations.RunPython(create_events_table, drop_events_table, elidable=False),
        migrations.CreateModel(
            name="ShownPerson",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("person", models.UUIDField()),
                ("at", models.DateTimeField()),
                ("event_id", models.BigIntegerField()),
            ],
            options={
                "indexes": [
                    models.Index(fields=["person", "-at", "-event_id"], name="audit_shown_person_at"),
                    models.Index(fields=["event_id"], name="audit_shown_event"),
                ]
            },
        ),
        migrations.CreateModel(
            name="Seal",
            fields=[
                ("number", models.BigIntegerField(primary_key=True, serialize=False)),
                ("at", models.DateTimeField()),
                ("window_from", models.BigIntegerField()),
                ("window_until", models.BigIntegerField()),
                ("count", models.PositiveBigIntegerField()),
                ("root", models.CharField(max_length=64)),
                ("previous_root", models.CharField(max_length=64)),
                ("key", models.CharField(max_length=64)),
                ("signature", models.CharField(max_length=128)),
            ],
        ),
        migrations.RunPython(close, migrations.RunPython.noop),
    ]
