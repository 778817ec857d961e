"""One settings file; what differs between installations comes from the environment (docs/operations.md)."""

from pathlib import Path
from typing import Any

from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

from pocplan import env

BASE_DIR = Path(__file__).resolve().parent.parent
STATE_DIR = Path(env.text("POCPLAN_STATE", str(BASE_DIR / "var"))).resolve()

# What this process is: it decides which database logins it is given, and so what it can do at most.
ROLE = env.text("POCPLAN_ROLE", "web")
IS_TEST = ROLE == "test"
DEMO = env.flag("POCPLAN_DEMO")
DEBUG = False
SECRET_KEY = env.text("SECRET_KEY")
ALLOWED_HOSTS = env.text("ALLOWED_HOSTS", "localhost,127.0.0.1,[::1]").split(",")
SITE_ADDRESS = env.text("SITE_ADDRESS", f"http://localhost:{env.text('PORT', '8000')}")
CSRF_TRUSTED_ORIGINS = [SITE_ADDRESS]

INSTALLED_APPS = [
    "pocplan.accounts",
    "pocplan.access",
    "pocplan.jobs",
    "pocplan.journal",
    "pocplan.notices",
    "pocplan.ui",
    "pocplan.people",
    "pocplan.dev",
    "missions",
    "clusters",
    "picture",
    "records",
    "strategies",
    "bodies",
    "leadership",
    "demo",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.admin",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "guardian",
    "rest_framework",
    "drf_spectacular",
    "django_filters",
    "django_celery_beat",
    "django_htmx",
    "django_cotton",
    "csp",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "pocplan.ui.middleware.PrivacyHeaders",
    "pocplan.ui.middleware.CompressPages",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "pocplan.access.middleware.ActorMiddleware",
    "pocplan.ui.middleware.SameHat",
    "pocplan.ui.middleware.LandsSomewhere",
    "pocplan.ui.middleware.SaysTaken",
]

ROOT_URLCONF = "pocplan.urls"
WSGI_APPLICATION = "pocplan.wsgi.application"
FORM_RENDERER = "django.forms.renderers.DjangoTemplates"

TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": False,
        "OPTIONS": {
            "loaders": [
                (
                    "django.template.loaders.cached.Loader",
                    [
                        "django_cotton.cotton_loader.Loader",
                        "django.template.loaders.filesystem.Loader",
                        "django.template.loaders.app_directories.Loader",
                    ],
                )
            ],
            "builtins": ["django_cotton.templatetags.cotton", "django.templatetags.i18n"],
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.template.context_processors.tz",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "pocplan.ui.context.shell",
            ],
        },
    }
]
COTTON_DIR = "components"

# --- Database: a login for each side, none of which owns anything (decisions.md 14, 16) -----------
POCPLAN_DB_PREFIX = env.text("POCPLAN_DB_PREFIX", "pocplan")
_LOGINS: dict[str, dict[str, str]] = {
    "web": {
        "default": "DATABASE_URL",
        "mission": "DATABASE_MISSION_URL",
        "humanitarian": "DATABASE_HUMANITARIAN_URL",
    },
    "worker": {"default": "DATABASE_WORKER_URL"},
    "beat": {"default": "DATABASE_WORKER_URL"},
    "owner": {"default": "DATABASE_OWNER_URL"},
    "auditor": {"default": "DATABASE_AUDITOR_URL"},
}
_LOGINS["test"] = {
    **_LOGINS["web"],
    "worker": "DATABASE_WORKER_URL",
    "owner": "DATABASE_OWNER_URL",
    "auditor": "DATABASE_AUDITOR_URL",
}
if ROLE not in _LOGINS:
    raise ImproperlyConfigured(f"POCPLAN_ROLE must be one of {', '.join(sorted(_LOGINS))}.")
DATABASES = {alias: env.database(name) for alias, name in _LOGINS[ROLE].items()}
DATABASE_ROUTERS = ["pocplan.access.router.SideRouter"]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Who holds a key can bind actors: the web's opens hats of people, the worker's the system's too.
POCPLAN_SEAT_KEY_WEB = env.key("POCPLAN_SEAT_KEY_WEB") if ROLE in ("web", "owner", "test") else ""
POCPLAN_SEAT_KEY_WORKER = env.key("POCPLAN_SEAT_KEY_WORKER") if ROLE not in ("web", "auditor") else ""

