"""The forms of signing in, in our words; they understand the digits people type."""

from typing import Any

from allauth.account.forms import ChangePasswordForm, LoginForm, ReauthenticateForm
from allauth.mfa.base import forms as factor
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm
from django import forms
from django.contrib.auth.base_user import AbstractBaseUser
from django.utils.translation import gettext_lazy as _

from kalantar.kernel.actor import system
from kalantar.kernel.text import to_latin_digits
from kalantar.people import actions
from kalantar.people.models import User


class SignInForm(LoginForm):  # type: ignore[misc]
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        number, password = self.fields["login"], self.fields["password"]
        number.label, password.label = _("Personnel number"), _("Password")
        number.widget.attrs = {"autocomplete": "username webauthn", "dir": "ltr", "autofocus": True}
        password.widget.attrs = {"autocomplete": "current-password", "dir": "ltr"}
        password.help_text = ""

    def clean_login(self) -> str:
        return to_latin_digits(super().clean_login()).lower()


class PasswordForm(ChangePasswordForm):  # type: ignore[misc]
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        labels = {
            "oldpassword": _("Present password"),
            "password1": _("The new password"),
            "password2": _("The new password again"),
        }
        for name, label in labels.items():
            field = self.fields[name]
            kept = {"autocomplete": field.widget.attrs.get("autocomplete", "")}
            field.label, field.widget.attrs = label, kept | {"dir": "ltr"}


class PasswordAgainForm(ReauthenticateForm):  # type: ignore[misc]
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password"].label = _("Password")
        self.fields["password"].widget.attrs = {"autocomplete": "current-password", "dir": "ltr"}


class _Code(forms.Form):
    """One field of a few digits, in whichever digits; wrong ones of a known person are recorded."""

    user: AbstractBaseUser

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].label = _("Code")
        self.fields["code"].widget.attrs = {
            "autocomplete": "one-time-code",
            "inputmode": "numeric",
            "class": "one-time",
            "autofocus": True,
        }

    def clean_code(self) -> str:
        self.cleaned_data["code"] = to_latin_digits(self.cleaned_data["code"]).strip()
        return str(super().clean_code())  # type: ignore[misc]

    def _emit_authentication_failed(self, authenticator: Any) -> None:
        assert isinstance(self.user, User)
        actions.note_failed_sign_in(user=self.user.id, step="second_factor", by=system())


class CodeForm(_Code, factor.AuthenticateForm):  # type: ignore[misc]
    """The code asked after the password."""


class CodeAgainForm(_Code, factor.ReauthenticateForm):  # type: ignore[misc]
    """The code asked again before something sensitive."""


class SetUpAppForm(_Code, ActivateTOTPForm):  # type: ignore[misc]
    """The first code shows that the app was set up."""


class PasskeyForm(AddWebAuthnForm):  # type: ignore[misc]
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].label = _("Name of the passkey")
        alone = self.fields["passwordless"]
        alone.label, alone.initial = _("Sign in with it alone, without a password"), True
        alone.help_text = _("The device then asks for your fingerprint, face or PIN each time.")
