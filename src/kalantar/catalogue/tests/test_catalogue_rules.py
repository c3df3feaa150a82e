"""Who may edit the catalogues, and what may not happen to them."""

from typing import Any

import pytest
from uuid_utils.compat import uuid7

from kalantar.catalogue import actions, queries
from kalantar.catalogue.models import Disposition, IncidentType, UnavailableReason
from kalantar.catalogue.rules import (
    catalogue_row_is_offered,
    catalogue_row_is_retired,
    code_is_plain,
    may_edit_catalogue,
    row_is_said_in_both_languages,
    type_asks_for_what_exists,
)
from kalantar.kernel.actor import Actor, ActorKind, Grant
from kalantar.kernel.rules import Refused
from kalantar.people.roles import Role
from kalantar.places.models import Jurisdiction, Kind

pytestmark = pytest.mark.django_db


@pytest.fixture
def nation() -> Jurisdiction:
    made = Jurisdiction.below(None, kind=Kind.NATION, name_fa="کشور", name_en="Country")
    made.save()
    return made


@pytest.fixture
def city(nation: Jurisdiction) -> Jurisdiction:
    made = Jurisdiction.below(nation, kind=Kind.CITY, name_fa="شهر", name_en="City")
    made.save()
    return made


def person(role: str, area: Jurisdiction, kind: ActorKind = ActorKind.PERSON) -> Actor:
    return Actor(kind=kind, id=uuid7(), grants=frozenset({Grant(role, area.pk)}))


def new_type(by: Actor, **values: Any) -> IncidentType:
    given: dict[str, Any] = {
        "code": "kite",
        "name_fa": "بادبادک",
        "name_en": "Kite",
        "priority": 5,
    } | values
    return actions.add_incident_type(**given, by=by)


def refusal(broken: pytest.ExceptionInfo[Refused]) -> str:
    return broken.value.rule.name


@pytest.mark.parametrize("role", list(Role))
def test_may_edit_catalogue_truth_table(
    role: Role, nation: Jurisdiction, city: Jurisdiction
) -> None:
    assert may_edit_catalogue(person(role, nation), None) is (role is Role.ADMINISTRATOR)
    assert not may_edit_catalogue(person(role, city), None), (
        "a part of the service is not all of it"
    )
    assert not may_edit_catalogue(person(role, nation, ActorKind.PROGRAM), None)


def test_may_edit_catalogue_the_system_and_nobody(as_system: Actor) -> None:
    assert may_edit_catalogue(as_system, None)
    assert not may_edit_catalogue(Actor(kind=ActorKind.PERSON, id=uuid7()), None)


def test_may_edit_catalogue_guards_every_action(nation: Jurisdiction) -> None:
    by = person(Role.COMMANDER, nation)
    with pytest.raises(Refused) as broken:
        actions.install_catalogue(by=by)
    assert refusal(broken) == "may_edit_catalogue"
    with pytest.raises(Refused) as broken:
        new_type(by)
    assert refusal(broken) == "may_edit_catalogue"
    assert not IncidentType.objects.exists()


@pytest.mark.parametrize(("fa", "en"), [("", "Kite"), ("بادبادک", " "), ("", "")])
def test_row_is_said_in_both_languages(fa: str, en: str, as_system: Actor) -> None:
    assert not row_is_said_in_both_languages(fa, en)
    with pytest.raises(Refused) as broken:
        new_type(as_system, name_fa=fa, name_en=en)
    assert refusal(broken) == "row_is_said_in_both_languages"


@pytest.mark.parametrize("code", ["", "a", "Kite", "1kite", "kite flying", "بادبادک", "k" * 41])
def test_code_is_plain(code: str, as_system: Actor) -> None:
    assert not code_is_plain(code)
    with pytest.raises(Refused) as broken:
        new_type(as_system, code=code)
    assert refusal(broken) == "code_is_plain"


def test_type_asks_for_what_exists(as_system: Actor) -> None:
    assert type_asks_for_what_exists(["armed"], ["car", "foot"])
    with pytest.raises(Refused) as broken:
        new_type(as_system, capabilities=["flying"])
    assert refusal(broken) == "type_asks_for_what_exists"
    with pytest.raises(Refused) as broken:
        new_type(as_system, unit_kinds=["submarine"])
    assert refusal(broken) == "type_asks_for_what_exists"


def test_catalogue_row_is_offered_until_retired(as_system: Actor) -> None:
    row = new_type(as_system)
    assert catalogue_row_is_offered(row)
    row = actions.retire_incident_type(incident_type=row.pk, by=as_system)
    assert not catalogue_row_is_offered(row)
    assert queries.offered_types() == []
    with pytest.raises(Refused) as broken:
        actions.retire_incident_type(incident_type=row.pk, by=as_system)
    assert refusal(broken) == "catalogue_row_is_offered"


