"""What is the same everywhere. Safe defaults; what a deployment must decide is read from the environment."""

from pathlib import Path
from typing import Any

from csp.constants import NONE, SELF

from ingang.project import logs
from ingang.project.services import REGISTRY
from ingang.project.settings import environment
from ingang.project.settings.issuers import own_pages

ROOT = Path(__file__).resolve().parents[3]
VAR = Path(environment.text("VAR", str(ROOT / "var")))

SECRET_KEY = ""
DEBUG = False
INGANG_DEMONSTRATION = False
ALLOWED_HOSTS = environment.words("HOSTS", "localhost,127.0.0.1,[::1]")
# The site for the young may have a host of its own, which is served beside the others.
YOUTH_HOST = environment.host("YOUTH_HOST", hosts=ALLOWED_HOSTS)
ALLOWED_HOSTS += [YOUTH_HOST.partition(":")[0]] if YOUTH_HOST else []
DATABASES = {"default": environment.database(environment.text("DATABASE", f"sqlite:{VAR / 'ingang.sqlite3'}"))}

# The role that serves; the owner, who migrates, gives it its rights after each migration (PostgreSQL only).
DATABASE_APP_ROLE = environment.text("DATABASE_APP_ROLE", "ingang_app")

# What the serving role may add to and read, but never change; the partitions of a table follow it.
APPEND_ONLY_TABLES = ("audit_auditevent", "audit_shownperson", "audit_seal")

# The audit log's seals (architecture section 6). Former keys are public keys of secrets that were replaced.
AUDIT_SEAL_SECRET = ""
AUDIT_FORMER_KEYS = environment.words("AUDIT_FORMER_KEYS")
AUDIT_ROOTS_FILE = environment.text("AUDIT_ROOTS_FILE", str(VAR / "audit-roots.jsonl"))
AUDIT_ROOTS_MAIL = environment.words("AUDIT_ROOTS_MAIL")

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "django_linear_migrations",
    "django_q",
    "csp",
    "ingang.project.apps.ProjectConfig",
    "ingang.ui.apps.UiConfig",
    *(app for service in REGISTRY.services for app in (service.app, *service.apps) if app),
]

MIDDLEWARE = [
    "ingang.project.requests.RequestMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "ingang.project.youth.YouthHostMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django_permissions_policy.PermissionsPolicyMiddleware",
    "ingang.project.policy.ContentPolicyMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "ingang.project.interfaces.InterfaceMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "ingang.project.language.LanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "ingang.foundation.identity.middleware.ActorMiddleware",
    "ingang.foundation.access.viewer.ViewerMiddleware",
    "ingang.foundation.access.middleware.RefusalMiddleware",
]

ROOT_URLCONF = "ingang.project.urls"
WSGI_APPLICATION = "ingang.project.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "ingang.ui.context.page",
                *(part.on_every_page for part in REGISTRY.services if part.on_every_page),
            ],
            "builtins": [
                "django.templatetags.i18n",
                "django.templatetags.static",
                "ingang.foundation.identity.templatetags.forms",
            ],
        },
    }
]

AUTH_USER_MODEL = "identity.Account"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Connectors are no Django apps, but what they say to people is translated like everything else.
LOCALE_PATHS = [ROOT / "ingang" / "connectors" / "locale"]

LANGUAGE_CODE = "sv"
LANGUAGES = [("sv", "Svenska"), ("en", "English")]
LANGUAGE_COOKIE_NAME = "ingang_language"
LANGUAGE_COOKIE_SAMESITE = "Lax"
TIME_ZONE = "Europe/Stockholm"
USE_TZ = True
USE_I18N = True

# Wagtail would remember the sizes of pictures in each process by itself, and not hear of what another deletes.
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},
    "renditions": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"},
}

# Pictures, films and sound of the public texts: readable by everybody, under the digest of their bytes.
MEDIA_URL = "/media/"
MEDIA_ROOT = environment.text("MEDIA_FOLDER", str(VAR / "media"))
MEDIA_QUOTA_MB = environment.number("MEDIA_QUOTA_MB", 5000)
FILE_UPLOAD_PERMISSIONS = 0o644

STATIC_URL = "/static/"
STATIC_ROOT = VAR / "static"
STORAGES = {
    "default": {"BACKEND": "ingang.services.content.media.storage.ByContent"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
    # Files that people send each other: readable by nobody but our own user, and at no address.
    "documents": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {
            "location": environment.text("DOCUMENTS_FOLDER", str(VAR / "documents")),
            "base_url": None,
            "file_permissions_mode": 0o600,
            "directory_permissions_mode": 0o700,
        },
    },
}

