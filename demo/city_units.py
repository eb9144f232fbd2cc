"""Units in districts of large towns, with invented names: what somebody finds who writes in which district she is."""

from demo.nation import office_hours, service_area
from ingang.foundation.care_units.models import CareUnit, OpeningHours
from ingang.foundation.entitlement.models import ServiceArea
from ingang.foundation.regions.rules import municipality

# Number, name, kind and municipality; the district stands with the rest of its page, in pages_of_care.py.
UNITS = (
    (201, "Näktergalens vårdcentral", "vardcentral", "0180"),
    (202, "Koltrastens vårdcentral", "vardcentral", "0180"),
    (203, "Rödhakens BVC", "bvc", "0180"),
    (204, "Gröna trappans tandvård", "tandvard", "0180"),
    (205, "Barnmorskemottagningen Lommen", "barnmorskemottagning", "0180"),
    (206, "Rehab Ärlan", "fysioterapi", "0180"),
    (207, "Strandskatans vårdcentral", "vardcentral", "1480"),
    (208, "Ungdomsmottagningen Måsen", "ungdomsmottagning", "1480"),
    (209, "Ejderns vårdcentral", "vardcentral", "1280"),
    (210, "Hudmottagningen Vipan", "hudmottagning", "1280"),
    (211, "Ripans vårdcentral", "vardcentral", "0380"),
    (212, "Orrens hälsocentral", "vardcentral", "2480"),
)


def city_units() -> list[CareUnit]:
    """The units, run by their regions; not stored yet."""
    return [
        CareUnit(
            hsa_id=f"SE00000{place[:2]}000-U{number}",
            name=name,
            care_giver=f"SE00000{place[:2]}000-G001",
            region=place[:2],
            municipality=place,
            kind=kind,
            street=f"Exempelgränd {number - 200}",
            city=municipality(place).name,
            phone=f"08-465 004 {number - 150:02}",
            how_to_find="Entré från torget. Hiss finns.",
            is_sensitive=kind == "ungdomsmottagning",
        )
        for number, name, kind, place in UNITS
    ]


def write_city_units(units: list[CareUnit]) -> None:
    """Store them with their hours and service areas."""
    CareUnit.objects.bulk_create(units)
    OpeningHours.objects.bulk_create(row for unit in units for row in office_hours(unit.hsa_id))
    ServiceArea.objects.bulk_create(service_area(unit.hsa_id, unit.region) for unit in units)
