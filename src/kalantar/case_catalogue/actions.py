"""What can be done to the case catalogue: install the standard one once, add, change, retire, restore."""

from typing import Any
from uuid import UUID

from kalantar.case_catalogue.models import CaseCategory, CaseField, CaseOutcome, OutsideService
from kalantar.case_catalogue.rules import (
    confidential_category_says_why,
    field_is_of_a_kind,
    kept_years_name_their_source,
    outcome_is_of_a_kind,
)
from kalantar.case_catalogue.standard import standard_case_catalogue
from kalantar.catalogue.actions import (
    add_missing,
    add_row,
    change_row,
    one_installation_at_a_time,
    restore_row,
    retire_row,
)
from kalantar.catalogue.events import CatalogueInstalled, CatalogueRowAdded
from kalantar.catalogue.rules import (
    code_is_plain,
    may_edit_catalogue,
    row_is_said_in_both_languages,
)
from kalantar.kernel.action import action, lock
from kalantar.kernel.actor import Actor
from kalantar.kernel.text import normalise
from kalantar.kernel.timeline import record

CATEGORIES = CaseCategory.objects.all()
FIELDS = CaseField.objects.all()
OUTCOMES = CaseOutcome.objects.all()
OUTSIDE_SERVICES = OutsideService.objects.all()
STANDARD_YEARS = 10


@action
def install_case_catalogue(*, by: Actor) -> None:
    """Add the standard rows the service does not have. What is there, edited or retired, stays."""
    standard = may_edit_catalogue.allow(by, standard_case_catalogue())
    one_installation_at_a_time()
    added = add_missing(CaseCategory, standard.categories)
    added += add_missing(CaseOutcome, standard.outcomes)
    added += add_missing(OutsideService, standard.outside_services)
    added += _add_missing_fields(standard.fields)
    codes = [row["code"] for row in standard.categories]
    record(CatalogueInstalled(added), about=list(CATEGORIES.filter(code__in=codes)), by=by)


@action
def add_case_category(
    *,
    code: str,
    name_fa: str,
    name_en: str,
    confidential: bool = False,
    confidential_because: str = "",
    kept_years: int = STANDARD_YEARS,
    kept_source: str = "",
    keywords: str = "",
    bring_fa: str = "",
    bring_en: str = "",
    order: int = 0,
    by: Actor,
) -> CaseCategory:
    """``confidential``: no message ever tells of its files, ``confidential_because`` of whom. ``kept_years``: after their closing, by
    which law (``kept_source``) unless it is the standard's number.
    ``bring_…``: the documents its parties bring, as they read it."""
    row: CaseCategory = may_edit_catalogue.allow(by, CaseCategory(code=code, order=order))
    row.confidential, row.kept_years, row.keywords = confidential, kept_years, normalise(keywords)
    row.bring_fa, row.bring_en = normalise(bring_fa), normalise(bring_en)
    confidential_category_says_why.require(confidential, confidential_because)
    row.confidential_because = confidential_because
    row.kept_source = normalise(kept_source)
    if kept_years != STANDARD_YEARS:
        kept_years_name_their_source.require(row.kept_source)
    return add_row(row, name_fa, name_en, by)


@action
def change_case_category(
    *,
    case_category: UUID,
    name_fa: str | None = None,
    name_en: str | None = None,
    confidential: bool | None = None,
    confidential_because: str | None = None,
    kept_years: int | None = None,
    kept_source: str | None = None,
    keywords: str | None = None,
    bring_fa: str | None = None,
    bring_en: str | None = None,
    order: int | None = None,
    by: Actor,
) -> CaseCategory:
    """Change what is given; None leaves a value as it is. Other years name their source."""
    row: CaseCategory = may_edit_catalogue.allow(by, lock(CATEGORIES, case_category))
    row_is_said_in_both_languages.require(name_fa or row.name_fa, name_en or row.name_en)
    source = row.kept_source if kept_source is None else kept_source
    if kept_years not in (None, row.kept_years) or row.kept_source:
        kept_years_name_their_source.require(source)
    secret = row.confidential if confidential is None else confidential
    because = row.confidential_because if confidential_because is None else confidential_because
    if (secret, because) != (row.confidential, row.confidential_because):
        confidential_category_says_why.require(secret, because)
    wanted = {
        "name_fa": name_fa, "name_en": name_en, "confidential": confidential,
        "confidential_because": confidential_because,
        "kept_source": kept_source, "kept_years": kept_years, "keywords": keywords, "order": order,
        "bring_fa": bring_fa, "bring_en": bring_en,
    }  # fmt: skip
    return change_row(row, wanted, by)


@action
def add_case_field(
    *,
    case_category: UUID,
    code: str,
    text_fa: str,
    text_en: str,
    kind: str = CaseField.Kind.TEXT,
    required: bool = False,
    by: Actor,
) -> CaseField:
    """Ask one more thing for files of a category, after its other fields."""
    asked_for = may_edit_catalogue.allow(by, lock(CATEGORIES, case_category))
    code_is_plain.require(code)
    field_is_of_a_kind.require(kind)
    row_is_said_in_both_languages.require(text_fa, text_en)
    last = asked_for.fields.order_by("-order").first()
    row = CaseField.objects.create(
        category=asked_for, code=code, order=last.order + 1 if last else 1, kind=kind,
        text_fa=normalise(text_fa), text_en=normalise(text_en), required=required,
    )  # fmt: skip
    record(CatalogueRowAdded(row.pk), about=[row, asked_for], by=by)
    return row


