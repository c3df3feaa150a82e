"""The catalogues for programs, and for administrators who keep them with one."""

from typing import Annotated
from uuid import UUID

from django.http import HttpRequest
from ninja import Query, Router, Schema
from pydantic import Field

from kalantar.catalogue import actions, queries
from kalantar.catalogue.models import IncidentType, Question
from kalantar.kernel.listing import rows_after
from kalantar.people.middleware import acting

router = Router()

Priority = Annotated[int, Field(ge=1, le=5)]
Name = Annotated[str, Field(min_length=1, max_length=200)]
Code = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]{1,39}$")]
Codes = Annotated[list[Code], Field(max_length=20)]
Units = Annotated[int, Field(ge=1, le=20)]
Seconds = Annotated[int, Field(ge=0, le=86_400)]
Limit = Annotated[int, Query(ge=1, le=500)]
Place = Annotated[int, Field(ge=0, le=10_000)]


class QuestionOut(Schema):
    """``yes_means_priority``: a yes makes the incident at least this urgent."""

    id: UUID
    code: str
    text_fa: str
    text_en: str
    kind: Question.Kind
    yes_means_priority: int | None


class TypeOut(Schema):
    """A kind of incident. ``capabilities``: what each unit sent must have; ``unit_kinds``: any of."""

    id: UUID
    code: str
    name_fa: str
    name_en: str
    priority: int
    units: int
    capabilities: list[str]
    unit_kinds: list[str]
    wait_alarm_s: int
    questions: list[QuestionOut]


class NamedOut(Schema):
    id: UUID
    code: str
    name_fa: str
    name_en: str


class DispositionOut(NamedOut):
    needs_note: bool


class TypeIn(Schema):
    code: Code
    name_fa: Name
    name_en: Name
    priority: Priority
    units: Units = 1
    capabilities: Codes = []
    unit_kinds: Codes = []
    wait_alarm_s: Seconds = 300
    keywords: str = Field("", max_length=1000)
    order: Place = 0


class TypeChange(Schema):
    """What is given is changed; null leaves it as it is."""

    name_fa: Name | None = None
    name_en: Name | None = None
    priority: Priority | None = None
    units: Units | None = None
    capabilities: Codes | None = None
    unit_kinds: Codes | None = None
    wait_alarm_s: Seconds | None = None
    keywords: str | None = Field(None, max_length=1000)
    order: Place | None = None


@router.get("/types", response=list[TypeOut], summary="The types of incident on offer")
def types(
    request: HttpRequest,
    search: Annotated[str, Query(max_length=200)] = "",
    after: UUID | None = None,
    limit: Limit = 200,
) -> list[TypeOut]:
    """The most urgent first, in pages. ``after``: the last type of the page before."""
    found = queries.offered_types_after(search, after=after, limit=limit)
    return [_type(row, list(row.questions.all())) for row in found]


@router.get("/dispositions", response=list[DispositionOut], summary="How an incident can end")
def dispositions(
    request: HttpRequest, after: UUID | None = None, limit: Limit = 200
) -> list[DispositionOut]:
    """In pages. ``after``: the last disposition of the page before."""
    found = rows_after(queries.dispositions(), "order", "code", after=after, limit=limit)
    return [DispositionOut.from_orm(row) for row in found]


@router.get("/reasons", response=list[NamedOut], summary="Why a unit can be unavailable")
def reasons(request: HttpRequest, after: UUID | None = None, limit: Limit = 200) -> list[NamedOut]:
    """In pages. ``after``: the last reason of the page before."""
    found = rows_after(queries.unavailable_reasons(), "order", "code", after=after, limit=limit)
    return [NamedOut.from_orm(row) for row in found]


@router.post("/types", response={201: TypeOut}, summary="Add a type of incident")
def add_type(request: HttpRequest, body: TypeIn) -> tuple[int, TypeOut]:
    return 201, _asked(actions.add_incident_type(**body.dict(), by=acting(request)))


@router.patch("/types/{incident_type}", response=TypeOut, summary="Change a type of incident")
def change_type(request: HttpRequest, incident_type: UUID, body: TypeChange) -> TypeOut:
    by = acting(request)
    return _asked(actions.change_incident_type(incident_type=incident_type, **body.dict(), by=by))


@router.post("/types/{incident_type}/retire", response=TypeOut, summary="Stop offering a type")
def retire_type(request: HttpRequest, incident_type: UUID) -> TypeOut:
    return _asked(actions.retire_incident_type(incident_type=incident_type, by=acting(request)))


@router.post("/types/{incident_type}/restore", response=TypeOut, summary="Offer a type again")
def restore_type(request: HttpRequest, incident_type: UUID) -> TypeOut:
    return _asked(actions.restore_incident_type(incident_type=incident_type, by=acting(request)))


def _asked(row: IncidentType) -> TypeOut:
    return _type(row, list(row.questions.filter(retired_at=None)))


def _type(row: IncidentType, asked: list[Question]) -> TypeOut:
    return TypeOut(
        id=row.pk, code=row.code, name_fa=row.name_fa, name_en=row.name_en, units=row.units,
        priority=row.priority, capabilities=row.capabilities, unit_kinds=row.unit_kinds,
        wait_alarm_s=row.wait_alarm_s, questions=[QuestionOut.from_orm(each) for each in asked],
    )  # fmt: skip
