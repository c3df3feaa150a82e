"""What can be done to the catalogues: install the standard one once, add, change, retire, restore."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.db import connection

from kalantar.catalogue.events import (
    CatalogueInstalled,
    CatalogueRowAdded,
    CatalogueRowChanged,
    CatalogueRowRestored,
    CatalogueRowRetired,
)
from kalantar.catalogue.models import (
    Disposition,
    IncidentType,
    Named,
    Question,
    Row,
    UnavailableReason,
)
from kalantar.catalogue.rules import (
    catalogue_change_changes_something,
    catalogue_row_is_offered,
    catalogue_row_is_retired,
    code_is_plain,
    may_edit_catalogue,
    row_is_said_in_both_languages,
    type_asks_for_what_exists,
)
from kalantar.catalogue.standard import standard_catalogue
from kalantar.kernel.action import action, lock, part
from kalantar.kernel.actor import Actor
from kalantar.kernel.text import normalise
from kalantar.kernel.timeline import record

TYPES, QUESTIONS = IncidentType.objects.all(), Question.objects.all()
DISPOSITIONS, REASONS = Disposition.objects.all(), UnavailableReason.objects.all()


@action
def install_catalogue(*, by: Actor) -> None:
    """Add the standard rows the service does not have. What is there, edited or retired, stays."""
    standard = may_edit_catalogue.allow(by, standard_catalogue())
    one_installation_at_a_time()
    added = add_missing(IncidentType, standard.types)
    added += add_missing(Disposition, standard.dispositions)
    added += add_missing(UnavailableReason, standard.reasons)
    added += _add_missing_questions(standard.questions)
    types = IncidentType.objects.filter(code__in=[row["code"] for row in standard.types])
    record(CatalogueInstalled(added), about=list(types), by=by)


@action
def add_incident_type(
    *,
    code: str,
    name_fa: str,
    name_en: str,
    priority: int,
    units: int = 1,
    capabilities: Sequence[str] = (),
    unit_kinds: Sequence[str] = (),
    wait_alarm_s: int = 300,
    word_within_s: int = 0,
    keywords: str = "",
    order: int = 0,
    by: Actor,
) -> IncidentType:
    row: IncidentType = may_edit_catalogue.allow(
        by, IncidentType(code=code, order=order, priority=priority)
    )
    type_asks_for_what_exists.require(capabilities, unit_kinds)
    row.units, row.wait_alarm_s, row.word_within_s = units, wait_alarm_s, word_within_s
    row.keywords = normalise(keywords)
    row.capabilities, row.unit_kinds = list(capabilities), list(unit_kinds)
    return add_row(row, name_fa, name_en, by)


@action
def change_incident_type(
    *,
    incident_type: UUID,
    name_fa: str | None = None,
    name_en: str | None = None,
    priority: int | None = None,
    units: int | None = None,
    capabilities: Sequence[str] | None = None,
    unit_kinds: Sequence[str] | None = None,
    wait_alarm_s: int | None = None,
    word_within_s: int | None = None,
    keywords: str | None = None,
    order: int | None = None,
    by: Actor,
) -> IncidentType:
    """Change what is given; None leaves a value as it is."""
    row: IncidentType = may_edit_catalogue.allow(by, lock(TYPES, incident_type))
    type_asks_for_what_exists.require(capabilities or (), unit_kinds or ())
    row_is_said_in_both_languages.require(name_fa or row.name_fa, name_en or row.name_en)
    wanted = {
        "name_fa": name_fa, "name_en": name_en, "priority": priority, "units": units,
        "capabilities": None if capabilities is None else list(capabilities),
        "unit_kinds": None if unit_kinds is None else list(unit_kinds),
        "wait_alarm_s": wait_alarm_s, "word_within_s": word_within_s,
        "keywords": keywords, "order": order,
    }  # fmt: skip
    return change_row(row, wanted, by)


@action
def add_question(
    *,
    incident_type: UUID,
    code: str,
    text_fa: str,
    text_en: str,
    kind: str = Question.Kind.YES_NO,
    yes_means_priority: int | None = None,
    by: Actor,
) -> Question:
    """Ask one more thing for a type, after its other questions."""
    asked_for = may_edit_catalogue.allow(by, lock(TYPES, incident_type))
    code_is_plain.require(code)
    row_is_said_in_both_languages.require(text_fa, text_en)
    last = asked_for.questions.order_by("-order").first()
    row = Question(incident_type=asked_for, code=code, order=last.order + 1 if last else 1)
    row.text_fa, row.text_en, row.kind = normalise(text_fa), normalise(text_en), kind
    row.yes_means_priority = yes_means_priority
    row.save(force_insert=True)
    record(CatalogueRowAdded(row.pk), about=[row, asked_for], by=by)
    return row


@action
def change_question(
    *,
    question: UUID,
    text_fa: str | None = None,
    text_en: str | None = None,
    order: int | None = None,
    yes_means_priority: int | None = None,
    by: Actor,
) -> Question:
    """Change what is given; None leaves a value as it is, 0 lets the question raise nothing."""
    row: Question = may_edit_catalogue.allow(by, lock(QUESTIONS, question))
    row_is_said_in_both_languages.require(text_fa or row.text_fa, text_en or row.text_en)
    wanted = {"text_fa": text_fa, "text_en": text_en, "order": order}
    raises = {"yes_means_priority": yes_means_priority or None}
    return change_row(row, wanted, by, cleared=raises if yes_means_priority is not None else {})


@action
def add_disposition(
    *, code: str, name_fa: str, name_en: str, needs_note: bool = False, order: int = 0, by: Actor
) -> Disposition:
    row: Disposition = may_edit_catalogue.allow(by, Disposition(code=code, order=order))
    row.needs_note = needs_note
    return add_row(row, name_fa, name_en, by)


@action
def change_disposition(
    *,
    disposition: UUID,
    name_fa: str | None = None,
    name_en: str | None = None,
    needs_note: bool | None = None,
    order: int | None = None,
    by: Actor,
) -> Disposition:
    """Change what is given; None leaves a value as it is."""
    row: Disposition = may_edit_catalogue.allow(by, lock(DISPOSITIONS, disposition))
    row_is_said_in_both_languages.require(name_fa or row.name_fa, name_en or row.name_en)
    wanted = {"name_fa": name_fa, "name_en": name_en, "needs_note": needs_note, "order": order}
    return change_row(row, wanted, by)


@action
def add_unavailable_reason(
    *, code: str, name_fa: str, name_en: str, order: int = 0, by: Actor
) -> UnavailableReason:
    row: UnavailableReason = may_edit_catalogue.allow(by, UnavailableReason(code=code, order=order))
    return add_row(row, name_fa, name_en, by)


@action
def change_unavailable_reason(
    *,
    reason: UUID,
    name_fa: str | None = None,
    name_en: str | None = None,
    order: int | None = None,
    by: Actor,
) -> UnavailableReason:
    """Change what is given; None leaves a value as it is."""
    row: UnavailableReason = may_edit_catalogue.allow(by, lock(REASONS, reason))
    row_is_said_in_both_languages.require(name_fa or row.name_fa, name_en or row.name_en)
    return change_row(row, {"name_fa": name_fa, "name_en": name_en, "order": order}, by)


@action
def retire_incident_type(*, incident_type: UUID, by: Actor) -> IncidentType:
    """Stop offering a type; incidents that have it keep it."""
    row: IncidentType = may_edit_catalogue.allow(by, lock(TYPES, incident_type))
    return retire_row(row, by)


@action
def retire_question(*, question: UUID, by: Actor) -> Question:
    """Stop asking; answers already given stay."""
    row: Question = may_edit_catalogue.allow(by, lock(QUESTIONS, question))
    return retire_row(row, by)


@action
def retire_disposition(*, disposition: UUID, by: Actor) -> Disposition:
    row: Disposition = may_edit_catalogue.allow(by, lock(DISPOSITIONS, disposition))
    return retire_row(row, by)


@action
def retire_unavailable_reason(*, reason: UUID, by: Actor) -> UnavailableReason:
    row: UnavailableReason = may_edit_catalogue.allow(by, lock(REASONS, reason))
    return retire_row(row, by)


@action
def restore_incident_type(*, incident_type: UUID, by: Actor) -> IncidentType:
    row: IncidentType = may_edit_catalogue.allow(by, lock(TYPES, incident_type))
    return restore_row(row, by)


@action
def restore_question(*, question: UUID, by: Actor) -> Question:
    """Ask again, at its old place if it is still free."""
    row: Question = may_edit_catalogue.allow(by, lock(QUESTIONS, question))
    return restore_row(row, by)


@action
def restore_disposition(*, disposition: UUID, by: Actor) -> Disposition:
    row: Disposition = may_edit_catalogue.allow(by, lock(DISPOSITIONS, disposition))
    return restore_row(row, by)


@action
def restore_unavailable_reason(*, reason: UUID, by: Actor) -> UnavailableReason:
    row: UnavailableReason = may_edit_catalogue.allow(by, lock(REASONS, reason))
    return restore_row(row, by)


@part
def add_row[R: Named](row: R, name_fa: str, name_en: str, by: Actor) -> R:
    """A new row of a catalogue, as part of the act of adding it, which has judged who may."""
    code_is_plain.require(row.code)
    row_is_said_in_both_languages.require(name_fa, name_en)
    row.name_fa, row.name_en = normalise(name_fa), normalise(name_en)
    row.save(force_insert=True)
    record(CatalogueRowAdded(row.pk), about=[row], by=by)
    return row


@part
def change_row[R: Row](
    row: R, wanted: dict[str, Any], by: Actor, cleared: dict[str, Any] | None = None
) -> R:
    """Set what is given and differs; ``cleared`` holds values that may be None."""
    given = {key: value for key, value in wanted.items() if value is not None} | (cleared or {})
    changed = {}
    for key, value in given.items():
        value = normalise(value) if isinstance(value, str) else value
        if (before := getattr(row, key)) != value:
            changed[key] = [before, value]
            setattr(row, key, value)
    catalogue_change_changes_something.require(changed)
    row.save(update_fields=list(changed))
    record(CatalogueRowChanged(row.pk, changed), about=[row], by=by)
    return row


@part
def retire_row[R: Row](row: R, by: Actor) -> R:
    """Not offered any more; what has it keeps it."""
    catalogue_row_is_offered.require(row)
    row.retired_at = by.now()
    row.save(update_fields=["retired_at"])
    record(CatalogueRowRetired(row.pk), about=[row], by=by)
    return row


@part
def restore_row[R: Row](row: R, by: Actor) -> R:
    catalogue_row_is_retired.require(row)
    row.retired_at = None
    row.save(update_fields=["retired_at"])
    record(CatalogueRowRestored(row.pk), about=[row], by=by)
    return row


@part
def one_installation_at_a_time() -> None:
    """Two servers started together both install; the second waits here and finds all rows there."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('kalantar.install_catalogue'))")


@part
def add_missing(model: type[Named], rows: list[dict[str, Any]]) -> int:
    """Those of the rows whose code the catalogue never had; how many."""
    there = set(model._default_manager.values_list("code", flat=True))
    missing = [model(**row) for row in rows if row["code"] not in there]
    model._default_manager.bulk_create(missing)
    return len(missing)


def _add_missing_questions(questions: dict[str, list[dict[str, Any]]]) -> int:
    """Add to a type the questions it never had, behind those an administrator put there."""
    types = {row.code: row for row in IncidentType.objects.filter(code__in=list(questions))}
    there: dict[str, set[str]] = {code: set() for code in questions}
    last: dict[str, int] = dict.fromkeys(questions, 0)
    asked_before = QUESTIONS.filter(incident_type__in=types.values())
    for code, question, place in asked_before.values_list("incident_type__code", "code", "order"):
        there[code].add(question)
        last[code] = max(last[code], place)
    missing = []
    for code, asked in questions.items():
        new = [row for row in asked if row["code"] not in there[code]]
        for place, row in enumerate(new, start=last[code] + 1):
            missing.append(Question(**{**row, "order": place}, incident_type=types[code]))
    Question.objects.bulk_create(missing)
    return len(missing)
