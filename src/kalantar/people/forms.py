"""The sign-in form, which understands the digits people type."""

from typing import Any

from allauth.account.forms import ChangePasswordForm, LoginForm
from django.utils.translation import gettext_lazy as _

from kalantar.kernel.text import to_latin_digits


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
            "password1": _("New password"),
            "password2": _("New password again"),
        }
        for name, label in labels.items():
            kept = {"autocomplete": self.fields[name].widget.attrs.get("autocomplete", "")}
            self.fields[name].label, self.fields[name].widget.attrs = label, kept | {"dir": "ltr"}