@action
def change_case_field(
    *,
    case_field: UUID,
    text_fa: str | None = None,
    text_en: str | None = None,
    required: bool | None = None,
    order: int | None = None,
    by: Actor,
) -> CaseField:
    """Change what is given; None leaves a value as it is. Its kind stays: answers were given to it."""
    row: CaseField = may_edit_catalogue.allow(by, lock(FIELDS, case_field))
    row_is_said_in_both_languages.require(text_fa or row.text_fa, text_en or row.text_en)
    wanted = {"text_fa": text_fa, "text_en": text_en, "required": required, "order": order}
    return change_row(row, wanted, by)


@action
def add_case_outcome(
    *,
    code: str,
    name_fa: str,
    name_en: str,
    kind: str,
    needs_note: bool = False,
    order: int = 0,
    by: Actor,
) -> CaseOutcome:
    """``kind``: among which it is counted, an OutcomeKind."""
    row: CaseOutcome = may_edit_catalogue.allow(by, CaseOutcome(code=code, order=order))
    outcome_is_of_a_kind.require(kind)
    row.kind, row.needs_note = kind, needs_note
    return add_row(row, name_fa, name_en, by)


@action
def change_case_outcome(
    *,
    case_outcome: UUID,
    name_fa: str | None = None,
    name_en: str | None = None,
    needs_note: bool | None = None,
    order: int | None = None,
    by: Actor,
) -> CaseOutcome:
    """Change what is given; None leaves a value as it is. Its kind stays: files were counted by it."""
    row: CaseOutcome = may_edit_catalogue.allow(by, lock(OUTCOMES, case_outcome))
    row_is_said_in_both_languages.require(name_fa or row.name_fa, name_en or row.name_en)
    wanted = {"name_fa": name_fa, "name_en": name_en, "needs_note": needs_note, "order": order}
    return change_row(row, wanted, by)


@action
def add_outside_service(
    *, code: str, name_fa: str, name_en: str, order: int = 0, by: Actor
) -> OutsideService:
    """A service outside of the police that files can be referred to."""
    row: OutsideService = may_edit_catalogue.allow(by, OutsideService(code=code, order=order))
    return add_row(row, name_fa, name_en, by)


@action
def change_outside_service(
    *,
    outside_service: UUID,
    name_fa: str | None = None,
    name_en: str | None = None,
    order: int | None = None,
    by: Actor,
) -> OutsideService:
    """Change what is given; None leaves a value as it is."""
    row: OutsideService = may_edit_catalogue.allow(by, lock(OUTSIDE_SERVICES, outside_service))
    row_is_said_in_both_languages.require(name_fa or row.name_fa, name_en or row.name_en)
    return change_row(row, {"name_fa": name_fa, "name_en": name_en, "order": order}, by)


@action
def retire_outside_service(*, outside_service: UUID, by: Actor) -> OutsideService:
    """Stop offering it; the referrals to it stay."""
    row: OutsideService = may_edit_catalogue.allow(by, lock(OUTSIDE_SERVICES, outside_service))
    return retire_row(row, by)


@action
def restore_outside_service(*, outside_service: UUID, by: Actor) -> OutsideService:
    row: OutsideService = may_edit_catalogue.allow(by, lock(OUTSIDE_SERVICES, outside_service))
    return restore_row(row, by)


@action
def retire_case_category(*, case_category: UUID, by: Actor) -> CaseCategory:
    """Stop offering a category; the files that have it keep it."""
    row: CaseCategory = may_edit_catalogue.allow(by, lock(CATEGORIES, case_category))
    return retire_row(row, by)


@action
def retire_case_field(*, case_field: UUID, by: Actor) -> CaseField:
    """Stop asking; what was written down stays."""
    row: CaseField = may_edit_catalogue.allow(by, lock(FIELDS, case_field))
    return retire_row(row, by)


@action
def retire_case_outcome(*, case_outcome: UUID, by: Actor) -> CaseOutcome:
    row: CaseOutcome = may_edit_catalogue.allow(by, lock(OUTCOMES, case_outcome))
    return retire_row(row, by)


@action
def restore_case_category(*, case_category: UUID, by: Actor) -> CaseCategory:
    row: CaseCategory = may_edit_catalogue.allow(by, lock(CATEGORIES, case_category))
    return restore_row(row, by)


@action
def restore_case_field(*, case_field: UUID, by: Actor) -> CaseField:
    row: CaseField = may_edit_catalogue.allow(by, lock(FIELDS, case_field))
    return restore_row(row, by)


@action
def restore_case_outcome(*, case_outcome: UUID, by: Actor) -> CaseOutcome:
    row: CaseOutcome = may_edit_catalogue.allow(by, lock(OUTCOMES, case_outcome))
    return restore_row(row, by)


def _add_missing_fields(fields: dict[str, list[dict[str, Any]]]) -> int:
    """Add to a category the fields it never had, in their standard places."""
    categories = {row.code: row for row in CATEGORIES.filter(code__in=list(fields))}
    there = set(FIELDS.values_list("category__code", "code"))
    missing = [
        CaseField(**row, category=categories[code])
        for code, rows in fields.items()
        for row in rows
        if (code, row["code"]) not in there
    ]
    CaseField.objects.bulk_create(missing)
    return len(missing)