def test_catalogue_row_is_retired_before_it_is_restored(as_system: Actor) -> None:
    row = new_type(as_system)
    assert not catalogue_row_is_retired(row)
    with pytest.raises(Refused) as broken:
        actions.restore_incident_type(incident_type=row.pk, by=as_system)
    assert refusal(broken) == "catalogue_row_is_retired"
    actions.retire_incident_type(incident_type=row.pk, by=as_system)
    actions.restore_incident_type(incident_type=row.pk, by=as_system)
    assert queries.offered_types() == [row]


def test_catalogue_change_changes_something(as_system: Actor) -> None:
    row = new_type(as_system)
    with pytest.raises(Refused) as broken:
        actions.change_incident_type(incident_type=row.pk, name_en="Kite", by=as_system)
    assert refusal(broken) == "catalogue_change_changes_something"


def test_type_code_is_used_once(as_system: Actor) -> None:
    new_type(as_system)
    with pytest.raises(Refused) as broken:
        new_type(as_system)
    assert refusal(broken) == "type_code_is_used_once"


def test_disposition_code_is_used_once(as_system: Actor) -> None:
    words: dict[str, Any] = {"code": "flown_away", "name_fa": "پرواز کرد", "name_en": "Flown away"}
    actions.add_disposition(**words, by=as_system)
    with pytest.raises(Refused) as broken:
        actions.add_disposition(**words, by=as_system)
    assert refusal(broken) == "disposition_code_is_used_once"
    assert Disposition.objects.count() == 1


def test_reason_code_is_used_once(as_system: Actor) -> None:
    words: dict[str, Any] = {"code": "tea", "name_fa": "چای", "name_en": "Tea"}
    actions.add_unavailable_reason(**words, by=as_system)
    with pytest.raises(Refused) as broken:
        actions.add_unavailable_reason(**words, by=as_system)
    assert refusal(broken) == "reason_code_is_used_once"
    assert UnavailableReason.objects.count() == 1


def test_question_code_is_used_once(as_system: Actor) -> None:
    row = new_type(as_system)
    words: dict[str, Any] = {
        "code": "colour",
        "text_fa": "چه رنگی؟",
        "text_en": "What colour?",
        "kind": "text",
    }
    actions.add_question(incident_type=row.pk, **words, by=as_system)
    with pytest.raises(Refused) as broken:
        actions.add_question(incident_type=row.pk, **words, by=as_system)
    assert refusal(broken) == "question_code_is_used_once"


def test_question_has_its_own_place(as_system: Actor) -> None:
    row = new_type(as_system)
    asked = [
        actions.add_question(
            incident_type=row.pk, code=code, text_fa="چه؟", text_en="What?", by=as_system
        )
        for code in ("first", "second")
    ]
    assert [question.order for question in asked] == [1, 2]
    with pytest.raises(Refused) as broken:
        actions.change_question(question=asked[1].pk, order=1, by=as_system)
    assert refusal(broken) == "question_has_its_own_place"
    actions.retire_question(question=asked[0].pk, by=as_system)
    actions.change_question(question=asked[1].pk, order=1, by=as_system)
    with pytest.raises(Refused) as broken:
        actions.restore_question(question=asked[0].pk, by=as_system)
    assert refusal(broken) == "question_has_its_own_place"


def test_only_a_yes_raises_priority(as_system: Actor) -> None:
    row = new_type(as_system)
    words: dict[str, Any] = {"code": "number", "text_fa": "چند تا؟", "text_en": "How many?"}
    for wrong in ({"kind": "number", "yes_means_priority": 1}, {"yes_means_priority": 6}):
        with pytest.raises(Refused) as broken:
            actions.add_question(incident_type=row.pk, **words, **wrong, by=as_system)
        assert refusal(broken) == "only_a_yes_raises_priority"


@pytest.mark.parametrize("priority", [0, 6])
def test_type_priority_is_one_to_five(priority: int, as_system: Actor) -> None:
    with pytest.raises(Refused) as broken:
        new_type(as_system, priority=priority)
    assert refusal(broken) == "type_priority_is_one_to_five"


@pytest.mark.parametrize("units", [0, 21])
def test_type_sends_a_unit(units: int, as_system: Actor) -> None:
    with pytest.raises(Refused) as broken:
        new_type(as_system, units=units)
    assert refusal(broken) == "type_sends_a_unit"
