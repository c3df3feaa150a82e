"""What happened hour by hour: the hours of the service's clock, and the one a moment falls into."""

from datetime import datetime, timedelta

from django.db.models import DateTimeField, DurationField, F, Func, Value

from kalantar.kernel.text.calendar import local

HOUR = timedelta(hours=1)


def hours_until(now: datetime, number: int) -> list[datetime]:
    """When each of the last ``number`` hours began on the service's clock; the last one still runs."""
    running = local(now).replace(minute=0, second=0, microsecond=0)
    running = now - (local(now) - running)
    return [running - HOUR * back for back in reversed(range(number))]


def hour_of(field: str, first: datetime) -> Func:
    """When the hour began into which the moment in ``field`` falls, counted from ``first``, in SQL.

    By PostgreSQL's ``date_bin``: a zone half an hour off the others has its own full hours.
    """
    return Func(
        Value(HOUR, output_field=DurationField()),
        F(field),
        Value(first, output_field=DateTimeField()),
        function="date_bin",
        output_field=DateTimeField(),
    )