# Sign-in limits live here too, so that signing in survives the loss of Redis (decisions.md 24).
CACHES = {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "pocplan_cache"}}

# --- Sign-in --------------------------------------------------------------------------------------
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["pocplan.accounts.backends.HashesOnce"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in ("UserAttributeSimilarityValidator", "MinimumLengthValidator", "CommonPasswordValidator")
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "pocplan.accounts.adapter.InvitedOnly"
ACCOUNT_LOGIN_METHODS = {"username", "email"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_ON_GET = False
# A whole base shares one satellite address: strict by account, generous by address.
ACCOUNT_RATE_LIMITS = {
    "login": "600/m/ip",
    "login_failed": "300/m/ip,8/5m/key",
    "reset_password": "120/m/ip,5/m/key",
    "reset_password_from_key": "120/m/ip",
    "reauthenticate": "20/m/user",
    "change_password": "10/m/user",
}
ALLAUTH_TRUSTED_PROXY_COUNT = int(env.text("TRUSTED_PROXIES", "0"))
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_PASSKEY_SIGNUP_ENABLED = False
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = DEMO or IS_TEST
MFA_TOTP_ISSUER = "pocplan"
MFA_TOTP_TOLERANCE = 1  # a slow link, or a phone whose clock is half a minute off
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_FORMS = {"add_webauthn": "pocplan.accounts.forms.AddPasskey"}
# An organisation's own sign-in; off unless its address is set.
OIDC_SERVER = env.text("OIDC_SERVER", "")
OIDC_APPS = [env.openid_provider()] if OIDC_SERVER else []
SOCIALACCOUNT_ADAPTER = "pocplan.accounts.oidc.InvitedByProvider"
SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"OAUTH_PKCE_ENABLED": True}}
SOCIALACCOUNT_STORE_TOKENS = False
SOCIALACCOUNT_AUTO_SIGNUP = False
GUARDIAN_MONKEY_PATCH_USER = False
ANONYMOUS_USER_NAME = None

CSRF_FAILURE_VIEW = "pocplan.ui.errors.csrf_failed"
SESSION_COOKIE_AGE = 60 * 60 * 12
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SITE_ADDRESS.startswith("https://")
SESSION_COOKIE_HTTPONLY = True
# Nothing leaves this site. "no-referrer" would also make browsers send "Origin: null", and every form would be refused.
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_HSTS_SECONDS = 31_536_000 if SESSION_COOKIE_SECURE else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if ALLAUTH_TRUSTED_PROXY_COUNT else None
X_FRAME_OPTIONS = "DENY"
# A million characters of Arabic are six million bytes in a form; they are refused with a sentence, not cut off.
DATA_UPLOAD_MAX_MEMORY_SIZE = 16 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 12_000  # a release has a choice for each of five thousand comments
FILE_UPLOAD_TEMP_DIR = STATE_DIR / "tmp" if (STATE_DIR / "tmp").is_dir() else None

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "connect-src": [SELF],
        # Browsers hold the answer to a form to this list too, and signing in elsewhere is such an answer.
        "form-action": [SELF, *env.origins("OIDC_SERVER", "OIDC_SIGN_IN")],
        "manifest-src": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    }
}

# --- Words ----------------------------------------------------------------------------------------
LANGUAGE_CODE = "en"
LANGUAGES = [("en", _("English")), ("fr", _("French"))]
LOCALE_PATHS = [BASE_DIR / "locale"]
FORMAT_MODULE_PATH = "pocplan.ui.formats"
USE_I18N = USE_TZ = True
TIME_ZONE = "UTC"

# --- Files ----------------------------------------------------------------------------------------
STATIC_URL = "/static/"
STATIC_ROOT = env.text("STATIC_ROOT", str(STATE_DIR / "static"))
STATICFILES_DIRS = [BASE_DIR / "static"]
WHITENOISE_USE_FINDERS = IS_TEST
_STATIC = "django.contrib.staticfiles.storage.StaticFilesStorage"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": _STATIC if IS_TEST else "pocplan.ui.static_files.Hashed"},
}

