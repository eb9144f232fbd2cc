"""Wagtail's addresses, mounted under redaktor/, each behind the editors' door.

Its own log-in, passwords, accounts of others and interface for programs are left out: the house has its own.
"""

from django.urls import URLPattern, URLResolver, path, re_path
from wagtail.admin import urls as admin
from wagtail.utils.urlpatterns import decorate_urlpatterns

from ingang.services.content.editing.door import editors
from ingang.services.content.editing.leaving import one_at_a_time, to_log_in, to_log_out, to_nothing

LEFT_OUT = ("login/", "logout/", "password_reset/", "users/", "groups/", "failwhale/", "test404/")
# Wagtail's templates ask for these addresses by name.
INSTEAD = (
    path("login/", to_log_in, name="wagtailadmin_login"),
    path("logout/", to_log_out, name="wagtailadmin_logout"),
    # Several at once would lie there before anybody has said whose they are.
    path("images/multiple/add/", one_at_a_time, {"to": "wagtailimages:add"}),
    path("documents/multiple/add/", one_at_a_time, {"to": "wagtaildocs:add"}),
    re_path(r"^(?:images|documents)/multiple/", to_nothing),
    re_path(r"^images/[0-9]+/(?:generate_url|preview)/", to_nothing),
)

urlpatterns: list[URLPattern | URLResolver] = decorate_urlpatterns(
    [*INSTEAD, *(one for one in admin.urlpatterns if not str(one.pattern).startswith(LEFT_OUT))], editors
)