# Cookies: __Host- needs https, which the demonstration on localhost does not have; production sets it.
SESSION_ENGINE = "ingang.foundation.identity.browser_sessions"
SESSION_COOKIE_NAME = "ingang_session"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_USE_SESSIONS = True
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True

# Streams have a process of their own. Behind a proxy they share the pages' origin and both of these stay empty.
STREAM_ORIGIN = environment.text("STREAM_ORIGIN", "")
PAGES_ORIGIN = environment.text("PAGES_ORIGIN", "")

# e-ID issuers, as a JSON list: see foundation.identity.issuers. Their own pages are where log-in forms may lead.
INGANG_ISSUERS: list[dict[str, Any]] = environment.listing("ISSUERS")
ALLOWS_TEST_NUMBERS = False

# Outside systems that care givers let in to their own records, as a JSON list: see foundation.identity.systems.
FHIR_SYSTEMS: list[dict[str, Any]] = environment.listing("FHIR_SYSTEMS")
# The care givers' systems that the journal asks are rows; what proves who we are to each is here, as a JSON list of
# objects with `code` and, as the agreement says, `token` or `ca_bundle`, `certificate` and `key` (paths); for service
# contracts also `consumer` (our HSA-id there), `contracts` (which it answers by; all) and `agreement`.
JOURNAL_SYSTEMS: list[dict[str, Any]] = environment.listing("JOURNAL_SYSTEMS")
# Likewise what proves who we are to care givers' log services: `code`, `consumer`, `ca_bundle`, `certificate`, `key`.
LOG_SERVICES: list[dict[str, Any]] = environment.listing("LOG_SERVICES")
JOURNAL_CONNECT_SECONDS = environment.number("JOURNAL_CONNECT_SECONDS", 2)
JOURNAL_SOURCE_SECONDS = environment.number("JOURNAL_SOURCE_SECONDS", 27)
# How often each process writes how the systems that it asked have fared; 0: never by itself.
SYSTEMS_WRITE_SECONDS = environment.number("SYSTEMS_WRITE_SECONDS", 5)
# The national engagement index, or a regional one. Readers wait for its answer before systems that tell it are asked:
# so many seconds, far less than the 20 that it may take; then all are asked. Without an address all are asked at once.
ENGAGEMENT_INDEX: dict[str, Any] = {
    "URL": environment.text("ENGAGEMENT_INDEX_URL", ""),
    "LOGICAL_ADDRESS": environment.text("ENGAGEMENT_INDEX_LOGICAL_ADDRESS", ""),
    "OWN_ADDRESS": environment.text("ENGAGEMENT_INDEX_OWN_ADDRESS", ""),
    "CONSUMER": environment.text("ENGAGEMENT_INDEX_CONSUMER", ""),
    "CA_BUNDLE": environment.text("ENGAGEMENT_INDEX_CA_BUNDLE", ""),
    "CERTIFICATE": environment.text("ENGAGEMENT_INDEX_CERTIFICATE", ""),
    "KEY": environment.text("ENGAGEMENT_INDEX_KEY", ""),
    "SECONDS": environment.number("ENGAGEMENT_INDEX_SECONDS", 2),
    # Who may notify us: the SHA-256 fingerprint of its client certificate, which our proxy checks and names.
    "CALLER": environment.text("ENGAGEMENT_INDEX_CALLER", ""),
}
# The file of the directory of units, which a job imports when it has changed.
DIRECTORY_FILE = environment.text("DIRECTORY_FILE", "")
# The directory by its national service contracts: where it is, who we are to it, which care givers are asked about
# (with spaces between; all that the catalogue knows where there are none), and after how many hours again. And who may
# ask us by the same contracts: our own logical address, and the fingerprints of the certificates.
DIRECTORY: dict[str, Any] = {
    "URL": environment.text("DIRECTORY_URL", ""),
    "LOGICAL_ADDRESS": environment.text("DIRECTORY_LOGICAL_ADDRESS", ""),
    "CONSUMER": environment.text("DIRECTORY_CONSUMER", ""),
    "CA_BUNDLE": environment.text("DIRECTORY_CA_BUNDLE", ""),
    "CERTIFICATE": environment.text("DIRECTORY_CERTIFICATE", ""),
    "KEY": environment.text("DIRECTORY_KEY", ""),
    "SECONDS": environment.number("DIRECTORY_SECONDS", 10),
    "CARE_GIVERS": environment.text("DIRECTORY_CARE_GIVERS", ""),
    "HOURS": environment.number("DIRECTORY_HOURS", 8),
    "OWN_ADDRESS": environment.text("DIRECTORY_OWN_ADDRESS", ""),
    "CALLERS": environment.text("DIRECTORY_CALLERS", ""),
}
# Who answers questions about the open data, by mail; told to data portals where it is given.
OPEN_DATA_MAIL = environment.text("OPEN_DATA_MAIL", "")
# Whether a job tries the web addresses that units tell of: it reaches out to addresses that come from outside.
TRY_LINKS = environment.flag("TRY_LINKS", False)
# Pages that grow for readers without scripts hold a thread each: so many at once in each process.
JOURNAL_GROWING_PAGES = environment.number("JOURNAL_GROWING_PAGES", 2)

