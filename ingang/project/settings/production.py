"""Production: refuses to start without its own secrets, serves over https alone."""

from ingang.project.settings import environment
from ingang.project.settings.base import *

SECRET_KEY = environment.secret("SECRET_KEY")
AUDIT_SEAL_SECRET = environment.secret("AUDIT_SEAL_SECRET")
# On storage that the database's owner can not change: another machine, or write-once.
AUDIT_ROOTS_FILE = environment.text("AUDIT_ROOTS_FILE")
DATABASES = {"default": environment.database(environment.text("DATABASE"))}
ALLOWED_HOSTS = environment.words("HOSTS")
if not ALLOWED_HOSTS:
    raise environment.BadSetting("INGANG_HOSTS must name the hosts that are served")
YOUTH_HOST = environment.host("YOUTH_HOST", hosts=ALLOWED_HOSTS)
ALLOWED_HOSTS += [YOUTH_HOST.partition(":")[0]] if YOUTH_HOST else []

SECURE_SSL_REDIRECT = environment.flag("SSL_REDIRECT", True)
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_HSTS_SECONDS = 63_072_000
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SESSION_COOKIE_SECURE = True
SESSION_COOKIE_NAME = "__Host-ingang_session"
LANGUAGE_COOKIE_SECURE = True
