"""Tests: plain static files, an in-memory SQLite or the PostgreSQL that the runner started, a fixed secret."""

from ingang.project.settings.base import *  # noqa: F403
from ingang.project.settings import environment

SECRET_KEY = "only-for-tests"  # noqa: S105
INGANG_DEMONSTRATION = True
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
DATABASES = {"default": environment.database(environment.text("DATABASE", "sqlite::memory:"))}
# Static files are found where they lie; nothing is collected for tests.
WHITENOISE_AUTOREFRESH = True
