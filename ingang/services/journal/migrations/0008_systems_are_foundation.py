from django.db import migrations


class Migration(migrations.Migration):
    """The connected systems belong to foundation.systems from now on; the table stays as it is."""

    dependencies = [("journal", "0007_taking_along"), ("systems", "0001_initial")]

    operations = [
        migrations.SeparateDatabaseAndState(state_operations=[migrations.DeleteModel(name="ConnectedSystem")]),
    ]
