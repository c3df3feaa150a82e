"""Which devices there are, which of them a secret is of, and in which unit an officer was."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import connection
from django.db.models import QuerySet

from kalantar.devices.models import Carrier, Device
from kalantar.patrols.models import Unit


def devices_of(carrier: Carrier) -> QuerySet[Device]:
    """Those given out for it, revoked ones too. Ask ``may_manage_devices`` before."""
    of = {"unit": carrier} if isinstance(carrier, Unit) else {"officer": carrier}
    return Device.objects.filter(**of)


@dataclass(frozen=True, slots=True)
class Sender:
    """Who a device reports for: one of the two is there."""

    unit: UUID | None
    officer: UUID | None


_SENDERS = """
SELECT digest, unit_id, officer_id FROM devices_device
WHERE digest = ANY(%s::bytea[]) AND revoked_at IS NULL
"""


def senders(digests: Collection[bytes]) -> dict[bytes, Sender]:
    """The devices that are believed, by the digests of their secrets. One query."""
    with connection.cursor() as cursor:
        cursor.execute(_SENDERS, [list(digests)])
        return {bytes(digest): Sender(*whose) for digest, *whose in cursor.fetchall()}


@dataclass(frozen=True, slots=True)
class InCrew:
    """An officer was in the unit's crew in ``[joined, left)``; still is without ``left``."""

    unit: UUID
    joined: datetime
    left: datetime | None


_CREWS = """
SELECT member.officer_id, shift.unit_id, lower(member.period), upper(member.period)
FROM patrols_crewmember member JOIN patrols_shift shift ON shift.id = member.shift_id
WHERE member.officer_id = ANY(%s::uuid[]) AND member.period && tstzrange(%s, %s, '[]')
"""


def crews(officers: Collection[UUID], times: Sequence[datetime]) -> dict[UUID, list[InCrew]]:
    """The crews each of the officers was in at these times. One query; none where nobody is asked for."""
    found: dict[UUID, list[InCrew]] = {officer: [] for officer in officers}
    if officers and times:
        with connection.cursor() as cursor:
            cursor.execute(_CREWS, [list(officers), min(times), max(times)])
            for officer, *crew in cursor.fetchall():
                found[officer].append(InCrew(*crew))
    return found
