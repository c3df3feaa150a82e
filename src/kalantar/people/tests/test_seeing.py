"""Who sees whom; how many queries it takes to know who acts; what the timeline says."""

from typing import Any

import pytest
from django.utils import translation

from kalantar.kernel.actor import Actor, ActorKind
from kalantar.kernel.story import told
from kalantar.people import actions
from kalantar.people.models import RoleGrant, User
from kalantar.people.queries import actor_of
from kalantar.people.roles import Role
from kalantar.people.scopes import Scope
from kalantar.people.tests.small import Small


def _seen(by: Actor) -> set[str]:
    return set(User.objects.visible_to(by).values_list("username", flat=True))


def test_people_are_seen_by_those_who_watch_their_area(small: Small) -> None:
    small.person("here", (Role.DISPATCHER, "first"))
    small.person("there", (Role.DISPATCHER, "south"))
    small.person("newcomer")
    chief = small.actor("chief", (Role.STATION_CHIEF, "city"))
    patrol = small.actor("patrol", (Role.PATROL_OFFICER, "first"))
    admin = small.actor("admin", (Role.ADMINISTRATOR, "north"))
    assert _seen(chief) == {"here", "chief", "patrol"}
    assert _seen(patrol) == {"patrol"}
    assert _seen(admin) == {"here", "chief", "patrol", "admin", "newcomer"}
    assert _seen(small.by) >= {"there"}
    program = Actor(kind=ActorKind.PROGRAM, id=chief.id, grants=chief.grants)
    assert _seen(program) == set()


@pytest.mark.parametrize("role", [Role.CALL_TAKER, Role.DISPATCHER])
def test_the_room_names_officers_for_a_crew_and_reads_nobody(small: Small, role: Role) -> None:
    small.person("here", (Role.PATROL_OFFICER, "first"))
    small.person("there", (Role.PATROL_OFFICER, "south"))
    small.person("desk", (Role.DESK_OFFICER, "first"))
    by = small.actor("room", (role, "city"))
    assert _seen(by) == {"room"}
    offered = User.objects.officers_of(by.areas({role}), by.now())
    assert [person.username for person in offered] == ["here"]


def test_who_acts_is_known_in_one_query(small: Small, django_assert_num_queries: Any) -> None:
    person = small.person("someone", (Role.DISPATCHER, "first"), (Role.AUDITOR, "nation"))
    with django_assert_num_queries(1):
        actor = actor_of(person, clock=small.clock)
    assert {(grant.role, grant.area) for grant in actor.grants} == {
        ("dispatcher", small.places["first"].id),
        ("auditor", small.places["nation"].id),
    }


@pytest.mark.parametrize(
    ("language", "sentence"),
    [("en", "Someone became Dispatcher of first."), ("fa", "Someone در first دیسپچر شد.")],
)
def test_the_timeline_says_it_in_the_readers_language(
    small: Small, language: str, sentence: str
) -> None:
    person = small.person("someone", (Role.DISPATCHER, "first"))
    auditor = small.actor("auditor", (Role.AUDITOR, "nation"))
    with translation.override(language):
        said = [str(line.sentence) for line in told(person.id, auditor)]
    assert said[0] == sentence


def test_renaming_keeps_one_spelling_and_no_name_on_the_timeline(small: Small) -> None:
    person = small.person("someone")
    renamed = actions.rename(
        user=person.id, name_fa="علي كريمي", name_en="Ali Karimi", phone="", by=small.by
    )
    assert renamed.name_fa == "علی کریمی"
    entry = told(person.id, small.by)[0]
    assert entry.event == "PersonRenamed"


def test_a_repeated_operation_adds_a_person_once(small: Small) -> None:
    from uuid import uuid4

    by = small.by.repeating(uuid4())
    first, second = (
        actions.create_user(username="p100", password_hash="!", name_en="A", by=by)
        for _ in range(2)
    )
    assert first == second
    assert User.objects.count() == 1
    assert not RoleGrant.objects.exists()


def test_every_scope_is_named_by_what_it_reaches() -> None:
    assert all(scope.value.partition(":")[2] in {"read", "write"} for scope in Scope)
