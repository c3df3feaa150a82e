"""Settings of signing in: password and second factor, passkeys, sessions, limits on attempts."""

import os

from kalantar.config import given

AUTH_USER_MODEL = "people.User"
AUTHENTICATION_BACKENDS = ["kalantar.people.backend.Backend"]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
SIGN_IN_NOT_NEEDED = ("/language/", "/theme/", "/api/")  # the API asks for tokens itself

# Memory-hard and in Python itself; the password check is the only thing here meant to be slow.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.ScryptPasswordHasher"]
_OURS = "kalantar.people.passwords."
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"{_OURS}LongEnough", "OPTIONS": {"min_length": 12}},
    {
        "NAME": f"{_OURS}UnlikeOneself",
        "OPTIONS": {"user_attributes": ("username", "name_fa", "name_en", "phone")},
    },
    {"NAME": f"{_OURS}NotEverybodys"},
    {"NAME": f"{_OURS}NotDigitsAlone"},
]

SESSION_COOKIE_AGE = 12 * 3600  # the longest shift; then one signs in again
SESSION_EXPIRE_AT_BROWSER_CLOSE = True

ACCOUNT_ADAPTER = "kalantar.people.adapter.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_USER_MODEL_EMAIL_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_PRESERVE_USERNAME_CASING = False
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_REDIRECT_URL = LOGIN_URL
ACCOUNT_FORMS = {
    "login": "kalantar.people.forms.SignInForm",
    "change_password": "kalantar.people.forms.PasswordForm",
    "reauthenticate": "kalantar.people.forms.PasswordAgainForm",
}
# A whole room signs in from one address at the change of shifts; one account is guessed from many.
ACCOUNT_RATE_LIMITS = {
    "login": "240/m/ip",
    "login_failed": "60/m/ip,5/5m/key",
    "change_password": "5/m/user",
    "reauthenticate": "10/m/user",
}
ALLAUTH_TRUSTED_PROXY_COUNT = given.whole_number(
    "KALANTAR_PROXIES", usually=0, at_least=0, at_most=100
)

MFA_ADAPTER = "kalantar.people.second_factor.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_PASSKEY_SIGNUP_ENABLED = False
MFA_RATE_LIMITS = {"webauthn_login": "240/m/ip"}
MFA_TOTP_TOLERANCE = 1  # half a minute either way, for clocks that differ
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_FORMS = {
    "authenticate": "kalantar.people.forms.CodeForm",
    "reauthenticate": "kalantar.people.forms.CodeAgainForm",
    "activate_totp": "kalantar.people.forms.SetUpAppForm",
    "add_webauthn": "kalantar.people.forms.PasskeyForm",
}

# Attempts are counted in the database, because several processes and machines answer.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "people_attempts",
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    }
}


def second_factor_required(hosts: list[str]) -> bool:
    """Always, but for a demonstration that nobody outside this machine can reach (ADR 0011)."""
    loopback = {"localhost", "127.0.0.1", "[::1]"}
    return os.environ.get("KALANTAR_DEMO") != "1" or not set(hosts) <= loopback
