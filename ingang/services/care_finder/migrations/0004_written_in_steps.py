from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("care_finder", "0003_asking_the_directory"),
    ]

    operations = [
        migrations.AddField(
            model_name="importrun",
            name="reached",
            field=models.BigIntegerField(null=True),
        ),
    ]
