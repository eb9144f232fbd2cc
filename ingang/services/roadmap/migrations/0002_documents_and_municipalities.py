from datetime import UTC, datetime

from django.db import migrations, models

BEFORE = datetime(2026, 1, 1, tzinfo=UTC)


class Migration(migrations.Migration):
    """Documents are drafted, published and withdrawn; municipalities answer for themselves.

    Every document that was there is published.
    """

    dependencies = [("roadmap", "0001_start")]

    operations = [
        migrations.AddField("document", "version", models.PositiveIntegerField(default=1)),
        migrations.AddField("document", "changed_at", models.DateTimeField(default=BEFORE), preserve_default=False),
        migrations.AddField(
            "document", "changed_by", models.CharField(blank=True, default="", max_length=31), preserve_default=False
        ),
        migrations.AddField("document", "kind", models.CharField(default="other", max_length=12)),
        migrations.AddField("document", "language", models.CharField(default="both", max_length=4)),
        migrations.AddField(
            "document", "owner", models.CharField(blank=True, default="", max_length=120), preserve_default=False
        ),
        migrations.AddField(
            "document", "replaced_by", models.CharField(blank=True, default="", max_length=60), preserve_default=False
        ),
        migrations.AddField(
            "document", "publication", models.CharField(default="published", max_length=10), preserve_default=False
        ),
        migrations.AlterField("document", "publication", models.CharField(default="draft", max_length=10)),
        migrations.AlterField("documentversion", "text_sv", models.TextField(blank=True, max_length=40000)),
        migrations.AlterField("documentversion", "text_en", models.TextField(blank=True, max_length=40000)),
        migrations.AddField(
            "regionstatus",
            "municipality",
            models.CharField(blank=True, default="", max_length=4),
            preserve_default=False,
        ),
        migrations.AddField(
            "change", "municipality", models.CharField(blank=True, default="", max_length=4), preserve_default=False
        ),
        migrations.RemoveConstraint("regionstatus", "roadmap_one_answer"),
        migrations.AddConstraint(
            "regionstatus",
            models.UniqueConstraint(fields=("initiative", "region", "municipality"), name="roadmap_one_answer_each"),
        ),
    ]
