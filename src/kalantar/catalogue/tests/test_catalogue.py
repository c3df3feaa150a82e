"""The standard catalogue is installed once; administrators' edits stay; forms find what is reported."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db import connection
from django.db.models import Model

from kalantar.catalogue import actions, queries
from kalantar.catalogue.capabilities import (
    CAPABILITY_NAMES,
    KIND_NAMES,
    Capability,
    UnitKind,
    capability_name,
    kind_name,
)
from kalantar.catalogue.models import Disposition, IncidentType, Question, UnavailableReason
from kalantar.catalogue.rules import code_is_plain, type_asks_for_what_exists
from kalantar.catalogue.standard import standard_catalogue
from kalantar.kernel.actor import Actor
from kalantar.kernel.labels import say
from kalantar.kernel.models import Entry
from kalantar.kernel.story import told
from kalantar.kernel.text import normalise

TABLES: tuple[type[Model], ...] = (IncidentType, Question, Disposition, UnavailableReason)


def everything() -> list[list[dict[str, Any]]]:
    return [list(table._default_manager.order_by("pk").values()) for table in TABLES]


def test_the_standard_catalogue_is_written_well() -> None:
    standard = standard_catalogue()
    assert len(standard.types) >= 35
    for row in standard.types:
        assert code_is_plain(row["code"])
        assert type_asks_for_what_exists(row.get("capabilities", ()), row.get("unit_kinds", ()))
        assert 2 <= len(standard.questions[row["code"]]) <= 4
    rows = [*standard.types, *standard.dispositions, *standard.reasons]
    asked = [question for questions in standard.questions.values() for question in questions]
    words = [row["name_fa"] for row in rows] + [row["text_fa"] for row in asked]
    assert [text for text in words if normalise(text) != text] == []
    for row in standard.types:
        for question in standard.questions[row["code"]]:
            raised = question["yes_means_priority"]
            assert raised is None or raised <= row["priority"], (row["code"], question["code"])


def test_capabilities_and_kinds_are_said_in_both_languages() -> None:
    assert set(CAPABILITY_NAMES) == set(Capability)
    assert set(KIND_NAMES) == set(UnitKind.values)
    assert kind_name("car").fa == "گشت خودرویی"
    assert str(capability_name("jetpack")) == "jetpack"


@pytest.mark.django_db
def test_installing_twice_is_installing_once(as_system: Actor) -> None:
    assert not queries.standard_catalogue_is_installed()
    actions.install_catalogue(by=as_system)
    first = everything()
    assert queries.standard_catalogue_is_installed()
    assert [len(rows) for rows in first] == [48, 120, 17, 10]
    actions.install_catalogue(by=as_system)
    assert everything() == first
    added = Entry.objects.filter(event="CatalogueInstalled").order_by("pk")
    assert [entry.facts["added"] for entry in added] == [195, 0]


@pytest.mark.django_db
def test_installing_again_keeps_what_an_administrator_changed(as_system: Actor) -> None:
    actions.install_catalogue(by=as_system)
    noise = IncidentType.objects.get(code="noise")
    actions.change_incident_type(
        incident_type=noise.pk, name_fa="سر و صدا", priority=4, by=as_system
    )
    question = noise.questions.get(code="kind")
    actions.retire_question(question=question.pk, by=as_system)
    own = actions.add_question(
        incident_type=noise.pk, code="since", text_fa="از کی؟", text_en="Since when?",
        kind="text", by=as_system,
    )  # fmt: skip
    actions.retire_disposition(
        disposition=Disposition.objects.get(code="duplicate").pk, by=as_system
    )
    before = everything()
    actions.install_catalogue(by=as_system)
    assert everything() == before
    noise.refresh_from_db()
    assert (noise.name_fa, noise.priority) == ("سر و صدا", 4)
    offered = next(row for row in queries.offered_types("noise") if row.pk == noise.pk)
    assert [asked.code for asked in offered.questions.all()] == ["fight_heard", own.code]
    assert "duplicate" not in [row.code for row in queries.dispositions()]


@pytest.mark.django_db(transaction=True)
def test_two_servers_installing_at_once_install_once(as_system: Actor) -> None:
    def install(_: int) -> None:
        try:
            actions.install_catalogue(by=as_system)
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as servers:
        list(servers.map(install, range(4)))
    assert [len(rows) for rows in everything()] == [48, 120, 17, 10]
    added = Entry.objects.filter(event="CatalogueInstalled")
    assert sorted(entry.facts["added"] for entry in added) == [0, 0, 0, 195]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("سرقت مسلحانه", "armed_robbery"),
        ("سرقت مسلحانة", "armed_robbery"),
        ("گوشي قاپي", "snatching"),
        ("خفت‌گیری", "mugging"),
        ("NOISE", "noise"),
        ("hit run", "hit_and_run"),
        ("knife", "stabbing"),
        ("دزدی ماشین", "car_theft"),
    ],
)
def test_types_are_found_in_both_languages(words: str, code: str, as_system: Actor) -> None:
    actions.install_catalogue(by=as_system)
    assert code in [row.code for row in queries.offered_types(words)]


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["name_fa", "name_en"])
def test_the_exact_name_comes_before_a_more_urgent_type(as_system: Actor, language: str) -> None:
    actions.install_catalogue(by=as_system)
    rows = queries.offered_types()
    asked = next(row for row in rows if row.code == "noise")
    urgent = rows[0]
    assert urgent.priority < asked.priority
    name = getattr(asked, language)
    begins = next(row for row in rows if row.code not in (asked.code, urgent.code))
    IncidentType.objects.filter(pk=urgent.pk).update(keywords=name)
    IncidentType.objects.filter(pk=begins.pk).update(priority=5, **{language: f"{name} x"})
    found = [row.code for row in queries.offered_types(name)]
    assert found[:3] == [asked.code, begins.code, urgent.code]


@pytest.mark.django_db
def test_types_come_by_priority_in_two_queries(
    as_system: Actor, django_assert_num_queries: Any
) -> None:
    actions.install_catalogue(by=as_system)
    with django_assert_num_queries(2):
        rows = queries.offered_types()
        assert all(list(row.questions.all()) for row in rows)
    priorities = [row.priority for row in rows]
    assert priorities == sorted(priorities)
    assert set(priorities) == {1, 2, 3, 4, 5}
    assert {row.code for row in rows if row.priority == 1} >= {"shooting", "stabbing"}
    assert queries.offered_types("qwertyuiop") == []


@pytest.mark.django_db
def test_a_change_says_what_it_was_and_what_it_is(as_system: Actor) -> None:
    actions.install_catalogue(by=as_system)
    noise = IncidentType.objects.get(code="noise")
    actions.change_incident_type(incident_type=noise.pk, priority=3, by=as_system)
    latest = told(noise.pk, as_system)[0]
    assert latest.sentence.en == "“Noise” was changed in the catalogue (priority: 3 instead of 5)."
    assert "مزاحمت صوتی" in latest.sentence.fa


@pytest.mark.django_db
def test_rows_of_every_catalogue_have_their_labels(as_system: Actor) -> None:
    actions.install_catalogue(by=as_system)
    rows = [table._default_manager.all()[0] for table in TABLES]
    ids = [row.pk for row in rows]
    said = say({"catalogue_row": ids}, as_system)
    assert [said[id].fa for id in ids] == [
        getattr(row, "name_fa", None) or getattr(row, "text_fa", None) for row in rows
    ]
    assert str(rows[1]) in {rows[1].text_en, rows[1].text_fa}  # type: ignore[attr-defined]
    assert say({"incident_type": [ids[1]]}, as_system)[ids[1]].en == "(erased)"


@pytest.mark.django_db
def test_dispositions_and_reasons_are_edited_too(as_system: Actor) -> None:
    actions.install_catalogue(by=as_system)
    other = Disposition.objects.get(code="other")
    actions.change_disposition(disposition=other.pk, needs_note=False, by=as_system)
    actions.retire_disposition(disposition=other.pk, by=as_system)
    actions.restore_disposition(disposition=other.pk, by=as_system)
    other.refresh_from_db()
    assert (other.needs_note, other.retired_at) == (False, None)
    meal = UnavailableReason.objects.get(code="meal")
    actions.change_unavailable_reason(reason=meal.pk, name_en="Meal", by=as_system)
    actions.retire_unavailable_reason(reason=meal.pk, by=as_system)
    assert "meal" not in [row.code for row in queries.unavailable_reasons()]
    actions.restore_unavailable_reason(reason=meal.pk, by=as_system)
    assert "Meal" in [row.name_en for row in queries.unavailable_reasons()]
    question = Question.objects.get(incident_type__code="noise", code="fight_heard")
    actions.change_question(question=question.pk, yes_means_priority=0, by=as_system)
    question.refresh_from_db()
    assert question.yes_means_priority is None
