"""Passwords: judged by Django's validators in our words, kept as its hash."""

import secrets

from django.contrib.auth.hashers import make_password
from django.contrib.auth.password_validation import (
    CommonPasswordValidator,
    MinimumLengthValidator,
    NumericPasswordValidator,
    UserAttributeSimilarityValidator,
    validate_password,
)
from django.core.exceptions import ValidationError
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from kalantar.kernel.action import Minted
from kalantar.kernel.text import digits_for
from kalantar.people.models import User
from kalantar.people.rules import password_is_strong

# Letters and digits nobody confuses when a password is read out from paper.
_CLEAR = "abcdefghjkmnpqrstuvwxyz23456789"


class _Said:
    """What a password has to be, said the same beside the field and where one is refused."""

    words: object = ""

    def get_help_text(self) -> str:
        return str(self.words)

    def get_error_message(self) -> str:
        return self.get_help_text()


class LongEnough(_Said, MinimumLengthValidator):
    def get_help_text(self) -> str:
        said = gettext("Use at least %(number)s characters.") % {"number": self.min_length}
        return digits_for(get_language() or "en", said)


class UnlikeOneself(_Said, UserAttributeSimilarityValidator):
    words = _("Leave out your name, personnel number and phone number.")


class NotEverybodys(_Said, CommonPasswordValidator):
    words = _("Do not take one that many people use.")


class NotDigitsAlone(_Said, NumericPasswordValidator):
    words = _("Do not make it of digits alone.")


def hash_of(password: str, person: User | None = None) -> Minted:
    """The hash to keep; Refused with the reasons when the password is easy to guess."""
    try:
        validate_password(password, person)
    except ValidationError as weak:
        raise password_is_strong.refuse(reasons=" ".join(weak.messages)) from None
    return Minted(make_password(password))


def no_password() -> Minted:
    """What is kept of somebody who has none yet: nothing that is typed fits it."""
    return Minted(make_password(None))


def one_time_password() -> str:
    """A password to hand over in person: 4 groups of 5, about 98 bits."""
    groups = ["".join(secrets.choice(_CLEAR) for _ in range(5)) for _ in range(4)]
    return "-".join(groups)
