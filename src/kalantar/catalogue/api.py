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
Text = Annotated[str, Field(min_length=1, max_length=500)]
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
    word_within_s: int
    questions: list[QuestionOut]


class QuestionIn(Schema):
    """It is asked after the type's other questions. ``yes_means_priority``: of a yes-or-no question
    only; null raises nothing."""

    code: Code
    text_fa: Text
    text_en: Text
    kind: Question.Kind = Question.Kind.YES_NO
    yes_means_priority: Priority | None = None


class QuestionChange(Schema):
    """What is given is changed; null leaves it as it is. ``yes_means_priority``: 0 raises nothing."""

    text_fa: Text | None = None
    text_en: Text | None = None
    order: Place | None = None
    yes_means_priority: Annotated[int, Field(ge=0, le=5)] | None = None


class NamedOut(Schema):
    id: UUID
    code: str
    name_fa: str
    name_en: str


class DispositionOut(NamedOut):
    """``needs_note``: the closing must say more in words."""

    needs_note: bool


class NamedIn(Schema):
    """A row of a catalogue. ``order``: its place in the list; those of one place stand by code."""

    code: Code
    name_fa: Name
    name_en: Name
    order: Place = 0


class NamedChange(Schema):
    """What is given is changed; null leaves it as it is."""

    name_fa: Name | None = None
    name_en: Name | None = None
    order: Place | None = None


class DispositionIn(NamedIn):
    needs_note: bool = False


class DispositionChange(NamedChange):
    needs_note: bool | None = None


class TypeIn(Schema):
    code: Code
    name_fa: Name
    name_en: Name
    priority: Priority
    units: Units = 1
    capabilities: Codes = []
    unit_kinds: Codes = []
    wait_alarm_s: Seconds = 300
    word_within_s: Seconds = 0
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
    word_within_s: Seconds | None = None
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


@router.post(
    "/types/{incident_type}/questions", response={201: QuestionOut}, summary="Ask one more thing"
)
def add_question(
    request: HttpRequest, incident_type: UUID, body: QuestionIn
) -> tuple[int, QuestionOut]:
    by = acting(request)
    made = actions.add_question(incident_type=incident_type, **body.dict(), by=by)
    return 201, QuestionOut.from_orm(made)


@router.patch("/questions/{question}", response=QuestionOut, summary="Change a question")
def change_question(request: HttpRequest, question: UUID, body: QuestionChange) -> QuestionOut:
    changed = actions.change_question(question=question, **body.dict(), by=acting(request))
    return QuestionOut.from_orm(changed)


@router.post("/questions/{question}/retire", response=QuestionOut, summary="Stop asking it")
def retire_question(request: HttpRequest, question: UUID) -> QuestionOut:
    """Answers already given stay."""
    return QuestionOut.from_orm(actions.retire_question(question=question, by=acting(request)))


@router.post("/questions/{question}/restore", response=QuestionOut, summary="Ask it again")
def restore_question(request: HttpRequest, question: UUID) -> QuestionOut:
    """At its old place, if it is still free."""
    return QuestionOut.from_orm(actions.restore_question(question=question, by=acting(request)))


@router.post("/dispositions", response={201: DispositionOut}, summary="Add a way it can end")
def add_disposition(request: HttpRequest, body: DispositionIn) -> tuple[int, DispositionOut]:
    made = actions.add_disposition(**body.dict(), by=acting(request))
    return 201, DispositionOut.from_orm(made)


@router.patch("/dispositions/{disposition}", response=DispositionOut, summary="Change one of them")
def change_disposition(
    request: HttpRequest, disposition: UUID, body: DispositionChange
) -> DispositionOut:
    by = acting(request)
    changed = actions.change_disposition(disposition=disposition, **body.dict(), by=by)
    return DispositionOut.from_orm(changed)


@router.post(
    "/dispositions/{disposition}/retire", response=DispositionOut, summary="Stop offering it"
)
def retire_disposition(request: HttpRequest, disposition: UUID) -> DispositionOut:
    """Incidents that ended so keep it."""
    by = acting(request)
    return DispositionOut.from_orm(actions.retire_disposition(disposition=disposition, by=by))


@router.post(
    "/dispositions/{disposition}/restore", response=DispositionOut, summary="Offer it again"
)
def restore_disposition(request: HttpRequest, disposition: UUID) -> DispositionOut:
    by = acting(request)
    return DispositionOut.from_orm(actions.restore_disposition(disposition=disposition, by=by))


@router.post("/reasons", response={201: NamedOut}, summary="Add a reason to be unavailable")
def add_reason(request: HttpRequest, body: NamedIn) -> tuple[int, NamedOut]:
    made = actions.add_unavailable_reason(**body.dict(), by=acting(request))
    return 201, NamedOut.from_orm(made)


@router.patch("/reasons/{reason}", response=NamedOut, summary="Change a reason")
def change_reason(request: HttpRequest, reason: UUID, body: NamedChange) -> NamedOut:
    by = acting(request)
    changed = actions.change_unavailable_reason(reason=reason, **body.dict(), by=by)
    return NamedOut.from_orm(changed)


@router.post("/reasons/{reason}/retire", response=NamedOut, summary="Stop offering a reason")
def retire_reason(request: HttpRequest, reason: UUID) -> NamedOut:
    """Units that are unavailable for it stay so."""
    by = acting(request)
    return NamedOut.from_orm(actions.retire_unavailable_reason(reason=reason, by=by))


@router.post("/reasons/{reason}/restore", response=NamedOut, summary="Offer a reason again")
def restore_reason(request: HttpRequest, reason: UUID) -> NamedOut:
    by = acting(request)
    return NamedOut.from_orm(actions.restore_unavailable_reason(reason=reason, by=by))


def _asked(row: IncidentType) -> TypeOut:
    return _type(row, list(row.questions.filter(retired_at=None)))


def _type(row: IncidentType, asked: list[Question]) -> TypeOut:
    return TypeOut(
        id=row.pk, code=row.code, name_fa=row.name_fa, name_en=row.name_en, units=row.units,
        priority=row.priority, capabilities=row.capabilities, unit_kinds=row.unit_kinds,
        wait_alarm_s=row.wait_alarm_s, word_within_s=row.word_within_s,
        questions=[QuestionOut.from_orm(each) for each in asked],
    )  # fmt: skip
