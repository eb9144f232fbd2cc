"""Wagtail's addresses, mounted under redaktor/, each behind the editors' door.

Its own log-in, passwords, accounts of others and interface for programs are left out: the house has its own.
"""

from django.urls import URLPattern, URLResolver, path
from wagtail.admin import urls as admin
from wagtail.utils.urlpatterns import decorate_urlpatterns

from ingang.services.content.editing.door import editors
from ingang.services.content.editing.leaving import to_log_in, to_log_out

LEFT_OUT = ("login/", "logout/", "password_reset/", "users/", "groups/", "failwhale/", "test404/")
# Wagtail's templates ask for these addresses by name.
INSTEAD = (
    path("login/", to_log_in, name="wagtailadmin_login"),
    path("logout/", to_log_out, name="wagtailadmin_logout"),
)

urlpatterns: list[URLPattern | URLResolver] = decorate_urlpatterns(
    [*INSTEAD, *(one for one in admin.urlpatterns if not str(one.pattern).startswith(LEFT_OUT))], editors
)
