"""What forms and the files ask of the case catalogue. Everyone of the service may read it."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.db.models import Prefetch, QuerySet

from kalantar.case_catalogue.models import (
    CaseCategory,
    CaseField,
    CaseOutcome,
    OutcomeKind,
    OutsideService,
)
from kalantar.case_catalogue.standard import standard_case_catalogue
from kalantar.catalogue.models import Named
from kalantar.catalogue.queries import names_rows
from kalantar.kernel.actor import Actor
from kalantar.kernel.labels import names
from kalantar.kernel.sentence import Sentence
from kalantar.kernel.text import search_key

OUTCOME_KINDS: dict[str, Sentence] = {
    OutcomeKind.OPERATIONAL: Sentence(en="operational action", fa="اقدام عملیاتی"),
    OutcomeKind.SETTLED: Sentence(en="settled", fa="صلح و سازش"),
    OutcomeKind.COURT: Sentence(en="sent to court", fa="ارسال به مرجع قضایی"),
    OutcomeKind.WITHDRAWN: Sentence(en="withdrawn", fa="گذشت یا انصراف"),
    OutcomeKind.UNRESOLVED: Sentence(en="unresolved", fa="بی‌نتیجه"),
    OutcomeKind.NO_OFFENCE: Sentence(en="no offence", fa="احراز نشدن جرم"),
    OutcomeKind.HANDED_OVER: Sentence(en="handed over", fa="تحویل به یگان دیگر"),
    OutcomeKind.VOID: Sentence(en="opened by mistake", fa="ثبت اشتباه"),
}


def offered_categories(search: str = "") -> list[CaseCategory]:
    """Those on offer with the fields that are asked now, in their order; two SQL queries.

    ``search``: words, in any order, each part of the Persian or English name or a keyword.
    """
    words = search_key(search).split()
    found = CaseCategory.objects.filter(retired_at=None).prefetch_related(
        Prefetch("fields", CaseField.objects.filter(retired_at=None))
    )
    return [row for row in found if all(word in _searchable(row) for word in words)]


def fields_of(category: UUID) -> QuerySet[CaseField]:
    """What is asked for files of the category, in the order it is asked."""
    return CaseField.objects.filter(category=category, retired_at=None)


def offered_outcomes() -> QuerySet[CaseOutcome]:
    return CaseOutcome.objects.filter(retired_at=None)


def offered_outside_services() -> QuerySet[OutsideService]:
    return OutsideService.objects.filter(retired_at=None)


def standard_case_catalogue_is_installed() -> bool:
    """Whether every standard category and outside service is there, offered or retired."""
    standard = standard_case_catalogue()
    return _are_there(CaseCategory, standard.categories) and _are_there(
        OutsideService, standard.outside_services
    )


def _are_there(model: type[Named], rows: Sequence[dict[str, Any]]) -> bool:
    codes = [row["code"] for row in rows]
    return model._default_manager.filter(code__in=codes).count() == len(codes)


@names_rows
@names("case_category")
def category_labels(reader: Actor) -> QuerySet[CaseCategory]:
    return CaseCategory.objects.all()


@names_rows
@names("case_outcome")
def outcome_labels(reader: Actor) -> QuerySet[CaseOutcome]:
    return CaseOutcome.objects.all()


@names_rows
@names("outside_service")
def outside_service_labels(reader: Actor) -> QuerySet[OutsideService]:
    return OutsideService.objects.all()


@names_rows
@names("case_field", "text_fa", "text_en")
def field_labels(reader: Actor) -> QuerySet[CaseField]:
    return CaseField.objects.all()


def _searchable(row: CaseCategory) -> str:
    return search_key(f"{row.name_fa} {row.name_en} {row.keywords} {row.code.replace('_', ' ')}")
