"""The demonstration on a laptop: SQLite, simulators on loopback, secrets made once and kept in var/."""

from ingang.project.settings.base import *  # noqa: F403
from ingang.project.settings.base import VAR
from ingang.project.settings.demo_secrets import kept_secret

INGANG_DEMONSTRATION = True
SECRET_KEY = kept_secret(folder=VAR, name="secret-key")
AUDIT_SEAL_SECRET = kept_secret(folder=VAR, name="audit-seal-secret")
