"""Tests: plain static files, an in-memory SQLite or the PostgreSQL that the runner started, a fixed secret."""

import os
from pathlib import Path
from tempfile import gettempdir

from ingang.project.settings import environment
from ingang.project.settings.base import *
from ingang.project.settings.base import LOGGING, MIDDLEWARE, STORAGES, VAR
from ingang.project.settings.issuers import simulated

SECRET_KEY = "only-for-tests"  # noqa: S105
AUDIT_SEAL_SECRET = "only-for-tests-and-long-enough-to-sign"  # noqa: S105
INGANG_DEMONSTRATION = True
ALLOWS_TEST_NUMBERS = True
INGANG_ISSUERS = simulated(secret="only-for-tests", certificates=VAR / "tls")  # noqa: S106
NATIONAL_CARE_GIVERS = ["SE0000000050-G001"]
# No thread writes into the database or asks it beside a test.
SYSTEMS_WRITE_SECONDS = PUBLISHED_LOOK_SECONDS = 0
PUBLISHED_FOLDER = environment.text("PUBLISHED_FOLDER", str(Path(gettempdir()) / f"ingang-published-{os.getpid()}"))
MEDIA_ROOT = str(Path(gettempdir()) / f"ingang-media-{os.getpid()}")
# Pages are asked for without a server, and no static files are collected for them.
MIDDLEWARE = [one for one in MIDDLEWARE if not one.startswith("whitenoise.")]
STORAGES = {
    "default": STORAGES["default"],
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    "documents": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
}
DATABASES = {"default": environment.database(environment.text("DATABASE", "sqlite::memory:"))}
# What tests do wrong on purpose is not shown among their results.
LOGGING["handlers"]["lines"]["class"] = "logging.NullHandler"