# --- Mail -----------------------------------------------------------------------------------------
MAIL_DIR = env.text("POCPLAN_MAIL_DIR", "")
EMAIL_BACKEND = f"django.core.mail.backends.{'filebased' if MAIL_DIR else 'smtp'}.EmailBackend"
EMAIL_FILE_PATH = MAIL_DIR or None
EMAIL_HOST = env.text("EMAIL_HOST", "localhost")
EMAIL_PORT = int(env.text("EMAIL_PORT", "25"))
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = env.text("EMAIL_USER", ""), env.text("EMAIL_PASSWORD", "")
EMAIL_USE_TLS = env.flag("EMAIL_TLS")
EMAIL_TIMEOUT = 15  # a message holds its row for seven turns of this at most, within the worker's 120 s
DEFAULT_FROM_EMAIL = env.text("EMAIL_FROM", "pocplan@localhost")

# --- Work in the background: Celery is a doorbell, the truth is in PostgreSQL ---------------------
REDIS_URL = env.text("REDIS_URL", "redis://localhost:6379/0")
# A socket is written differently by the two libraries: unix:///path?db=1, redis+socket:///path?virtual_host=1
_SOCKET = REDIS_URL.startswith("unix://")
CELERY_BROKER_URL = (
    REDIS_URL.replace("unix://", "redis+socket://", 1).replace("?db=", "?virtual_host=") if _SOCKET else REDIS_URL
)
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_TIMEZONE = "UTC"
CELERY_ENABLE_UTC = True
CELERY_BEAT_SCHEDULE = {
    "invitations": {"task": "pocplan.people.tasks.send_invitations", "schedule": 60.0},
    "rounds": {"task": "strategies.tasks.close_rounds", "schedule": 300.0},
    "events": {"task": "pocplan.notices.tasks.plan", "schedule": 30.0, "options": {"expires": 30}},
    "reviews": {"task": "strategies.tasks.remind_of_reviews", "schedule": 900.0, "options": {"expires": 900}},
    "handovers": {"task": "pocplan.people.tasks.remind_of_handovers", "schedule": 900.0, "options": {"expires": 900}},
    "dues": {"task": "bodies.tasks.remind_of_dues", "schedule": 900.0, "options": {"expires": 900}},
    "digests": {"task": "pocplan.notices.tasks.digest", "schedule": 300.0, "options": {"expires": 300}},
    "outbox": {"task": "pocplan.notices.tasks.send", "schedule": 60.0, "options": {"expires": 60}},
    # Each hour, so that a day with an outage is not left out; what is kept already is not written again.
    "heads": {"task": "pocplan.journal.tasks.publish", "schedule": 3600.0, "options": {"expires": 3600}},
    "files of events": {
        "task": "missions.tasks.take_in_waiting_events",
        "schedule": 60.0,
        "options": {"expires": 60},
    },
    "old files": {"task": "pocplan.jobs.tasks.sweep_files", "schedule": 3600.0, "options": {"expires": 3600}},
    "word files": {"task": "strategies.tasks.read_waiting_files", "schedule": 60.0},
    "files that came back": {
        "task": "strategies.tasks.take_back_waiting_files",
        "schedule": 60.0,
        "options": {"expires": 60},
    },
    "files": {"task": "strategies.tasks.write_waiting_files", "schedule": 60.0, "options": {"expires": 60}},
}
CELERY_BEAT_SCHEDULER = "django_celery_beat.schedulers:DatabaseScheduler"
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_TRANSPORT_OPTIONS = {"socket_timeout": 3, "socket_connect_timeout": 3}
DJANGO_CELERY_BEAT_TZ_AWARE = True

# --- What leaves the database each day (decisions.md 27) ---------------------------------------------
HEADS_DIR = env.text("POCPLAN_HEADS_DIR", str(STATE_DIR / "log" / "heads"))
HEADS_TO = [one.strip() for one in env.text("POCPLAN_HEADS_TO", "").split(",") if one.strip()]

