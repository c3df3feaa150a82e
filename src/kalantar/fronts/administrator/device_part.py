"""The part of a unit's or an officer's page that lists its devices."""

from functools import partial
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from kalantar.devices.models import Carrier, Device
from kalantar.devices.queries import devices_of
from kalantar.devices.rules import may_manage_devices
from kalantar.fronts.administrator.forms import DeviceForm
from kalantar.fronts.administrator.pages import after, cell, part_of, verb
from kalantar.kernel.actor import Actor
from kalantar.kernel.listing import page_of
from kalantar.kernel.text import say_date
from kalantar.patrols.models import Unit


def device_part(
    request: HttpRequest, carrier: Carrier, by: Actor, form: DeviceForm | None = None
) -> list[dict[str, Any]]:
    """The part of the carrier's page; none for who does not manage its devices."""
    if not may_manage_devices(by, carrier):
        return []
    kind = "unit" if isinstance(carrier, Unit) else "officer"
    found = page_of(devices_of(carrier), "-pk", after=after(request, "devices"))
    part = part_of(
        "devices", _("Devices that say where it is") if kind == "unit" else _("Devices"), found,
        partial(_row, kind),
        columns=[_("Name"), _("Ends in"), _("Since"), _("State")],
        none=_("No phone or tracker reports for it."),
        form=form or DeviceForm(),
        url=reverse(f"administrator:issue_to_{kind}", args=[carrier.pk]),
        label=_("Add a device"),
    )  # fmt: skip
    return [part]


def _row(kind: str, device: Device) -> dict[str, Any]:
    good = device.revoked_at is None
    revoke = verb(_("Revoke"), f"revoke_of_{kind}", device.carrier_id, device.pk, danger=True)
    cells = [
        cell(device.name),
        cell(f"…{device.last_four}", code=True),
        cell(say_date(device.issued_at, short=True)),
        cell(_("valid") if good else _("revoked")),
    ]
    return {"cells": cells, "verbs": [revoke] if good else []}
