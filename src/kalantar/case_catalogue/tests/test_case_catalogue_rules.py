"""What may not happen to the case catalogue."""

from collections.abc import Callable
from importlib import import_module
from typing import Any
from uuid import UUID

import pytest
from django.db import connection
from uuid_utils.compat import uuid7

from kalantar.case_catalogue import actions
from kalantar.case_catalogue.models import (
    CaseCategory,
    CaseOutcome,
    OutsideService,
    WhyConfidential,
)
from kalantar.case_catalogue.rules import field_is_of_a_kind, outcome_is_of_a_kind
from kalantar.kernel.actor import Actor, ActorKind
from kalantar.kernel.rules import Refused
from kalantar.messaging.models import WithheldFile

pytestmark = pytest.mark.django_db
NAMES: dict[str, Any] = {"name_fa": "آزمایشی", "name_en": "Trial"}
TEXTS: dict[str, Any] = {"text_fa": "کی؟", "text_en": "When?"}


def refusal(broken: pytest.ExceptionInfo[Refused]) -> str:
    return broken.value.rule.name


def test_outcome_is_of_a_kind(as_system: Actor) -> None:
    assert outcome_is_of_a_kind("settled")
    with pytest.raises(Refused) as broken:
        actions.add_case_outcome(code="trial", kind="resolved", **NAMES, by=as_system)
    assert refusal(broken) == "outcome_is_of_a_kind"
    assert not CaseOutcome.objects.exists()


def test_field_is_of_a_kind(installed: Actor) -> None:
    assert field_is_of_a_kind("date")
    with pytest.raises(Refused) as broken:
        actions.add_case_field(
            case_category=_category("other"), code="when", kind="colour", **TEXTS, by=installed
        )
    assert refusal(broken) == "field_is_of_a_kind"


def test_category_code_is_used_once(installed: Actor) -> None:
    with pytest.raises(Refused) as broken:
        actions.add_case_category(code="quarrel", **NAMES, by=installed)
    assert refusal(broken) == "category_code_is_used_once"


@pytest.mark.parametrize("years", [0, 101])
def test_category_is_kept_for_years(as_system: Actor, years: int) -> None:
    with pytest.raises(Refused) as broken:
        actions.add_case_category(
            code="trial", kept_years=years, kept_source="بخشنامه", **NAMES, by=as_system
        )
    assert refusal(broken) == "category_is_kept_for_years"


def test_kept_years_name_their_source(installed: Actor) -> None:
    id = _category("quarrel")
    sources: tuple[dict[str, Any], ...] = ({}, {"kept_source": " "})
    for source in sources:
        with pytest.raises(Refused) as broken:
            actions.change_case_category(case_category=id, kept_years=4, **source, by=installed)
        assert refusal(broken) == "kept_years_name_their_source"
        with pytest.raises(Refused) as broken:
            actions.add_case_category(code="trial", kept_years=4, **source, **NAMES, by=installed)
        assert refusal(broken) == "kept_years_name_their_source"
    row = actions.change_case_category(
        case_category=id, kept_years=4, kept_source="مادهٔ ۷", by=installed
    )
    assert (row.kept_years, row.kept_source) == (4, "مادهٔ ۷")
    with pytest.raises(Refused) as broken:  # what has one does not lose it
        actions.change_case_category(case_category=id, kept_source="", by=installed)
    assert refusal(broken) == "kept_years_name_their_source"
    actions.change_case_category(case_category=id, name_en="Row", by=installed)


def test_field_code_is_used_once(installed: Actor) -> None:
    with pytest.raises(Refused) as broken:
        actions.add_case_field(
            case_category=_category("quarrel"), code="about", **TEXTS, by=installed
        )
    assert refusal(broken) == "field_code_is_used_once"
    actions.add_case_field(case_category=_category("insult"), code="about", **TEXTS, by=installed)


def test_outcome_code_is_used_once(installed: Actor) -> None:
    with pytest.raises(Refused) as broken:
        actions.add_case_outcome(code="withdrawn", kind="withdrawn", **NAMES, by=installed)
    assert refusal(broken) == "outcome_code_is_used_once"


