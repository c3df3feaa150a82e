"""What forms and other capabilities ask of the catalogues. Everyone of the service may read them."""

from collections.abc import Collection
from uuid import UUID

from django.db.models import Prefetch, QuerySet

from kalantar.catalogue.models import Disposition, IncidentType, Question, UnavailableReason
from kalantar.catalogue.standard import standard_catalogue
from kalantar.kernel.actor import Actor
from kalantar.kernel.labels import Labeller, Labels, labels, names
from kalantar.kernel.listing import rows_after
from kalantar.kernel.sentence import Sentence
from kalantar.kernel.text import search_key

TYPES_BY = ("priority", "order", "code")


def offered_types(search: str = "") -> list[IncidentType]:
    """The types on offer with their questions, most urgent first; two SQL queries.

    ``search``: words, in any order, each part of the Persian or English name or a keyword.
    A type of just that name comes first, then those whose name begins so.
    """
    words = search_key(search).split()
    found = _offered().order_by(*TYPES_BY)
    fitting = [row for row in found if all(word in _searchable(row) for word in words)]
    return sorted(fitting, key=lambda row: _distance(row, " ".join(words)))


def offered_types_after(search: str, *, after: UUID | None, limit: int) -> list[IncidentType]:
    """A page of the same; ``after``: the last type of the page before."""
    found = _offered()
    if search:
        found = found.filter(pk__in=[row.pk for row in offered_types(search)])
    return rows_after(found, *TYPES_BY, after=after, limit=limit)


def codes_on_offer() -> set[str]:
    """The codes of the types on offer once the standard catalogue is installed, which keeps what is
    retired as it is."""
    standard = {row["code"] for row in standard_catalogue().types}
    there = dict(IncidentType.objects.values_list("code", "retired_at"))
    return {code for code in standard | there.keys() if there.get(code) is None}


def questions_of(type: UUID) -> QuerySet[Question]:
    """What is asked for the type, in the order it is asked."""
    return Question.objects.filter(incident_type=type, retired_at=None)


def dispositions() -> QuerySet[Disposition]:
    return Disposition.objects.filter(retired_at=None)


def unavailable_reasons() -> QuerySet[UnavailableReason]:
    return UnavailableReason.objects.filter(retired_at=None)


def standard_catalogue_is_installed() -> bool:
    """Whether every standard type is there, offered or retired."""
    codes = [row["code"] for row in standard_catalogue().types]
    return IncidentType.objects.filter(code__in=codes).count() == len(codes)


@names("incident_type")
def incident_type_labels(reader: Actor) -> QuerySet[IncidentType]:
    return IncidentType.objects.all()


@names("disposition")
def disposition_labels(reader: Actor) -> QuerySet[Disposition]:
    return Disposition.objects.all()


@names("unavailable_reason")
def unavailable_reason_labels(reader: Actor) -> QuerySet[UnavailableReason]:
    return UnavailableReason.objects.all()


@names("question", "text_fa", "text_en")
def question_labels(reader: Actor) -> QuerySet[Question]:
    return Question.objects.all()


NAMING: list[Labeller] = [
    incident_type_labels, question_labels, disposition_labels, unavailable_reason_labels,
]  # fmt: skip


def names_rows(labeller: Labeller) -> Labeller:
    """Register who names the rows of a catalogue that is kept elsewhere."""
    NAMING.append(labeller)
    return labeller


@labels("catalogue_row")
def catalogue_row_labels(ids: Collection[UUID], reader: Actor) -> Labels:
    """A row of any of the catalogues, by its id."""
    found: dict[UUID, Sentence] = {}
    for labeller in NAMING:
        found |= labeller(ids, reader)
    return found


def _offered() -> QuerySet[IncidentType]:
    asked = Prefetch("questions", Question.objects.filter(retired_at=None))
    return IncidentType.objects.filter(retired_at=None).prefetch_related(asked)


def _distance(row: IncidentType, words: str) -> int:
    """How far the name is from the words: 0 the same, 1 begins with them, 2 has them somewhere."""
    names = [search_key(name) for name in (row.name_fa, row.name_en)]
    return 0 if words in names else 1 if any(name.startswith(words) for name in names) else 2


def _searchable(row: IncidentType) -> str:
    return search_key(f"{row.name_fa} {row.name_en} {row.keywords} {row.code.replace('_', ' ')}")