# Public pages as finished bytes: how often each process asks whether something has changed (0: never by itself), how
# much of them it keeps in memory, and how much lies on disk for when the database is away.
PUBLISHED_LOOK_SECONDS = environment.number("PUBLISHED_LOOK_SECONDS", 1)
PUBLISHED_MEMORY_MB = environment.number("PUBLISHED_MEMORY_MB", 128)
PUBLISHED_DISK_MB = environment.number("PUBLISHED_DISK_MB", 1024)
PUBLISHED_FOLDER = environment.text("PUBLISHED_FOLDER", str(VAR / "published"))

# The care givers, by HSA-id, whose editors tell the whole country something on every page.
NATIONAL_CARE_GIVERS = environment.words("NATIONAL_CARE_GIVERS")

# How many proxies of our own stand in front: that many entries of X-Forwarded-For are believed.
PROXIES = environment.number("PROXIES", 0)

# How many log-ins may be begun, per address (many people share one) and per browser, within the minutes.
LOG_IN_STARTS_MINUTES = environment.number("LOG_IN_STARTS_MINUTES", 10)
LOG_IN_STARTS_PER_ADDRESS = environment.number("LOG_IN_STARTS_PER_ADDRESS", 300)
LOG_IN_STARTS_PER_BROWSER = environment.number("LOG_IN_STARTS_PER_BROWSER", 20)

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "media-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF, *([STREAM_ORIGIN] if STREAM_ORIGIN else [])],
        "manifest-src": [SELF],
        "form-action": [SELF, *own_pages(INGANG_ISSUERS)],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
PERMISSIONS_POLICY: dict[str, list[str]] = {
    # Hitta vård asks for the place when somebody presses for it, and sends a municipality alone.
    "geolocation": ["self"],
    **{feature: [] for feature in ("camera", "microphone", "payment", "usb", "interest-cohort")},
}

# A job that takes longer is killed; one whose worker was killed comes back after the retry's time.
JOB_SECONDS = 120
Q_CLUSTER = {
    "name": "ingang",
    "orm": "default",
    "workers": 1,
    "poll": 0.5,
    "timeout": JOB_SECONDS,
    "retry": JOB_SECONDS + 60,
    "max_attempts": 5,
    "ack_failures": False,
    "catch_up": False,
    "save_limit": 1000,
    "log_level": "WARNING",
}

# What editors write with, under /redaktor/. Accounts, passwords and log-ins are the house's own, and nothing there
# asks another host.
WAGTAIL_SITE_NAME = "Ingång"
# Addresses of texts are written in a to z, also where the title has å, ä and ö.
WAGTAIL_ALLOW_UNICODE_SLUGS = False
WAGTAILADMIN_BASE_URL = PAGES_ORIGIN
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False
WAGTAIL_PASSWORD_RESET_ENABLED = False
WAGTAILUSERS_PASSWORD_ENABLED = False
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_I18N_ENABLED = False
WAGTAIL_MODERATION_ENABLED = False
# Nobody chooses another time of day than that in which texts are published.
WAGTAIL_USER_TIME_ZONES = [TIME_ZONE]
WAGTAIL_WORKFLOW_CANCEL_ON_PUBLISH = True
WAGTAILADMIN_PERMITTED_LANGUAGES = LANGUAGES
WAGTAILIMAGES_IMAGE_MODEL = "content.Picture"
WAGTAILIMAGES_IMAGE_FORM_BASE = "ingang.services.content.editing.uploads.PictureForm"
WAGTAILIMAGES_FORMAT_CONVERSIONS = {"webp": "webp"}
WAGTAILDOCS_DOCUMENT_MODEL = "content.Recording"
WAGTAILDOCS_DOCUMENT_FORM_BASE = "ingang.services.content.editing.uploads.RecordingForm"
WAGTAILDOCS_SERVE_METHOD = "direct"
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database"}}
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

