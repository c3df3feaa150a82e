"""The demo's reception: every station has its desks, and at the one that is looked at people wait."""

from datetime import timedelta
from itertools import product
from typing import Any

from django.db import transaction

from kalantar.kernel.actor import Actor
from kalantar.kernel.text.calendar import local
from kalantar.places.models import Jurisdiction, Kind
from kalantar.reception.actions import open_slot, receive_visitor, register_visit, set_up_desk
from kalantar.reception.models import Slot, Visit
from kalantar.reception.queries import desks_of, services

DESKS = 3
# Ofcom keeps +44 7700 900000 to 900999 free for drama; so nobody's phone is shown.
# Minutes ago, what for, who (empty: gave no name), and what they need.
VISITORS: list[tuple[int, str, dict[str, str], dict[str, Any]]] = [
    (24, "complaint", {"given_fa": "محمدرضا", "family_fa": "حسینی", "phone": "+447700900121"}, {}),
    (21, "case_status", {"given_fa": "زهرا", "family_fa": "رضایی", "phone": "+447700900122"}, {}),
    (17, "lost_and_found", {}, {}),
    (12, "theft_report", {"given_en": "Aino", "family_en": "Virtanen", "phone": "+447700900123"},
     {"language": "en", "needs": ["interpreter"]}),
    (9, "statement", {"given_fa": "غلامعلی", "family_fa": "صادقی"}, {"needs": ["old_age"]}),
    (4, "certificate", {"given_fa": "ثریا", "family_fa": "قاسمی", "phone": "+447700900124"},
     {"needs": ["small_child"]}),
]  # fmt: skip


def prepare_reception(city: Jurisdiction, at: Jurisdiction | None, by: Actor) -> None:
    """Desks where a station has none; visitors at the station ``at`` where nobody came yet today."""
    stations = Jurisdiction.objects.living().within([city.pk]).filter(kind=Kind.STATION)
    first, second = (
        [row.pk for row in services() if row.letter in letters] for letters in ("ADEFGHK", "BC")
    )
    for station in stations:
        if not desks_of(station.pk).exists():
            with transaction.atomic():  # all of them, whenever it is cut short
                for number, offered in zip(range(1, DESKS + 1), ([], first, second), strict=True):
                    set_up_desk(station=station.pk, number=number, services=offered, by=by)
    if at is not None and not _times_are_offered(at, by):
        _offer_times(at, by)
    today = Visit.objects.filter(station=at, came_at__gte=by.now() - timedelta(hours=12))
    if at is not None and not today.exists():
        _let_them_come(at, by)


def _times_are_offered(station: Jurisdiction, by: Actor) -> bool:
    return Slot.objects.filter(station=station, starts_at__gt=by.now()).exists()


def _offer_times(station: Jurisdiction, by: Actor) -> None:
    """For who asks about a file: three mornings, each hour for two."""
    asked = next((row.pk for row in services() if row.code == "case_status"), None)
    morning = local(by.now()).replace(hour=9, minute=0, second=0, microsecond=0)
    for day, hour in product((1, 2, 3), (0, 1, 2)):
        starts = morning + timedelta(days=day, hours=hour)
        if asked:
            open_slot(
                station=station.pk, service=asked, starts_at=starts,
                ends_at=starts + timedelta(minutes=30), capacity=2, by=by,
            )  # fmt: skip


def _let_them_come(station: Jurisdiction, by: Actor) -> None:
    offered, now = {row.code: row.pk for row in services()}, by.now()
    with transaction.atomic():
        for minutes, code, who, more in VISITORS:
            if code not in offered:
                continue  # an administrator of the demo retired it
            then = by.at(now - timedelta(minutes=minutes))
            asked: dict[str, Any] = {"station": station.pk, "service": offered[code], **more}
            if who:
                receive_visitor(who=who, **asked, by=then)
            else:
                register_visit(**asked, by=then)
