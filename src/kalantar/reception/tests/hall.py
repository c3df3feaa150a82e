"""The hall of a small station for tests."""

import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from uuid_utils.compat import uuid7

from kalantar.kernel.actor import Actor
from kalantar.kernel.clock import Clock
from kalantar.kernel.rules import Refused
from kalantar.people.roles import Role
from kalantar.persons.actions import register_person
from kalantar.persons.models import Person
from kalantar.places.models import Jurisdiction
from kalantar.reception.actions import open_slot, register_visit, set_up_desk
from kalantar.reception.models import Desk, Service, Slot, Visit
from tests.scene import Scene, a_city


@dataclass
class Hall:
    """``complaint`` and ``theft`` share the letter A; the second desk serves ``status`` (B) only."""

    scene: Scene
    station: Jurisdiction
    by: Actor
    chief: Actor
    complaint: Service
    theft: Service
    status: Service
    first: Desk
    second: Desk

    def comes(self, service: Service | None = None, **more: Any) -> Visit:
        wanted = (service or self.complaint).pk
        return register_visit(station=self.station.pk, service=wanted, **({"by": self.by} | more))

    def somebody(self, name: str = "زهرا", **known: Any) -> Person:
        return register_person(area=self.station.pk, given_fa=name, **known, by=self.by)

    def slot(self, in_minutes: int = 60, capacity: int = 1, **more: Any) -> Slot:
        starts = self.by.now() + timedelta(minutes=in_minutes)
        asked = {"service": self.complaint.pk, "starts_at": starts, "capacity": capacity, **more}
        asked.setdefault("ends_at", starts + timedelta(minutes=20))
        return open_slot(station=self.station.pk, **asked, by=self.chief)


def a_hall(clock: Clock) -> Hall:
    scene = a_city(clock)
    station, tag = scene.stations[0], uuid7().hex[-6:]
    complaint, theft, status = (
        Service.objects.create(
            code=f"{code}_{tag}", letter=letter, name_en=code, name_fa="خدمت", order=order
        )
        for order, (code, letter) in enumerate(
            [("complaint", "A"), ("theft", "A"), ("status", "B")]
        )
    )
    chief = scene.person(Role.STATION_CHIEF, station)
    first = set_up_desk(station=station.pk, number=1, by=chief)
    second = set_up_desk(station=station.pk, number=2, services=[status.pk], by=chief)
    by = scene.person(Role.DESK_OFFICER, station)
    return Hall(scene, station, by, chief, complaint, theft, status, first, second)


def refused_by(act: Callable[..., object], **asked: Any) -> str:
    """The name of the rule that refuses it."""
    with pytest.raises(Refused) as refusal:
        act(**asked)
    return refusal.value.rule.name


def at_once(*acts: Callable[[], object]) -> list[Any]:
    """What each came to, or the name of the rule that refused it; all begun at one moment."""
    gate, results = threading.Barrier(len(acts)), list[Any]()

    def run(act: Callable[[], object]) -> None:
        try:
            gate.wait()
            results.append(act())
        except Refused as refused:
            results.append(refused.rule.name)
        except Exception as failure:
            results.append(failure)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(act,)) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    return results
