"""Streams only: the ASGI application of its own small process."""

import os

from django.core.asgi import get_asgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ingang.project.settings.demo")
application = get_asgi_application()
