"""Units that were there before service areas were open for the whole country, and stay so until they say otherwise."""

from django.db import migrations

WHOLE_COUNTRY = "00"


def open_for_the_country(apps, schema_editor):
    ServiceArea = apps.get_model("entitlement", "ServiceArea")
    CareUnit = apps.get_model("care_units", "CareUnit")
    ServiceArea.objects.bulk_create(
        (ServiceArea(unit=unit, region=WHOLE_COUNTRY) for unit in CareUnit.objects.values_list("hsa_id", flat=True)),
        ignore_conflicts=True,
    )


class Migration(migrations.Migration):
    dependencies = [
        ("entitlement", "0001_initial"),
        ("care_units", "0002_hours_and_waiting"),
    ]
    operations = [migrations.RunPython(open_for_the_country, migrations.RunPython.noop)]
