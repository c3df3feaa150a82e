"""Truth tables: who may do what, by role, area, time and kind of actor."""

from datetime import timedelta

import pytest

from kalantar.kernel.actor import Actor, ActorKind
from kalantar.kernel.models import Entry
from kalantar.kernel.rules import Permission, Refused
from kalantar.people import actions, rules
from kalantar.people.models import RoleGrant, User
from kalantar.people.queries import actor_of_token
from kalantar.people.roles import Role
from kalantar.people.scopes import Scope
from kalantar.people.tests.small import Small
from kalantar.people.tokens import new_token, to_keep
from kalantar.places.models import Jurisdiction

OVER_FIRST = {
    "first": True,
    "city": True,
    "north": True,
    "nation": True,
    "second": False,
    "south": False,
}
READING = {Role.COMMANDER, Role.STATION_CHIEF, Role.AUDITOR, Role.ADMINISTRATOR}


def _program(small: Small, owner: User, *scopes: str) -> Actor:
    token = new_token()
    actions.issue_token(
        user=owner.id, **to_keep(token), purpose="test", scopes=scopes,
        expires_at=small.clock() + timedelta(days=30), by=small.by,
    )  # fmt: skip
    program = actor_of_token(token, clock=small.clock)
    assert program is not None
    return program


@pytest.mark.parametrize("held_over", OVER_FIRST)
@pytest.mark.parametrize("role", list(Role))
def test_may_grant_role_by_role_and_area(small: Small, role: Role, held_over: str) -> None:
    by = small.actor("someone", (role, held_over))
    administers = role is Role.ADMINISTRATOR and OVER_FIRST[held_over]
    assert rules.may_grant_role(by, small.places["first"]) is administers


@pytest.mark.parametrize("held_over", OVER_FIRST)
@pytest.mark.parametrize("role", list(Role))
def test_may_give_role_to_ones_own_people_or_somebody_new(
    small: Small, role: Role, held_over: str
) -> None:
    by = small.actor("someone", (role, held_over))
    here = small.person("here", (Role.DISPATCHER, "first"))
    both = small.person("both", (Role.DISPATCHER, "first"), (Role.DISPATCHER, "second"))
    left = small.person("left", (Role.DISPATCHER, "first"))
    moved = small.person("moved", (Role.DISPATCHER, "first"))
    for grant in RoleGrant.objects.filter(user__in=(left, moved)):
        actions.end_role(grant=grant.pk, by=small.by)
    later, tomorrow = small.person("later"), small.clock() + timedelta(days=1)
    first, second = small.places["first"].id, small.places["second"].id
    given = {"role": Role.DISPATCHER, "by": small.by}
    actions.grant_role(user=moved.id, jurisdiction=second, **given)  # type: ignore[arg-type]
    actions.grant_role(user=later.id, jurisdiction=first, since=tomorrow, **given)  # type: ignore[arg-type]
    administrator = role is Role.ADMINISTRATOR
    over_first = OVER_FIRST[held_over]
    over_second = held_over in {"second", "city", "north", "nation"}
    assert rules.may_give_role_to(by, here) is (administrator and over_first)
    assert rules.may_give_role_to(by, both) is (administrator and (over_first or over_second))
    assert rules.may_give_role_to(by, moved) is (administrator and over_second)
    assert rules.may_give_role_to(by, left) is (administrator and over_first)
    assert rules.may_give_role_to(by, later) is (administrator and over_first)
    assert rules.may_give_role_to(by, small.person("newcomer")) is administrator


def test_may_give_role_to_by_kind_of_actor(small: Small) -> None:
    owner = small.person("owner", (Role.ADMINISTRATOR, "nation"))
    other = small.person("other", (Role.COMMANDER, "south"))
    assert rules.may_give_role_to(small.by, other)
    assert rules.may_give_role_to(_program(small, owner, Scope.PEOPLE_WRITE), other)
    assert not rules.may_give_role_to(_program(small, owner, Scope.PEOPLE_READ), other)
    reads = small.actor("reads", (Role.ADMINISTRATOR, "first"), (Role.AUDITOR, "nation"))
    assert not rules.may_give_role_to(reads, other)


def test_an_administrator_lays_no_hold_of_a_stranger(small: Small) -> None:
    stranger = small.actor("stranger", (Role.ADMINISTRATOR, "first"))
    home = small.actor("home", (Role.ADMINISTRATOR, "south"))
    victim = small.person("victim", (Role.COMMANDER, "south"))
    with pytest.raises(Refused) as refused:
        actions.grant_role(
            user=victim.id, role=Role.DISPATCHER, jurisdiction=small.places["first"].id, by=stranger
        )
    assert refused.value.rule.name == "may_give_role_to"
    assert not User.objects.visible_to(stranger).filter(pk=victim.pk).exists()
    assert rules.may_manage_person(home, victim)
    assert rules.may_reset_sign_in(home, victim)


