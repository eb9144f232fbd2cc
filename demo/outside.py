"""What the simulated outside systems must know of the nation: its people, and the portal as a relying party."""

import json
from datetime import UTC, datetime
from pathlib import Path

from demo import places
from demo.cast import CARE_GIVERS, RESIDENTS, STAFF, UNITS, CastStaff
from demo.numbers import test_number
from ingang.kernel.periods import local_date
from ingang.project.settings.demo_secrets import kept_secret

WITHOUT_E_ID = frozenset({"kim"})


def write_cast_file(*, folder: Path) -> Path:
    """Write the people whom the issuers know; one with a reserve number has no e-ID."""
    today = local_date(datetime.now(UTC))
    people: list[dict[str, object]] = [
        {
            "person_number": one.number(today),
            "given_name": one.given_name,
            "surname": one.family_name,
            "story": one.story,
        }
        for one in RESIDENTS
        if one.key not in WITHOUT_E_ID
    ]
    people += [_staff(member, number) for number, member in enumerate(STAFF)]
    path = folder / "cast.json"
    path.write_text(json.dumps(people, ensure_ascii=False, indent=1), encoding="utf-8")
    return path


def write_clients_file(*, folder: Path) -> Path:
    """Write the portal's registration at the two issuers, with the secret that the demonstration made."""
    path = folder / "clients.json"
    path.touch(mode=0o600)
    registration = {
        "client_id": "ingang",
        "client_secret": kept_secret(folder=folder, name="issuer-secret"),
        "backchannel_logout_uri": f"{places.PAGES}/logga-in/utloggad-hos-utfardaren/",
    }
    path.write_text(json.dumps([registration]), encoding="utf-8")
    return path


def _staff(member: CastStaff, number: int) -> dict[str, object]:
    """A member of staff with the claims that the staff issuer gives (names after Inera's list of attributes)."""
    units = {unit.hsa_id: unit.name for unit in UNITS}
    givers = {giver.hsa_id: giver.name for giver in CARE_GIVERS}
    return {
        "person_number": test_number(datetime(1980 + number, 3, 14, tzinfo=UTC).date(), 238),
        "given_name": member.given_name,
        "surname": member.family_name,
        "story": member.story,
        "staff": {
            "employeeHsaId": member.hsa_id,
            "paTitleCode": [],
            "personalTitle": member.title,
            "allCommissions": [
                {
                    "commissionHsaId": work.hsa_id,
                    "commissionName": work.name,
                    "commissionPurpose": work.purpose,
                    "healthCareUnitHsaId": work.unit,
                    "healthCareUnitName": units[work.unit],
                    "healthCareProviderHsaId": work.care_giver,
                    "healthCareProviderName": givers[work.care_giver],
                }
                for work in member.assignments
            ],
        },
    }
