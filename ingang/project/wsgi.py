"""Pages and interfaces: the WSGI application."""

import os

from django.core.wsgi import get_wsgi_application
from django.urls import resolve

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ingang.project.settings.demo")
application = get_wsgi_application()
resolve("/")  # imports every page now, so that nobody's first request waits for it
