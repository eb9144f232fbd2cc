"""Pages and interfaces: the WSGI application, behind the public pages' finished bytes."""

import os

from django.conf import settings
from django.core.cache import close_caches
from django.core.signals import request_finished
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections

from ingang.project.ready import make_ready

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ingang.project.settings.demo")
_django = get_wsgi_application()
make_ready()
# A request looks at its connections when it begins, and what is kept lies in this process: nothing to close after it.
request_finished.disconnect(close_old_connections)
request_finished.disconnect(close_caches)

from ingang.foundation.published.current import watch  # noqa: E402  it reads tables, so Django comes first
from ingang.foundation.published.media import media_before  # noqa: E402
from ingang.foundation.published.setting_up import front_before  # noqa: E402
from ingang.foundation.regions.chosen import page_choices  # noqa: E402
from ingang.project.interfaces import FOR_PROGRAMS  # noqa: E402
from ingang.project.language import LOGGED_IN  # noqa: E402

_pages = front_before(_django, choices=page_choices(), never=(*LOGGED_IN, *FOR_PROGRAMS))
application = media_before(_pages, folder=settings.MEDIA_ROOT, address=settings.MEDIA_URL)
if settings.PUBLISHED_LOOK_SECONDS:
    watch(every=settings.PUBLISHED_LOOK_SECONDS)
