"""Days as people type them into a form, in either calendar."""

from datetime import datetime, timedelta
from typing import Any

from django import forms

from kalantar.kernel.rules import Refused
from kalantar.kernel.text import date_exists, parse_date, start_of_day


class Day(forms.CharField):
    """A day, cleaned to the moment it begins in the service's zone; None where none was typed."""

    after = timedelta(0)

    def clean(self, value: Any) -> datetime | None:
        typed = super().clean(value)
        if not typed:
            return None
        try:
            return start_of_day(parse_date(typed) + self.after)
        except Refused as refused:
            raise forms.ValidationError(str(refused)) from None
        except (OverflowError, ValueError):
            raise forms.ValidationError(str(date_exists.refuse())) from None


class LastDay(Day):
    """The day that still counts, cleaned to the moment after it."""

    after = timedelta(days=1)
