"""What can be done with devices, and how what they say is kept."""

from collections.abc import Sequence
from uuid import UUID

from django.db import connection

from kalantar.devices import events
from kalantar.devices.hearing import answers, spoken_of
from kalantar.devices.message import Answer, Message
from kalantar.devices.models import Carrier, Device
from kalantar.devices.queries import senders
from kalantar.devices.rules import (
    device_has_a_name,
    device_is_not_revoked,
    may_manage_devices,
    may_revoke_device,
    may_take_in,
)
from kalantar.kernel.action import Minted, action, find, intake, lock
from kalantar.kernel.actor import Actor
from kalantar.kernel.text import normalise
from kalantar.kernel.timeline import record
from kalantar.patrols.actions import report_positions
from kalantar.patrols.models import Unit
from kalantar.patrols.rules import unit_is_in_service
from kalantar.people.models import User
from kalantar.people.rules import person_is_active

UNITS = Unit.objects.select_related("jurisdiction")
PEOPLE = User.objects.all()
DEVICES = Device.objects.select_related("unit__jurisdiction", "officer")


@action
def issue_device(
    *,
    name: str,
    digest: Minted,
    last_four: Minted,
    unit: UUID | None = None,
    officer: UUID | None = None,
    by: Actor,
) -> Device:
    """Let a device say where the unit, or the officer's unit, is. ``digest``: of its new secret, in
    hexadecimal (``tokens.to_keep``)."""
    carrier = may_manage_devices.allow(by, _carrier(unit, officer))
    device_has_a_name.require(name)
    if isinstance(carrier, Unit):
        unit_is_in_service.require(carrier)
    else:
        person_is_active.require(carrier)
    device = Device.objects.create(
        name=normalise(name),
        unit_id=unit,
        officer_id=officer,
        digest=bytes.fromhex(digest),
        last_four=str(last_four),
        issued_at=by.now(),
    )
    record(events.DeviceIssued(device.last_four), about=[carrier], by=by)
    return device


@action
def revoke_device(*, device: UUID, by: Actor) -> Device:
    """Believe the device no longer; what it said stays."""
    row = may_revoke_device.allow(by, lock(DEVICES, device))
    device_is_not_revoked.require(row)
    row.revoked_at = by.now()
    row.save(update_fields=["revoked_at"])
    record(events.DeviceRevoked(row.last_four), about=[row.carrier], by=by)
    return row


def _carrier(unit: UUID | None, officer: UUID | None) -> Carrier:
    return find(PEOPLE, officer) if unit is None and officer else find(UNITS, unit or UUID(int=0))


PATIENCE_MS = 3_000  # a statement, or a wait for a lock; a batch takes some ten


@intake
def take_in(*, messages: Sequence[Message], by: Actor) -> list[Answer]:
    """Keep what many devices said in one transaction; an answer to each, in order.

    Where the database stalls it fails after ``PATIENCE_MS``, and nothing is kept. The commit itself may
    take longer: a wait for a standby that was broken off would be taken for done.
    """
    may_take_in.require(by, None)
    _wait_at_most(PATIENCE_MS)
    known = senders({message.digest for message in messages})
    spoken = spoken_of(messages, known)
    reports = [one.report for one in spoken if one.report]
    received = report_positions(reports=reports, by=by)
    _wait_at_most(0)
    return answers(messages, known, spoken, received)


def _wait_at_most(milliseconds: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT set_config('statement_timeout', %s, true), set_config('lock_timeout', %s, true)",
            [str(milliseconds)] * 2,
        )
