"""Settings: everything a server is told comes by environment or by a file under KALANTAR_HOME."""

import os
from pathlib import Path

from kalantar.config import given, logs
from kalantar.config.database import database_settings
from kalantar.config.proxy import https_settings
from kalantar.config.quiet_hours import quiet_hours
from kalantar.config.sealing import sealing_keys
from kalantar.config.secret import secret_key
from kalantar.config.sign_in import *  # noqa: F403
from kalantar.config.sign_in import ALLAUTH_TRUSTED_PROXY_COUNT, second_factor_required

ROOT = Path(__file__).resolve().parents[3]
HOME = Path(os.environ.get("KALANTAR_HOME", ROOT / ".kalantar")).resolve()

SECRET_KEY = secret_key(HOME)
SEALING_KEYS = sealing_keys(HOME)
DEBUG = False
ALLOWED_HOSTS = given.hosts("KALANTAR_HOSTS", usually="localhost,127.0.0.1,[::1]")
HTTPS = given.yes("KALANTAR_HTTPS")
SECOND_FACTOR_REQUIRED = second_factor_required(ALLOWED_HOSTS)

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "procrastinate.contrib.django",
    "kalantar.kernel",
    "kalantar.places",
    "kalantar.people",
    "kalantar.persons",
    "kalantar.message_templates",
    "kalantar.messaging",
    "kalantar.incoming_messages",
    "kalantar.sms_gateway",
    "kalantar.catalogue",
    "kalantar.case_catalogue",
    "kalantar.patrols",
    "kalantar.devices",
    "kalantar.calls",
    "kalantar.call_backs",
    "kalantar.reception",
    "kalantar.incidents",
    "kalantar.dispatch",
    "kalantar.premises_warnings",
    "kalantar.service_levels",
    "kalantar.welfare_checks",
    "kalantar.commands",
    "kalantar.panic_alarms",
    "kalantar.scene_photos",
    "kalantar.cases",
    "kalantar.safe_numbers",
    "kalantar.documents",
    "kalantar.custody",
    "kalantar.old_files",
    "kalantar.saved_searches",
    "kalantar.orders",
    "kalantar.statements",
    "kalantar.tasks",
    "kalantar.outside_referrals",
    "kalantar.notices",
    "kalantar.citizens",
    "kalantar.data_copies",
    "kalantar.papers",
    "kalantar.fronts.base",
    "kalantar.fronts.call_taker",
    "kalantar.fronts.chief",
    "kalantar.fronts.citizen",
    "kalantar.fronts.desk",
    "kalantar.fronts.dispatcher",
    "kalantar.fronts.patrol",
    "kalantar.fronts.administrator",
    "kalantar.fronts.auditor",
    "kalantar.fronts.phone_screen",
    "kalantar.fronts.paper_holder",
    "kalantar.fronts.caller",
    # below ours, so that our templates and our Persian stand before theirs
    "django.contrib.auth",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "django.forms",
    "kalantar.retention",
    "kalantar.caller_links",
    "kalantar.surges",
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"  # with the templates of fronts.base
MIDDLEWARE = [
    "kalantar.people.middleware.RequestId",
    "kalantar.config.api.everywhere.ProblemsEverywhere",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "kalantar.fronts.base.policy.PagePolicy",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "kalantar.people.middleware.Acting",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
ROOT_URLCONF = "kalantar.config.urls"
WSGI_APPLICATION = "kalantar.config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "kalantar.fronts.base.context.frame",
            ],
        },
    }
]

