"""A moment as programs send it: with its time zone, in years a service can mean."""

from datetime import UTC, datetime
from typing import Annotated

from pydantic import AfterValidator

YEARS = range(1900, 2200)


def _understood(moment: datetime) -> datetime:
    """In UTC. PostgreSQL refuses zones further than 15:59 from it, and years nobody means."""
    if moment.tzinfo is None:
        raise ValueError("say the time zone, such as Z or +03:30")
    try:
        told = moment.astimezone(UTC)
    except OverflowError:
        raise ValueError("no such year") from None
    if told.year not in YEARS:
        raise ValueError(f"a year from {YEARS[0]} to {YEARS[-1]}")
    return told


type Moment = Annotated[datetime, AfterValidator(_understood)]