# --- Rules that an installation sets -----------------------------------------------------------------
POCPLAN_WINDOW_FLOOR = int(env.text("POCPLAN_WINDOW_FLOOR", "5"))  # working days that a round leaves at least

# --- API ------------------------------------------------------------------------------------------
REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": [
        "pocplan.access.rest.authentication.TokenAuthentication",
        "rest_framework.authentication.SessionAuthentication",
    ],
    "DEFAULT_PERMISSION_CLASSES": ["pocplan.access.rest.authentication.IsActing"],
    "DEFAULT_PAGINATION_CLASS": "pocplan.access.rest.pages.Pages",
    "EXCEPTION_HANDLER": "pocplan.access.rest.errors.answer",
    # OPTIONS would describe forms with their choices; the schema says the same for everybody.
    "DEFAULT_METADATA_CLASS": None,
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["pocplan.access.rest.bodies.Bodies"],
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
}
SPECTACULAR_SETTINGS = {
    "TITLE": "pocplan",
    "VERSION": "1",
    "SERVE_INCLUDE_SCHEMA": False,
    "SCHEMA_PATH_PREFIX": "/api/v1",
    "ENUM_NAME_OVERRIDES": {
        "PositionWordEnum": "strategies.enums.rounds.PositionWord",
        "DispositionWordEnum": "strategies.enums.rounds.DispositionWord",
        "RoundStateEnum": "strategies.enums.rounds.RoundState",
        "VersionStateEnum": "strategies.enums.text.VersionState",
        "SectionStateEnum": "strategies.enums.text.SectionState",
        "FacilityKindEnum": "missions.enums.places.FacilityKind",
        "IncidentKindEnum": "missions.enums.incidents.IncidentKind",
        "SourceTypeEnum": "missions.enums.incidents.SourceType",
        "JudgementEnum": "missions.enums.incidents.Finding",
        "ComponentEnum": "missions.enums.ComponentKind",
        "ActorKindEnum": "picture.enums.actors.ActorKind",
        "TristateEnum": "picture.enums.actors.Tristate",
        "ThreatStateEnum": "picture.enums.threats.ThreatState",
        "HotspotStateEnum": "picture.enums.hotspots.HotspotState",
        "HotspotStepEnum": "picture.enums.hotspots.HotspotStep",
        "EffortStateEnum": "picture.enums.hotspots.EffortState",
        "GradeEnum": "picture.enums.protection.Grade",
        "DecidedEnum": "picture.enums.protection.Decided",
        "AlertStateEnum": "picture.enums.alerts.AlertState",
        "AlertStepEnum": "picture.enums.alerts.AlertStep",
        "SupportKindEnum": "records.enums.cases.SupportKind",
        "CaseStateEnum": "records.enums.cases.CaseState",
        "MonitoringEnum": "records.enums.cases.MonitoringFinding",
        "ParticipantKindEnum": "records.enums.visits.PartKind",
        "VisitStateEnum": "records.enums.visits.VisitState",
        "RecordActionStateEnum": "records.enums.visits.ActionState",
        "MomentKindEnum": "records.enums.reviews.MomentKind",
        "LookedAtEnum": "records.enums.reviews.LookedAt",
        "BodyStateEnum": "bodies.enums.BodyState",
        "MeetingStateEnum": "bodies.enums.MeetingState",
        "AgendaItemKindEnum": "bodies.enums.ItemKind",
        "BodyDecisionKindEnum": "bodies.enums.DecisionKind",
        "BodyActionStateEnum": "bodies.enums.ActionState",
        "DecisionOutcomeEnum": "bodies.enums.Outcome",
    },
}

# Logs carry ids and never what people wrote: no request bodies, no SQL, no local variables, no words of errors.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {"class": "pocplan.logs.Discreet", "format": "{asctime} {levelname} {name} {message}", "style": "{"}
    },
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": "INFO"},
    "loggers": {
        # Django's own handler would mail the request, the settings and all variables to administrators.
        "django": {"handlers": [], "level": "INFO"},
        "django.server": {"level": "ERROR"},
        "django.db.backends": {"level": "WARNING"},
    },
}
SILENCED_SYSTEM_CHECKS = ["guardian.W001"]  # rights are asked per post, never through user.has_perm
