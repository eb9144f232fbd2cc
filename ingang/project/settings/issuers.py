"""The e-ID issuers of the demonstration, and where the log-in forms of any installation may lead."""

from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from ingang.project.settings import environment

# The ports of demo/places.py and demo/simulators, counted from the one that the demonstration's pages have.
BASE = environment.number("DEMO_PORT", 1177)
PORTAL = f"http://localhost:{BASE}"
PHONE = f"http://localhost:{BASE + 3}/phone"
BANKID = f"https://localhost:{BASE + 4}/rp/v6.0"
RESIDENTS = f"http://localhost:{BASE + 5}"
STAFF = f"http://localhost:{BASE + 6}"
RESIDENT_LOA3 = "http://id.elegnamnden.se/loa/1.0/loa3"
RECORD_SYSTEM = "bjorkbacken-journal"
STAFF_LOA3 = "http://id.sambi.se/loa/loa3"


def own_pages(issuers: list[dict[str, Any]]) -> list[str]:
    """The origins of the issuers that people log in to on pages of the issuer's own."""
    pages = [urlsplit(one["settings"]["issuer"]) for one in issuers if one["kind"] == "oidc"]
    return sorted({f"{page.scheme}://{page.netloc}" for page in pages})


def simulated(*, secret: str, certificates: Path) -> list[dict[str, Any]]:
    """Two issuers for residents and one for staff, simulated on this machine.

    BankID demands a client certificate, as the real service does; the simulator leaves them in `certificates`.
    """
    return [
        {
            "code": "bankid",
            "kind": "bankid",
            "title": "BankID",
            "assurance": {"*": "loa3"},
            "settings": {
                "base_url": BANKID,
                "launch_url": PHONE,
                "computer_url": PHONE,
                "tls": {
                    "ca_bundle": str(certificates / "bankid-issuer.pem"),
                    "client_certificate": str(certificates / "bankid-relying-party.pem"),
                    "client_key": str(certificates / "bankid-relying-party.key"),
                },
            },
        },
        {
            "code": "freja",
            "kind": "oidc",
            "title": "Freja+",
            "assurance": {RESIDENT_LOA3: "loa3"},
            "settings": _registration(RESIDENTS, "freja", secret, RESIDENT_LOA3),
        },
        {
            "code": "siths",
            "kind": "oidc",
            "title": "SITHS",
            "audience": "staff",
            "assurance": {STAFF_LOA3: "loa3"},
            "settings": {
                **_registration(STAFF, "siths", secret, STAFF_LOA3),
                "claim_map": {
                    "person_number": "credentialPersonalIdentityNumber",
                    "employee_hsa_id": "employeeHsaId",
                    "commissions": "allCommissions",
                    "title_codes": "paTitleCode",
                    "licences": "healthcareProfessionalLicense",
                    "required": ["employee_hsa_id"],
                },
            },
        },
    ]


def simulated_systems() -> list[dict[str, Any]]:
    """The record system of a care giver of the demonstration, which the simulated issuer for staff knows too."""
    care_giver, name = "SE0000000020-G001", "Björkbackens journalsystem"
    return [{"issuer": STAFF, "client_id": RECORD_SYSTEM, "care_giver": care_giver, "name": name}]


def _registration(issuer: str, code: str, secret: str, level: str) -> dict[str, Any]:
    return {
        "issuer": issuer,
        "client_id": "ingang",
        "client_secret": secret,
        "redirect_uri": f"{PORTAL}/logga-in/{code}/svar/",
        "post_logout_redirect_uri": f"{PORTAL}/logga-in/utloggad/",
        "acr_values": [level],
        "accepted_levels": [level],
    }
