from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("my_clinics", "0001_own_clinics"),
    ]

    operations = [
        migrations.AlterField(
            model_name="ownclinic",
            name="because",
            field=models.CharField(
                choices=[
                    ("added", "Added here"),
                    ("booked", "A booked time"),
                    ("summoned", "A summons"),
                    ("listed", "A listing"),
                    ("approved", "An approval"),
                ],
                max_length=20,
            ),
        ),
    ]