@pytest.mark.parametrize("held_over", OVER_FIRST)
@pytest.mark.parametrize("role", list(Role))
def test_may_end_role_by_role_and_area(small: Small, role: Role, held_over: str) -> None:
    by = small.actor("someone", (role, held_over))
    grant = RoleGrant.objects.get(user=small.person("other", (Role.DISPATCHER, "first")))
    administers = role is Role.ADMINISTRATOR and OVER_FIRST[held_over]
    assert rules.may_end_role(by, grant) is administers


@pytest.mark.parametrize("held_over", OVER_FIRST)
@pytest.mark.parametrize("role", list(Role))
def test_may_read_people_by_role_and_area(small: Small, role: Role, held_over: str) -> None:
    by = small.actor("someone", (role, held_over))
    reads = role in READING and OVER_FIRST[held_over]
    assert rules.may_read_people(by, small.places["first"]) is reads
    assert rules.may_read_people(by, None) is (role in READING)
    other = small.person("other", (Role.DISPATCHER, "first"))
    assert User.objects.visible_to(by).filter(pk=other.pk).exists() is reads
    assert User.objects.visible_to(by).filter(username="someone").exists()


@pytest.mark.parametrize(
    "permission",
    [rules.may_manage_person, rules.may_issue_token, rules.may_reset_sign_in, rules.may_sign_out],
    ids=lambda permission: permission.name,
)
@pytest.mark.parametrize("held_over", OVER_FIRST)
@pytest.mark.parametrize("role", [Role.ADMINISTRATOR, Role.COMMANDER, Role.DISPATCHER])
def test_may_manage_person_needs_an_administrator_of_all_their_areas(
    small: Small, permission: Permission[User], role: Role, held_over: str
) -> None:
    by = small.actor("someone", (role, held_over))
    here = small.person("here", (Role.DISPATCHER, "first"))
    both = small.person("both", (Role.DISPATCHER, "first"), (Role.DISPATCHER, "second"))
    everywhere = small.person("everywhere", (Role.COMMANDER, "nation"))
    nowhere = small.person("nowhere")
    administrator = role is Role.ADMINISTRATOR
    over_both = held_over in {"city", "north", "nation"}
    assert permission(by, here) is (administrator and OVER_FIRST[held_over])
    assert permission(by, both) is (administrator and over_both)
    assert permission(by, everywhere) is (administrator and held_over == "nation")
    assert permission(by, nowhere) is administrator


def test_may_add_people_is_for_administrators_of_any_area(small: Small) -> None:
    for role in Role:
        by = small.actor(f"a-{role.replace('_', '-')}", (role, "first"))
        assert rules.may_add_people(by, None) is (role is Role.ADMINISTRATOR)
    assert rules.may_add_people(small.by, None)


def test_may_issue_token_is_never_for_a_program(small: Small) -> None:
    owner = small.person("owner", (Role.ADMINISTRATOR, "nation"))
    program = _program(small, owner, Scope.PEOPLE_WRITE)
    assert rules.may_manage_person(program, small.person("other"))
    assert not rules.may_issue_token(program, owner)
    assert rules.may_issue_token(small.by, owner)


@pytest.mark.parametrize("scope", list(Scope))
def test_may_reach_limits_programs_to_their_scopes(small: Small, scope: Scope) -> None:
    owner = small.person("owner", (Role.ADMINISTRATOR, "nation"))
    program = _program(small, owner, Scope.PEOPLE_READ)
    assert rules.may_reach(program, scope) is (scope is Scope.PEOPLE_READ)
    assert rules.may_reach(small.by, scope)
    assert rules.may_reach(Actor(kind=ActorKind.PERSON), scope)
    assert not rules.may_grant_role(program, small.places["first"])
    assert not rules.may_add_people(program, None)
    assert not rules.may_manage_person(program, small.person("other"))
    assert rules.may_read_people(program, small.places["first"])


def test_may_revoke_token_is_for_the_owner_and_their_administrators(small: Small) -> None:
    owner = small.person("owner", (Role.DISPATCHER, "first"))
    _program(small, owner, Scope.CALLS_READ)
    token = owner.tokens.get()
    themself = Actor(kind=ActorKind.PERSON, id=owner.id)
    assert rules.may_revoke_token(themself, token)
    assert rules.may_revoke_token(small.actor("city-admin", (Role.ADMINISTRATOR, "city")), token)
    assert not rules.may_revoke_token(
        small.actor("far-admin", (Role.ADMINISTRATOR, "south")), token
    )
    assert not rules.may_revoke_token(Actor(kind=ActorKind.PROGRAM, id=owner.id), token)


def test_may_read_tokens_is_for_the_owner_and_their_administrators(small: Small) -> None:
    owner = small.person("owner", (Role.DISPATCHER, "first"))
    assert rules.may_read_tokens(Actor(kind=ActorKind.PERSON, id=owner.id), owner)
    assert rules.may_read_tokens(small.actor("city-admin", (Role.ADMINISTRATOR, "city")), owner)
    for username, role, place in (
        ("far", Role.ADMINISTRATOR, "south"),
        ("com", Role.COMMANDER, "city"),
    ):
        assert not rules.may_read_tokens(small.actor(username, (role, place)), owner)


