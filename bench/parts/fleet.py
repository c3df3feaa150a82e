"""Units on duty, each with a device that may report, as written rows: nothing is measured here."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID


@dataclass(frozen=True)
class Fleet:
    """The units in order, and the secrets of their devices."""

    units: Sequence[UUID]
    secrets: Sequence[str]


def fleet(count: int) -> Fleet:
    """Cars of four stations, on duty for an hour."""
    from kalantar.devices.models import Device
    from kalantar.devices.tokens import digest_of, new_secret
    from kalantar.kernel.clock import system_clock
    from kalantar.patrols.models import Shift, Unit
    from kalantar.places.models import Jurisdiction, Kind

    began = system_clock() - timedelta(hours=1)
    city = Jurisdiction.below(None, kind=Kind.CITY, name_en="Bench")
    city.save()
    stations = [Jurisdiction.below(city, kind=Kind.STATION, name_en=f"S{n}") for n in range(4)]
    Jurisdiction.objects.bulk_create(stations)
    units = [
        Unit(call_sign=f"B-{n:05}", kind="car", jurisdiction=stations[n % 4], status="available",
             status_since=began)
        for n in range(count)
    ]  # fmt: skip
    Unit.objects.bulk_create(units, batch_size=2_000)
    Shift.objects.bulk_create([Shift(unit=one, begun_at=began) for one in units], batch_size=2_000)
    secrets = [new_secret() for _ in units]
    Device.objects.bulk_create(
        [
            Device(name="bench", unit=unit, digest=digest_of(secret), last_four=secret[-4:],
                   issued_at=began)
            for unit, secret in zip(units, secrets, strict=True)
        ],
        batch_size=2_000,
    )  # fmt: skip
    return Fleet([one.pk for one in units], secrets)
