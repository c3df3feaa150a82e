"""What is asked about the imports of a station."""

from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from kalantar.cases.rules import may_bring_in_cases
from kalantar.kernel.actor import Actor
from kalantar.kernel.sealing import hashes
from kalantar.old_files.models import RefusedRow, RegisterImport
from kalantar.persons.models import Person
from kalantar.places.models import Jurisdiction

SHOWN = 20
NAMES = ("given_fa", "family_fa", "given_en", "family_en")


def import_going_on(station: Jurisdiction) -> RegisterImport | None:
    return RegisterImport.objects.filter(station=station, ended_at=None).first()


def imports_of(reader: Actor, station: Jurisdiction) -> list[RegisterImport]:
    """The latest of the station, for who may bring one in there."""
    if not may_bring_in_cases(reader, station):
        return []
    return list(RegisterImport.objects.filter(station=station).order_by("-read_at")[:SHOWN])


def import_of(reader: Actor, id: UUID) -> RegisterImport | None:
    found = RegisterImport.objects.select_related("station").filter(pk=id).first()
    return found if found and may_bring_in_cases(reader, found.station) else None


def refused_rows(run: RegisterImport) -> QuerySet[RefusedRow]:
    return run.refused_rows.order_by("row", "pk")


def registered_like(station: Jurisdiction, who: dict[str, Any]) -> Person | None:
    """Somebody the station knows already: by their national ID, else by phone and name together, as a phone
    may be a family's. Names alone are many people's."""
    here = Person.objects.filter(area=station, merged_into=None).order_by("-registered_at")
    if national_id := who.get("national_id"):
        return here.filter(national_id_hash__in=hashes(national_id, "national ID")).first()
    if phone := who.get("phone"):
        same = {name: who.get(name, "") for name in NAMES}
        return here.filter(phone_hash__in=hashes(phone, "phone"), **same).first()
    return None
