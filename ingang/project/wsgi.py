"""Pages and interfaces: the WSGI application."""

import gc
import os

from django.core.wsgi import get_wsgi_application
from django.urls import resolve

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ingang.project.settings.demo")
application = get_wsgi_application()
resolve("/")  # imports every page now, so that nobody's first request waits for it
gc.collect()
gc.freeze()  # what was imported stays for good, and no request waits while it is looked through for garbage
