"""Days as people type them into a form, in either calendar."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _

from kalantar.kernel.rules import Refused
from kalantar.kernel.text import (
    date_exists,
    normalise,
    parse_date,
    start_of_day,
    to_latin_digits,
)
from kalantar.kernel.text.calendar import local


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


class OnDay(Day):
    """A day, cleaned to itself."""

    def clean(self, value: Any) -> date | None:  # type: ignore[override]
        begins = super().clean(value)
        return local(begins).date() if begins else None


class LastDay(Day):
    """The day that still counts, cleaned to the moment after it."""

    after = timedelta(days=1)


class TimeOfDay(forms.CharField):
    """An hour and a minute as people type them, ``۱۶:۳۰`` or ``16.30``; None where none was typed."""

    def __init__(self, **kwargs: Any) -> None:
        box = forms.TextInput({"dir": "ltr", "inputmode": "numeric", "autocomplete": "off"})
        super().__init__(max_length=20, widget=box, **kwargs)

    def clean(self, value: Any) -> time | None:
        typed = to_latin_digits(normalise(super().clean(value)))
        if not typed:
            return None
        hour, _colon, minute = typed.replace(".", ":").partition(":")
        try:
            return time(int(hour), int(minute or 0))
        except ValueError:
            raise forms.ValidationError(_("Write a time such as 16:30.")) from None


def moment_at(day: date, at: time) -> datetime:
    """That time of the day on the service's clock, in UTC."""
    here = datetime.combine(day, at, tzinfo=timezone.get_current_timezone())
    return here.astimezone(UTC)
