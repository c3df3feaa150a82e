"""Passwords: judged by Django's validators, kept as its hash."""

import secrets

from django.contrib.auth.hashers import make_password
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from kalantar.kernel.action import Minted
from kalantar.people.models import User
from kalantar.people.rules import password_is_strong

# Letters and digits nobody confuses when a password is read out from paper.
_CLEAR = "abcdefghjkmnpqrstuvwxyz23456789"


def hash_of(password: str, person: User | None = None) -> Minted:
    """The hash to keep; Refused with the reasons when the password is easy to guess."""
    try:
        validate_password(password, person)
    except ValidationError as weak:
        raise password_is_strong.refuse(reasons=" ".join(weak.messages)) from None
    return Minted(make_password(password))


def one_time_password() -> str:
    """A password to hand over in person: 4 groups of 5, about 98 bits."""
    groups = ["".join(secrets.choice(_CLEAR) for _ in range(5)) for _ in range(4)]
    return "-".join(groups)