# Brand pack: "neutral" needs nothing; "1177" needs the region's decision that entitles to it.
INGANG_BRAND = environment.text("BRAND", "neutral")
INGANG_BRAND_DECISION = environment.text("BRAND_DECISION", "")
CSRF_FAILURE_VIEW = "ingang.ui.views.csrf_failure"
INGANG_QUICK_EXIT_URL = environment.text("QUICK_EXIT_URL", "https://www.smhi.se/")

# Sessions (records-identity-law 7, flows 2): minutes.
SESSION_IDLE_MINUTES = environment.number("SESSION_IDLE_MINUTES", 30)
STAFF_SESSION_IDLE_MINUTES = environment.number("STAFF_SESSION_IDLE_MINUTES", 15)
SESSION_WARNING_MINUTES = environment.number("SESSION_WARNING_MINUTES", 5)
SESSION_ABSOLUTE_MINUTES = environment.number("SESSION_ABSOLUTE_MINUTES", 480)

# Notices by mail, SMS and push. Without a host, or a key, a channel does not exist: its notices are stopped, and that
# is seen.
MAIL = {
    "HOST": environment.text("MAIL_HOST", ""),
    "PORT": environment.number("MAIL_PORT", 587),
    "SENDER": environment.text("MAIL_SENDER", ""),
    "DOMAIN": environment.text("MAIL_DOMAIN", "localhost"),
    "STARTTLS": environment.flag("MAIL_STARTTLS", True),
    "CA_BUNDLE": environment.text("MAIL_CA_BUNDLE", ""),
    "USERNAME": environment.text("MAIL_USERNAME", ""),
    "PASSWORD": environment.text("MAIL_PASSWORD", ""),
}
SMS = {
    "HOST": environment.text("SMS_HOST", ""),
    "PORT": environment.number("SMS_PORT", 2775),
    "SYSTEM_ID": environment.text("SMS_SYSTEM_ID", ""),
    "PASSWORD": environment.text("SMS_PASSWORD", ""),
    "SOURCE": environment.text("SMS_SOURCE", ""),
}

# The population register by the national personal data service. Without an address what was imported is all there is.
POPULATION_REGISTER = {
    "URL": environment.text("POPULATION_REGISTER_URL", ""),
    "LOGICAL_ADDRESS": environment.text("POPULATION_REGISTER_LOGICAL_ADDRESS", ""),
    "CONSUMER": environment.text("POPULATION_REGISTER_CONSUMER", ""),
    "CA_BUNDLE": environment.text("POPULATION_REGISTER_CA_BUNDLE", ""),
    "CERTIFICATE": environment.text("POPULATION_REGISTER_CERTIFICATE", ""),
    "KEY": environment.text("POPULATION_REGISTER_KEY", ""),
    "CONNECT_SECONDS": environment.number("POPULATION_REGISTER_CONNECT_SECONDS", 2),
    "READ_SECONDS": environment.number("POPULATION_REGISTER_READ_SECONDS", 5),
}

# For how long a worker has notices in hand: what a killed one left is taken up by another after that.
NOTICE_LEASE_SECONDS = environment.number("NOTICE_LEASE_SECONDS", 120)

# Push notices: our key (32 secret bytes in base64url), where push services reach us, and which services we know.
# A browser tells us where to send: to other hosts than these nothing is ever sent.
PUSH = {
    "KEY": environment.text("PUSH_KEY", ""),
    "CONTACT": environment.text("PUSH_CONTACT", ""),
    "HOSTS": environment.words(
        "PUSH_HOSTS", "fcm.googleapis.com,push.services.mozilla.com,push.apple.com,notify.windows.com"
    ),
    "CA_BUNDLE": environment.text("PUSH_CA_BUNDLE", ""),
}

# The virus scanner, as `tcp:HOST:PORT` or `unix:/run/clamd.sock`. Without one every file waits, and that is seen.
CLAMD = {
    "ADDRESS": environment.text("CLAMD_ADDRESS", ""),
    "SECONDS": environment.number("CLAMD_SECONDS", 20),
}

# Lines on standard error, for whatever collects them; personal data never reaches them.
LOGGING = logs.configuration(level=environment.text("LOG_LEVEL", "INFO"))

DATA_UPLOAD_MAX_MEMORY_SIZE = 2_500_000
# An article of many chapters is a form of thousands of fields, and must not be refused with all that was written.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5_000
DATA_UPLOAD_MAX_NUMBER_FILES = 25
FILE_UPLOAD_HANDLERS = [
    "ingang.foundation.documents.uploads.LimitedUpload",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]
