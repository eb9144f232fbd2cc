from django.db import migrations, models


class Migration(migrations.Migration):
    """The table is the journal's, and stays where it is: only what Django calls it changes."""

    initial = True

    dependencies = [("journal", "0003_service_contracts")]

    operations = [
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.CreateModel(
                    name="ConnectedSystem",
                    fields=[
                        ("code", models.CharField(max_length=31, primary_key=True, serialize=False)),
                        ("name", models.CharField(max_length=200)),
                        ("care_giver", models.CharField(max_length=31)),
                        (
                            "protocol",
                            models.CharField(
                                choices=[("fhir", "FHIR R4"), ("rivta", "National service contracts (RIV-TA)")],
                                max_length=10,
                            ),
                        ),
                        ("url", models.CharField(max_length=500)),
                        ("is_on", models.BooleanField(default=True)),
                    ],
                    options={"db_table": "journal_connectedsystem"},
                ),
            ],
        ),
    ]
