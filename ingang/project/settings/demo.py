"""The demonstration on a laptop: SQLite, simulators on loopback, secrets made once and kept in var/."""

from ingang.project import logs
from ingang.project.settings import environment
from ingang.project.settings.base import *
from ingang.project.settings.base import (
    ALLOWED_HOSTS,
    CLAMD,
    CONTENT_SECURITY_POLICY,
    DIRECTORY,
    ENGAGEMENT_INDEX,
    FHIR_SYSTEMS,
    INGANG_ISSUERS,
    JOURNAL_SYSTEMS,
    LOG_SERVICES,
    MAIL,
    POPULATION_REGISTER,
    PUSH,
    SMS,
    VAR,
)
from ingang.project.settings.demo_secrets import kept_secret
from ingang.project.settings.issuers import BASE, own_pages, simulated, simulated_systems

INGANG_DEMONSTRATION = True
YOUTH_HOST = environment.host("YOUTH_HOST", hosts=["localhost"], default=f"ung.localhost:{BASE}")
ALLOWED_HOSTS = [*ALLOWED_HOSTS, YOUTH_HOST.partition(":")[0]]
NATIONAL_CARE_GIVERS = ["SE0000000050-G001"]
SECRET_KEY = kept_secret(folder=VAR, name="secret-key")
ALLOWS_TEST_NUMBERS = True
LOGGING = logs.configuration(level=environment.text("LOG_LEVEL", "ERROR"))
INGANG_ISSUERS = INGANG_ISSUERS or simulated(
    secret=kept_secret(folder=VAR, name="issuer-secret"), certificates=VAR / "tls"
)
CONTENT_SECURITY_POLICY["DIRECTIVES"]["form-action"] += own_pages(INGANG_ISSUERS)
FHIR_SYSTEMS = FHIR_SYSTEMS or simulated_systems()
AUDIT_SEAL_SECRET = kept_secret(folder=VAR, name="audit-seal-secret")

# Notices go to the simulators of mail, SMS and push, where no encryption is needed.
MAIL = MAIL | {"HOST": "localhost", "PORT": BASE + 8, "SENDER": "ingang@ingang.example", "STARTTLS": False}
SMS = SMS | {"HOST": "localhost", "PORT": BASE + 10, "SYSTEM_ID": "ingang", "PASSWORD": "only-sim", "SOURCE": "Ingang"}
PUSH = PUSH | {
    "KEY": kept_secret(folder=VAR, name="push-key", size=32),
    "CONTACT": "mailto:ingang@ingang.example",
    "HOSTS": ["localhost", *PUSH["HOSTS"]],
}

CLAMD = CLAMD | {"ADDRESS": f"tcp:127.0.0.1:{BASE + 13}"}

# Two regions' record systems answer by the national service contracts, behind mutual TLS as the real ones.
JOURNAL_SYSTEMS = [
    *JOURNAL_SYSTEMS,
    *(
        {
            "code": code,
            "consumer": "SE0000000099-I001",
            "agreement": "0f3c6f4e-7a2b-4a55-9a54-5b1a8e0a1177",
            "ca_bundle": str(VAR / "tls" / "records.pem"),
            "certificate": str(VAR / "tls" / "records-consumer.pem"),
            "key": str(VAR / "tls" / "records-consumer.key"),
        }
        for code in ("SE0000006000-S001", "SE0000012000-S001")
    ),
]

# The engagement index is a simulator over what those two hold.
ENGAGEMENT_INDEX = ENGAGEMENT_INDEX | {
    "URL": f"https://localhost:{BASE + 16}",
    "LOGICAL_ADDRESS": "SE0000000099-E001",
    "OWN_ADDRESS": "SE0000000099-I001",
    "CONSUMER": "SE0000000099-I001",
    "CA_BUNDLE": str(VAR / "tls" / "engagement-index.pem"),
    "CERTIFICATE": str(VAR / "tls" / "engagement-index-consumer.pem"),
    "KEY": str(VAR / "tls" / "engagement-index-consumer.key"),
}
# The directory of units is a simulator over the nation's units.
DIRECTORY = DIRECTORY | {
    "URL": f"https://localhost:{BASE + 17}",
    "LOGICAL_ADDRESS": "SE0000000099-H001",
    "CONSUMER": "SE0000000099-I001",
    "CA_BUNDLE": str(VAR / "tls" / "directory.pem"),
    "CERTIFICATE": str(VAR / "tls" / "directory-consumer.pem"),
    "KEY": str(VAR / "tls" / "directory-consumer.key"),
}
LOG_SERVICES = [
    *LOG_SERVICES,
    *(
        {
            "code": code,
            "consumer": "SE0000000099-I001",
            "ca_bundle": str(VAR / "tls" / "records.pem"),
            "certificate": str(VAR / "tls" / "records-consumer.pem"),
            "key": str(VAR / "tls" / "records-consumer.key"),
        }
        for code in ("SE0000006000-L001", "SE0000012000-L001")
    ),
]

# The population register is a simulator too, behind mutual TLS as the real one.
POPULATION_REGISTER = POPULATION_REGISTER | {
    "URL": f"https://localhost:{BASE + 11}/persons/GetPersonsForProfile/5",
    "LOGICAL_ADDRESS": "SE0000000099-P001",
    "CONSUMER": "SE0000000099-I001",
    "CA_BUNDLE": str(VAR / "tls" / "population-register.pem"),
    "CERTIFICATE": str(VAR / "tls" / "population-register-consumer.pem"),
    "KEY": str(VAR / "tls" / "population-register-consumer.key"),
}
