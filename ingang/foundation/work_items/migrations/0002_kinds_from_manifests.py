from django.db import migrations, models

FORMER = ("delivery_failed", "receiver_locked", "receiver_deceased", "child_turned_13")


def name_the_part(apps, schema_editor):
    """The former kinds carry the part's name, as every kind of a manifest does. Row security holds the owner too."""
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("SELECT set_config('ingang.persons', '*', true)")
    items = apps.get_model("work_items", "WorkItem")._default_manager
    for code in FORMER:
        items.filter(kind=code).update(kind=f"work_items.{code}")


class Migration(migrations.Migration):
    dependencies = [("work_items", "0001_initial")]

    operations = [
        migrations.AlterField(model_name="workitem", name="kind", field=models.CharField(max_length=60)),
        migrations.RunPython(name_the_part, migrations.RunPython.noop, elidable=True),
    ]
