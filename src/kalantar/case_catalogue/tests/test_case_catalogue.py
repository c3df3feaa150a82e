"""The standard case catalogue is installed once; administrators' edits stay; desks find what they need."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db import connection
from django.db.models import Model

from kalantar.case_catalogue import actions, queries
from kalantar.case_catalogue.models import (
    CaseCategory,
    CaseField,
    CaseOutcome,
    OutcomeKind,
    OutsideService,
)
from kalantar.case_catalogue.standard import standard_case_catalogue
from kalantar.catalogue.rules import code_is_plain
from kalantar.kernel.actor import Actor
from kalantar.kernel.labels import say
from kalantar.kernel.models import Entry
from kalantar.kernel.text import normalise

TABLES: tuple[type[Model], ...] = (CaseCategory, CaseField, CaseOutcome, OutsideService)


def everything() -> list[list[dict[str, Any]]]:
    return [list(table._default_manager.order_by("pk").values()) for table in TABLES]


def test_the_standard_case_catalogue_is_written_well() -> None:
    standard = standard_case_catalogue()
    fields = [field for of in standard.fields.values() for field in of]
    rows = [*standard.categories, *standard.outcomes, *standard.outside_services]
    assert all(code_is_plain(row["code"]) for row in [*rows, *fields])
    words = [row["name_fa"] for row in rows] + [field["text_fa"] for field in fields]
    assert [text for text in words if normalise(text) != text] == []
    assert {row["kind"] for row in standard.outcomes} == set(OutcomeKind.values)
    assert all(standard.fields[row["code"]] for row in standard.categories)


def test_every_kind_of_outcome_is_said_in_both_languages() -> None:
    assert set(queries.OUTCOME_KINDS) == set(OutcomeKind.values)


@pytest.mark.django_db
def test_installing_twice_is_installing_once(installed: Actor) -> None:
    first = everything()
    standard = standard_case_catalogue()
    assert len(first[0]) == len(standard.categories)
    actions.install_case_catalogue(by=installed)
    assert everything() == first


@pytest.mark.django_db(transaction=True)
def test_two_servers_installing_at_once_install_once(as_system: Actor) -> None:
    def install(_: int) -> None:
        try:
            actions.install_case_catalogue(by=as_system)
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as servers:
        list(servers.map(install, range(4)))
    rows = sum(map(len, everything()))
    added = Entry.objects.filter(event="CatalogueInstalled")
    assert sorted(entry.facts["added"] for entry in added) == [0, 0, 0, rows]


@pytest.mark.django_db
def test_installing_again_keeps_what_an_administrator_changed(installed: Actor) -> None:
    quarrel = CaseCategory.objects.get(code="quarrel")
    actions.change_case_category(
        case_category=quarrel.pk, kept_years=4, kept_source="بخشنامهٔ ۱۲", by=installed
    )
    field = quarrel.fields.get(code="would_settle")
    actions.change_case_field(case_field=field.pk, required=True, by=installed)
    actions.retire_case_field(case_field=quarrel.fields.get(code="about").pk, by=installed)
    own = actions.add_case_field(
        case_category=quarrel.pk, code="place", text_fa="کجا؟", text_en="Where?", by=installed
    )
    before = everything()
    actions.install_case_catalogue(by=installed)
    assert everything() == before
    offered = next(row for row in queries.offered_categories() if row.pk == quarrel.pk)
    assert [row.code for row in offered.fields.all()] == ["would_settle", own.code]
    assert [row.code for row in queries.fields_of(quarrel.pk)] == ["would_settle", own.code]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("سرقت منزل", "home_burglary"),
        ("دزدي ماشين", "car_theft"),
        ("bag snatch", "snatching"),
        ("همسایگان", "neighbours"),
        ("زورگیری", "robbery"),
    ],
)
def test_categories_are_found_in_both_languages(words: str, code: str, installed: Actor) -> None:
    assert code in [row.code for row in queries.offered_categories(words)]


@pytest.mark.django_db
def test_categories_come_with_their_fields_in_two_queries(
    installed: Actor, django_assert_num_queries: Any
) -> None:
    with django_assert_num_queries(2):
        assert all(list(row.fields.all()) for row in queries.offered_categories())


@pytest.mark.django_db
def test_what_harms_by_being_told_is_confidential(installed: Actor) -> None:
    confidential = CaseCategory.objects.filter(confidential=True).values_list("code", flat=True)
    assert set(confidential) == {
        "domestic_violence", "child_protection", "sexual_offence", "information_given",
    }  # fmt: skip


@pytest.mark.django_db
def test_a_retired_row_is_not_offered_until_it_is_restored(installed: Actor) -> None:
    outcome = CaseOutcome.objects.get(code="civil_matter")
    category = CaseCategory.objects.get(code="insult")
    field = category.fields.get(code="words")
    actions.retire_case_outcome(case_outcome=outcome.pk, by=installed)
    actions.retire_case_category(case_category=category.pk, by=installed)
    actions.retire_case_field(case_field=field.pk, by=installed)
    assert outcome not in queries.offered_outcomes()
    assert category not in queries.offered_categories()
    actions.restore_case_outcome(case_outcome=outcome.pk, by=installed)
    actions.restore_case_category(case_category=category.pk, by=installed)
    actions.restore_case_field(case_field=field.pk, by=installed)
    assert outcome in queries.offered_outcomes()
    assert category in queries.offered_categories()
    assert field in queries.fields_of(category.pk)


@pytest.mark.django_db
def test_an_outside_service_is_added_changed_retired_and_restored(installed: Actor) -> None:
    names = {"name_fa": "مرکز بهداشت", "name_en": "Health centre"}
    row = actions.add_outside_service(code="health_centre", **names, order=20, by=installed)
    changed = actions.change_outside_service(outside_service=row.pk, name_en="Clinic", by=installed)
    assert (changed.name_fa, changed.name_en) == ("مرکز بهداشت", "Clinic")
    actions.retire_outside_service(outside_service=row.pk, by=installed)
    assert row not in queries.offered_outside_services()
    actions.restore_outside_service(outside_service=row.pk, by=installed)
    assert row in queries.offered_outside_services()
    assert say({"outside_service": [row.pk]}, installed)[row.pk].en == "Clinic"


@pytest.mark.django_db
def test_a_service_from_before_outside_services_gets_them(installed: Actor) -> None:
    assert queries.standard_case_catalogue_is_installed()
    OutsideService.objects.all().delete()
    assert not queries.standard_case_catalogue_is_installed()
    actions.install_case_catalogue(by=installed)
    assert queries.standard_case_catalogue_is_installed()


@pytest.mark.django_db
def test_rows_are_said_by_their_names_wherever_a_row_of_a_catalogue_is(installed: Actor) -> None:
    rows = [CaseCategory.objects.all()[0], CaseOutcome.objects.all()[0], CaseField.objects.all()[0]]
    said = say({"catalogue_row": [row.pk for row in rows]}, installed)
    assert [said[row.pk].fa for row in rows] == [rows[0].name_fa, rows[1].name_fa, rows[2].text_fa]  # type: ignore[attr-defined]


def test_every_field_that_can_be_changed_is_said_by_a_name() -> None:
    from kalantar.catalogue.events import FIELDS
    from kalantar.catalogue.models import Disposition, IncidentType, Question, UnavailableReason

    kept = {"id", "code", "retired_at", "incident_type", "category", "kind"}  # for good
    more: tuple[type[Model], ...] = (Disposition, IncidentType, Question, UnavailableReason)
    for table in TABLES + more:
        assert {field.name for field in table._meta.concrete_fields} - kept <= set(FIELDS), table
