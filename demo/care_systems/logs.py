"""Who has read about the cast in other regions' own systems."""

from collections.abc import Mapping
from datetime import date, timedelta

from demo.simulators.access_logs import Logged, LogService

JONKOPING = LogService(logical_address="SE0000006000-L001", name="Region Jönköpings läns logg")
SKANE = LogService(logical_address="SE0000012000-L001", name="Region Skånes logg", wait=60)
LOG_SERVICES = [JONKOPING, SKANE]

CARE = "Vård och behandling"
# Whose data, in which log, how many days ago and when, where, by whom, what for and what.
READINGS = (
    ("alva", JONKOPING, 9, "10:12:00", ("U001", "Vårdcentralen Sjöstranden"), "Läkare", CARE, "Journalanteckning"),
    ("alva", JONKOPING, 9, "10:31:00", ("U001", "Vårdcentralen Sjöstranden"), "Undersköterska", CARE, "Provsvar"),
    ("alva", JONKOPING, 40, "14:05:00", ("U002", "Patientavgifter"), "Administratör", "Administration", "Vårdkontakt"),
    ("alva", SKANE, 20, "23:47:00", ("U001", "Akutmottagningen Klinten"), "Läkare", CARE, "Läkemedel"),
    ("alva", SKANE, 21, "09:00:00", ("U003", "Enheten för kvalitet"), "Statistiker", "Kvalitetsregister", "Diagnos"),
    ("imran", SKANE, 12, "08:20:00", ("U001", "Akutmottagningen Klinten"), "Sjuksköterska", CARE, "Journalanteckning"),
)


def logged(*, today: date, numbers: Mapping[str, str]) -> list[Logged]:
    """Every line, its day counted back from today."""
    return [
        Logged(
            service=service.logical_address,
            person=numbers[key],
            at=f"{today - timedelta(days=days)}T{clock}",
            row={
                "CareProviderId": f"{service.logical_address.partition('-')[0]}-G001",
                "CareProviderName": service.name.removesuffix("s logg"),
                "CareUnitId": f"{service.logical_address.partition('-')[0]}-{unit[0]}",
                "CareUnitName": unit[1],
                "UserId": f"{service.logical_address.partition('-')[0]}-P{number:03}",
                "UserTitle": title,
                "Purpose": purpose,
                "ResourceType": resource,
            },
        )
        for number, (key, service, days, clock, unit, title, purpose, resource) in enumerate(READINGS, 1)
    ]