DATABASES = {"default": database_settings(HOME)}
PROCRASTINATE_AUTODISCOVER_MODULE_NAME = "reactions"
PROCRASTINATE_WORKER_DEFAULTS = {
    "concurrency": 3,  # an hourly job that takes its time does not keep the others waiting
    "delete_jobs": "successful",  # what they did stands on the timeline
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# A position is relied on so long: a minute or two, never into another shift.
POSITION_FRESH_S = given.whole_number(
    "KALANTAR_POSITION_FRESH_S", usually=90, at_least=1, at_most=86_400
)

# Who hung up before an answer is to be spoken with so soon; who takes it up is left to it until then.
CALL_BACK_WITHIN_S = given.whole_number(
    "KALANTAR_CALL_BACK_WITHIN_S", usually=300, at_least=30, at_most=86_400
)

# One step of who is told that a unit gives no word has so long to hear it before the next are told.
WELFARE_STEP_S = given.whole_number(
    "KALANTAR_WELFARE_STEP_S", usually=120, at_least=30, at_most=3_600
)

# A phone that was offline comes back, and repeats what it did not hear of, within a month.
KEEP_OPERATIONS = given.days("KALANTAR_KEEP_OPERATIONS_DAYS", usually=30)
# Where a patrol was is asked for when somebody complains of it, and complaints come within weeks; what
# a file needs for longer is taken into the file. It is also where officers were, minute by minute.
KEEP_POSITIONS = given.days("KALANTAR_KEEP_POSITIONS_DAYS", usually=90)
# Of a warning on a place that is over: as long as somebody may complain of what was shown there.
KEEP_WARNINGS = given.days("KALANTAR_KEEP_WARNINGS_DAYS", usually=90)
# Only jobs that failed are left: long enough for somebody to look why.
KEEP_JOBS = given.days("KALANTAR_KEEP_JOBS_DAYS", usually=30)
# A receipt that belongs to no message we know of: operators deliver late, but not that late.
KEEP_STRAY_RECEIPTS = given.days("KALANTAR_KEEP_STRAY_RECEIPTS_DAYS", usually=14)
# Which roles opened somebody's file is told them so much later, lest an inquiry be disturbed by it.
OPENINGS_TOLD_AFTER = given.days("KALANTAR_OPENINGS_TOLD_AFTER_DAYS", usually=30)
# What was printed and can be printed anew: long enough to hand it out, and to load the page again.
KEEP_PAPERS = given.days("KALANTAR_KEEP_PAPERS_DAYS", usually=30)
# Of an old register what was read waits for somebody to say that it comes in: over a holiday.
KEEP_READ_REGISTERS = given.days("KALANTAR_KEEP_READ_REGISTERS_DAYS", usually=7)

QUIET_HOURS = quiet_hours("KALANTAR_QUIET_HOURS", usually="22:00-08:00")  # for what is not urgent

USE_TZ = True
TIME_ZONE = given.time_zone("KALANTAR_TIME_ZONE", usually="Asia/Tehran")
PHONE_REGION = given.region("KALANTAR_PHONE_REGION", usually="IR")  # needs no country code
USE_I18N = True
LANGUAGE_CODE = "fa"
LANGUAGES = [("fa", "فارسی"), ("en", "English")]

STATIC_URL = "/static/"
STATIC_ROOT = HOME / "static"
STATIC_ROOT.mkdir(parents=True, exist_ok=True)
NODE_MODULES = given.folder("KALANTAR_NODE_MODULES", usually=ROOT / "node_modules")

DEVICES_URL = given.address("KALANTAR_DEVICES_URL")  # empty: two ports after the pages'
LIVE_URL = given.address("KALANTAR_LIVE_URL")  # empty: one port after the pages'
CHECK_ORIGIN = given.origin("KALANTAR_CHECK_ORIGIN")  # printed on papers; empty: the page's own
PAGE_ORIGIN = given.origin("KALANTAR_PAGE_ORIGIN")  # empty: one port before the stream's

STATICFILES_FINDERS = [
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
    "kalantar.fronts.base.vendor.VendorFinder",
]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "kalantar.fronts.base.storage.HashedStaticFiles"},
}
WHITENOISE_USE_FINDERS = not (STATIC_ROOT / "staticfiles.json").exists()

LOGGING = logs.LOGGING
logs.configure()

SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
globals().update(
    https_settings(https=HTTPS, proxies=ALLAUTH_TRUSTED_PROXY_COUNT, hosts=ALLOWED_HOSTS)
)
