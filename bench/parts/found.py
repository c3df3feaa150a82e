"""The province as it is founded: areas, stations with their people and desks, catalogues, words."""

from typing import TYPE_CHECKING
from uuid import UUID

from bench.parts.copying import copy, wire
from bench.parts.province import DESKS, OFFICERS, Province

if TYPE_CHECKING:
    from kalantar.people.models import User
    from kalantar.places.models import Jurisdiction

BRANCH = "bench_1203"
OF_CITY = 10  # stations


def founded(stations: int) -> Province:
    """Nobody has come yet."""
    from django.utils import timezone

    from kalantar.case_catalogue.actions import install_case_catalogue
    from kalantar.case_catalogue.models import CaseOutcome
    from kalantar.kernel.actor import system
    from kalantar.orders.actions import add_branch
    from kalantar.people.roles import Role
    from kalantar.reception.actions import install_services
    from kalantar.reception.models import Service
    from tests.people import grant

    by = system(why="bench")
    install_case_catalogue(by=by)
    install_services(by=by)
    area, places = _areas(stations)
    branch = add_branch(code=BRANCH, name_fa="شعبهٔ ۱۲۰۳", name_en="Branch 1203", by=by)
    commander = grant(Role.COMMANDER, over=area)
    _approve_words(commander, area)
    _registers(places)
    outcome = CaseOutcome.objects.filter(retired_at=None, needs_note=False).first()
    assert outcome is not None
    return Province(
        area=area, stations=places, branch=branch.pk, outcome=outcome.pk, commander=commander,
        officers={
            one.pk: [grant(Role.DESK_OFFICER, over=one) for _ in range(OFFICERS)] for one in places
        },
        desks={one.pk: _desks(one) for one in places},
        services=list(Service.objects.filter(retired_at=None).values_list("pk", "letter")),
        categories=_categories(), now=timezone.now(),
    )  # fmt: skip


def _areas(count: int) -> "tuple[Jurisdiction, list[Jurisdiction]]":
    from kalantar.places.models import Jurisdiction, Kind

    province = Jurisdiction.below(None, kind=Kind.PROVINCE, name_en="Bench", name_fa="استان سنجش")
    province.save()
    stations = []
    for number in range(count):
        if number % OF_CITY == 0:
            name = f"Bench {number // OF_CITY}"
            city = Jurisdiction.below(province, kind=Kind.CITY, name_en=name, name_fa=name)
            city.save()
        name = f"Station {number + 1}"
        stations.append(
            Jurisdiction.below(city, kind=Kind.STATION, name_en=name, name_fa=f"کلانتری {number + 1}")
        )  # fmt: skip
        stations[-1].save()
    return province, stations


def _desks(station: "Jurisdiction") -> list[UUID]:
    from kalantar.reception.models import Desk

    rows = [Desk(station=station, number=number + 1) for number in range(DESKS)]
    return [row.pk for row in Desk.objects.bulk_create(rows)]


def _categories() -> dict[UUID, tuple[bool, list[UUID]]]:
    from kalantar.case_catalogue.models import CaseCategory, CaseField

    asked = CaseField.objects.filter(retired_at=None, required=True, kind__contains="text")
    fields = list(asked.values_list("category", "pk"))
    rows = CaseCategory.objects.filter(retired_at=None)
    return {row.pk: (row.confidential, [pk for of, pk in fields if of == row.pk]) for row in rows}


def _registers(stations: "list[Jurisdiction]") -> None:
    with wire() as to:
        rows = [(one.pk, number) for number, one in enumerate(stations, start=1)]
        copy(to, "cases_caseregister", "station_id number", rows)


def _approve_words(commander: "User", area: "Jurisdiction") -> None:
    """What both parties of an order hear: without it nobody would be told."""
    from kalantar.kernel.actor import Actor, ActorKind, Grant, system
    from kalantar.message_templates.actions import approve_template
    from kalantar.message_templates.models import MessageTemplate
    from kalantar.notices.actions import install_notice_words
    from kalantar.people.roles import Role

    install_notice_words(by=system(why="bench"))
    grants = frozenset({Grant(Role.COMMANDER, area.pk)})
    judge = Actor(kind=ActorKind.PERSON, id=commander.pk, grants=grants)
    for draft in MessageTemplate.objects.filter(language="fa"):
        approve_template(template=draft.pk, by=judge)
