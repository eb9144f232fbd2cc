"""How far the telling of everything that is stored has come."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("engagements", "0001_untold")]

    operations = [
        migrations.CreateModel(
            name="Walk",
            fields=[
                ("name", models.CharField(max_length=10, primary_key=True, serialize=False)),
                ("after", models.UUIDField(null=True)),
                ("persons", models.PositiveBigIntegerField(default=0)),
                ("engagements", models.PositiveBigIntegerField(default=0)),
                ("nameless", models.PositiveBigIntegerField(default=0)),
                ("ended_at", models.DateTimeField(null=True)),
            ],
            options={"abstract": False},
        ),
    ]