def test_outside_service_code_is_used_once(installed: Actor) -> None:
    with pytest.raises(Refused) as broken:
        actions.add_outside_service(code="municipality", **NAMES, by=installed)
    assert refusal(broken) == "outside_service_code_is_used_once"


def test_only_who_edits_the_catalogues_edits_this_one(installed: Actor) -> None:
    nobody = Actor(kind=ActorKind.PERSON, id=uuid7())
    outcome = CaseOutcome.objects.all()[0].pk
    service = OutsideService.objects.all()[0].pk
    for attempt in (
        lambda: actions.install_case_catalogue(by=nobody),
        lambda: actions.add_case_category(code="trial", **NAMES, by=nobody),
        lambda: actions.add_outside_service(code="trial", **NAMES, by=nobody),
        lambda: actions.change_outside_service(outside_service=service, order=3, by=nobody),
        lambda: actions.retire_outside_service(outside_service=service, by=nobody),
        lambda: actions.restore_outside_service(outside_service=service, by=nobody),
        lambda: actions.change_case_category(case_category=_category("other"), order=3, by=nobody),
        lambda: actions.add_case_field(
            case_category=_category("other"), code="when", **TEXTS, by=nobody
        ),
        lambda: actions.add_case_outcome(code="trial", kind="court", **NAMES, by=nobody),
        lambda: actions.change_case_outcome(case_outcome=outcome, needs_note=True, by=nobody),
        lambda: actions.retire_case_outcome(case_outcome=outcome, by=nobody),
    ):
        with pytest.raises(Refused) as broken:
            attempt()
        assert refusal(broken) == "may_edit_catalogue"


def _category(code: str) -> UUID:
    return CaseCategory.objects.get(code=code).pk


@pytest.mark.parametrize(("confidential", "because", "good"), [
    (False, "", True), (True, "", False), (False, "child", False), (True, "officer", False),
    *((True, why, True) for why in WhyConfidential),
])  # fmt: skip
def test_confidential_category_says_why(
    installed: Actor, confidential: bool, because: str, good: bool
) -> None:
    given: dict[str, Any] = {"confidential": confidential, "confidential_because": because}
    asked: tuple[Callable[[], Any], ...] = (
        lambda: actions.add_case_category(code="trial", **given, **NAMES, by=installed),
        lambda: actions.change_case_category(
            case_category=_category("quarrel"), **given, name_en="Row", by=installed
        ),
    )
    for act in asked:
        if good:
            assert act().confidential_because == because
        else:
            with pytest.raises(Refused) as broken:
                act()
            assert refusal(broken) == "confidential_category_says_why"


def test_the_standard_categories_say_why_and_each_reason_is_one_of_messages(
    installed: Actor,
) -> None:
    said = dict(
        CaseCategory.objects.filter(confidential=True).values_list("code", "confidential_because")
    )
    assert said == {
        "domestic_violence": "domestic", "child_protection": "child",
        "sexual_offence": "sexual", "information_given": "informant",
    }  # fmt: skip
    assert not CaseCategory.objects.filter(confidential=False).exclude(confidential_because="")
    assert {*WhyConfidential, "officer"} == set(WithheldFile.Reason)


def test_a_category_of_before_that_does_not_say_why_is_still_edited(installed: Actor) -> None:
    rows = CaseCategory.objects.filter(code="quarrel")
    rows.update(confidential=True)
    row = actions.change_case_category(
        case_category=rows.get().pk, confidential=True, confidential_because="", name_en="Row",
        by=installed,
    )  # fmt: skip
    assert row.name_en == "Row"


def test_the_standard_categories_of_before_are_filled_in(installed: Actor) -> None:
    """As the migration does it; what an administrator chose stays."""
    rows = CaseCategory.objects.filter(confidential=True)
    rows.update(confidential_because="")
    rows.filter(code="child_protection").update(confidential_because="sexual")
    move = import_module("kalantar.case_catalogue.migrations.0006_standard_reasons")
    for _ in range(2):
        move.say_why(None, connection.schema_editor(atomic=False))
        said = dict(rows.values_list("code", "confidential_because"))
        assert said == move.REASONS | {"child_protection": "sexual"}
