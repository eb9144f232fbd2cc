"""An order that was broken off is no longer called what a visit is called: one English word, one meaning."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("identity", "0003_unlock_requests")]

    operations = [
        migrations.AlterField(
            model_name="order",
            name="state",
            field=models.CharField(
                choices=[
                    ("created", "Begun"),
                    ("pending", "Under way"),
                    ("complete", "Approved"),
                    ("failed", "Failed"),
                    ("cancelled", "Broken off"),
                ],
                default="created",
                max_length=10,
            ),
        ),
    ]
