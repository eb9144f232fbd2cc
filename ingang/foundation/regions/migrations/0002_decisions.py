from datetime import UTC, datetime

from django.db import migrations, models


def keep_what_was_decided(apps, schema_editor):
    """The switches of before become the first decisions, in the order in which they begin."""
    Switch, Decision = apps.get_model("regions", "RegionSwitch"), apps.get_model("regions", "RegionDecision")
    numbers = {}
    for row in Switch.objects.order_by("region", "code", "valid_from"):
        number = numbers[row.region, row.code] = numbers.get((row.region, row.code), 0) + 1
        Decision.objects.create(
            region=row.region,
            code=row.code,
            number=number,
            value=row.is_on,
            valid_from=row.valid_from,
            decided_by=row.decided_by,
            decided_at=datetime.combine(row.valid_from, datetime.min.time(), UTC),
        )


class Migration(migrations.Migration):
    dependencies = [("regions", "0001_initial")]

    operations = [
        migrations.CreateModel(
            name="RegionDecision",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("region", models.CharField(max_length=2)),
                ("code", models.CharField(max_length=60)),
                ("number", models.PositiveIntegerField()),
                ("value", models.JSONField(null=True)),
                ("valid_from", models.DateField()),
                ("decided_by", models.CharField(max_length=40)),
                ("decided_at", models.DateTimeField()),
                ("withdrawn_by", models.CharField(blank=True, default="", max_length=40)),
                ("withdrawn_at", models.DateTimeField(null=True)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("region", "code", "number"), name="regions_decided_one_at_a_time")
                ],
            },
        ),
        migrations.RunPython(keep_what_was_decided, migrations.RunPython.noop, elidable=True),
        # The previous release still reads the table while this one starts; a later migration drops it.
        migrations.SeparateDatabaseAndState(state_operations=[migrations.DeleteModel(name="RegionSwitch")]),
    ]
