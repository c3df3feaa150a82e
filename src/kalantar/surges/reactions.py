"""By the hour: what is usual is counted anew, a city at a time, once a day."""

from datetime import timedelta

from django.db.models import Max

from kalantar.kernel.actor import system
from kalantar.kernel.jobs import every_hour
from kalantar.places.models import Jurisdiction, Kind
from kalantar.surges.actions import count_expected
from kalantar.surges.models import Expected

BY = system(why="what is usual is counted")
A_DAY = timedelta(hours=23)


@every_hour(at_minute=53)
def count_what_is_usual() -> bool:
    """Those that were not counted today; a cut leaves the others to the next hour."""
    now = BY.now()
    cities = Jurisdiction.objects.living().filter(kind=Kind.CITY).order_by("pk")
    for city in cities.values_list("pk", flat=True):
        inside = Expected.objects.filter(area__ancestors__contains=[city])
        last = inside.aggregate(at=Max("counted_at"))["at"]
        if last is None or now - last > A_DAY:
            count_expected(city=city, by=BY)
    return False
