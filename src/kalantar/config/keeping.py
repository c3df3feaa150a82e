"""How long is kept what need not be kept for ever, in days, by environment variable."""

import os
from datetime import timedelta

from django.core.exceptions import ImproperlyConfigured


def days(variable: str, *, usually: int, at_least: int = 1) -> timedelta:
    """The period ``variable`` names, or the usual one. Raises ImproperlyConfigured for nonsense:
    a period of no days would forget what is still needed."""
    said = os.environ.get(variable, "").strip() or str(usually)
    if not said.isdecimal() or not at_least <= int(said) <= 36_500:
        raise ImproperlyConfigured(
            f"{variable} is a whole number of days, at least {at_least}; it says “{said}”."
        )
    return timedelta(days=int(said))