def test_may_sign_out_oneself(small: Small) -> None:
    one, other = small.person("one", (Role.DISPATCHER, "first")), small.person("other")
    by = Actor(kind=ActorKind.PERSON, id=one.id)
    assert rules.may_sign_out(by, one)
    assert not rules.may_sign_out(by, other)


def test_may_change_sign_in_of_nobody_else(small: Small) -> None:
    one = small.person("one")
    assert rules.may_change_sign_in(Actor(kind=ActorKind.PERSON, id=one.id), one)
    assert not rules.may_change_sign_in(Actor(kind=ActorKind.PROGRAM, id=one.id), one)
    assert not rules.may_change_sign_in(small.actor("admin", (Role.ADMINISTRATOR, "nation")), one)
    assert not rules.may_change_sign_in(small.by, one)


def test_may_reset_sign_in_of_somebody_else_only(small: Small) -> None:
    admin = small.person("admin", (Role.ADMINISTRATOR, "nation"))
    by = small.again(Actor(kind=ActorKind.PERSON, id=admin.id))
    assert not rules.may_reset_sign_in(by, admin)
    assert rules.may_reset_sign_in(by, small.person("other"))
    assert rules.may_reset_sign_in(small.by, admin)


def test_may_sign_in_oneself_while_active(small: Small) -> None:
    one, other = small.person("one"), small.person("other")
    by = Actor(kind=ActorKind.PERSON, id=one.id)
    assert rules.may_sign_in(by, one)
    assert not rules.may_sign_in(by, other)
    one.is_active = False
    assert not rules.may_sign_in(by, one)


def test_may_note_failed_sign_in_is_for_the_service_itself(small: Small) -> None:
    one = small.person("one")
    assert rules.may_note_failed_sign_in(small.by, one)
    assert not rules.may_note_failed_sign_in(Actor(kind=ActorKind.PERSON, id=one.id), one)


def test_may_open_page_needs_a_role(small: Small) -> None:
    place = small.places["first"]
    assert rules.may_open_page(small.actor("someone", (Role.DISPATCHER, "first")), place)
    assert not rules.may_open_page(small.actor("nobody"), place)
    assert not rules.may_open_page(small.by, place)


def test_an_ended_role_gives_nothing(small: Small) -> None:
    by = small.actor("someone", (Role.ADMINISTRATOR, "nation"))
    place: Jurisdiction = small.places["first"]
    assert rules.may_grant_role(by, place)
    actions.end_role(grant=RoleGrant.objects.get(user=by.id).pk, by=small.by)
    assert not rules.may_grant_role(small.again(by), place)


def test_a_role_counts_from_its_beginning_until_its_end(small: Small) -> None:
    person, now = small.person("someone"), small.clock()
    actions.grant_role(
        user=person.id, role=Role.ADMINISTRATOR, jurisdiction=small.places["city"].id, by=small.by,
        since=now + timedelta(hours=1), until=now + timedelta(hours=2),
    )  # fmt: skip
    by = Actor(kind=ActorKind.PERSON, id=person.id)
    held = []
    for _ in range(4):
        held.append(rules.may_grant_role(small.again(by), small.places["first"]))
        small.clock.forward(minutes=45)
    assert held == [False, False, True, False]


def _entry_over(small: Small, name: str) -> Entry:
    """What an administrator of everything said of that area, with a reason."""
    by = small.actor(f"writer-{name}", (Role.ADMINISTRATOR, "nation")).because("a family's words")
    given = {"role": Role.AUDITOR, "jurisdiction": small.places[name].id}
    grant = actions.grant_role(user=small.person(f"held-{name}").id, **given, by=by)  # type: ignore[arg-type]
    return Entry.objects.get(event="RoleGranted", subjects__subject=grant.user_id)


@pytest.mark.parametrize("held_over", OVER_FIRST)
@pytest.mark.parametrize("role", list(Role))
def test_may_erase_reason_by_role_and_area(small: Small, role: Role, held_over: str) -> None:
    entry, by = _entry_over(small, "first"), small.actor("someone", (role, held_over))
    administers = role is Role.ADMINISTRATOR and OVER_FIRST[held_over]
    assert rules.may_erase_reason(by, entry) is administers
    of_no_area = Entry.objects.filter(event="PersonAdded").latest("recorded_at")
    widest = role is Role.ADMINISTRATOR and held_over == "nation"
    assert rules.may_erase_reason(by, of_no_area) is widest


def test_may_erase_reason_is_not_for_its_writer_nor_the_writers_programs(small: Small) -> None:
    entry = _entry_over(small, "first")
    writer = User.objects.get(username="writer-first")
    assert not rules.may_erase_reason(
        small.again(Actor(kind=ActorKind.PERSON, id=writer.id)), entry
    )
    assert not rules.may_erase_reason(_program(small, writer, Scope.PEOPLE_WRITE), entry)
    other = small.person("other", (Role.ADMINISTRATOR, "nation"))
    assert rules.may_erase_reason(_program(small, other, Scope.PEOPLE_WRITE), entry)
    assert not rules.may_erase_reason(_program(small, other, Scope.PEOPLE_READ), entry)
    assert rules.may_erase_reason(small.by, entry)
