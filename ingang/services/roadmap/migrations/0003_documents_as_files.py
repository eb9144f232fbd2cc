import uuid6
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("roadmap", "0002_documents_and_municipalities")]

    operations = [
        migrations.CreateModel(
            name="DocumentFile",
            fields=[
                ("id", models.UUIDField(default=uuid6.uuid7, editable=False, primary_key=True, serialize=False)),
                ("language", models.CharField(max_length=2)),
                ("content", models.BinaryField()),
                ("size", models.PositiveIntegerField()),
                ("made_at", models.DateTimeField()),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=models.deletion.PROTECT, related_name="files", to="roadmap.documentversion"
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("version", "language"), name="roadmap_file_once")],
            },
        ),
    ]
