"""Every rule refuses what it is there to refuse."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import IntegrityError, connection, connections, transaction
from django.test import RequestFactory
from django.utils.translation import override

from kalantar.kernel.actor import Actor, system
from kalantar.kernel.models import Entry
from kalantar.kernel.rules import RULES, Refused
from kalantar.people import actions
from kalantar.people.middleware import operation_id
from kalantar.people.models import ApiToken, RoleGrant, User
from kalantar.people.passwords import hash_of, one_time_password
from kalantar.people.roles import Role
from kalantar.people.scopes import Scope
from kalantar.people.tests.small import Small
from kalantar.people.tokens import new_token, to_keep
from kalantar.places.models import Jurisdiction, Kind


def _refused(call: Any, **asked: Any) -> str:
    with pytest.raises(Refused) as refusal:
        call(**asked)
    assert str(refusal.value)
    return refusal.value.rule.name


def _add(small: Small, **values: Any) -> str:
    asked = {"username": "p100", "password_hash": "!", "name_en": "A", "by": small.by} | values
    return _refused(actions.create_user, **asked)


def test_personnel_number_is_used_once(small: Small) -> None:
    small.person("p100")
    assert _add(small, username=" P۱۰۰ ") == "personnel_number_is_used_once"


def test_personnel_number_is_plain(small: Small) -> None:
    assert _add(small, username="علی") == "personnel_number_is_plain"


def test_person_has_a_name(small: Small) -> None:
    assert _add(small, name_en="") == "person_has_a_name"


def test_phone_is_international(small: Small) -> None:
    assert _add(small, phone="09123456789") == "phone_is_international"
    assert actions.create_user(
        username="p100", password_hash="!", name_en="A", phone="+989123456789", by=small.by
    )


def _grant(small: Small, person: User, **values: Any) -> str:
    asked = {"role": Role.DISPATCHER, "jurisdiction": small.places["city"].id, "by": small.by}
    return _refused(actions.grant_role, user=person.id, **(asked | values))


def test_role_held_once_at_a_time(small: Small) -> None:
    person = small.person("someone", (Role.DISPATCHER, "city"))
    assert _grant(small, person) == "role_held_once_at_a_time"
    actions.end_role(grant=RoleGrant.objects.get().pk, by=small.by)
    actions.grant_role(
        user=person.id, role=Role.DISPATCHER, jurisdiction=small.places["city"].id, by=small.by
    )


@pytest.mark.django_db(transaction=True)
def test_role_held_once_at_a_time_when_two_administrators_race() -> None:
    place = Jurisdiction.below(None, kind=Kind.CITY, name_en="city")
    place.save()
    person = actions.create_user(username="p100", password_hash="!", name_en="A", by=system())

    def grant(_: int) -> str:
        try:
            actions.grant_role(
                user=person.id, role=Role.DISPATCHER, jurisdiction=place.id, by=system()
            )
        except Refused as refusal:
            return refusal.rule.name
        finally:
            connections.close_all()
        return "granted"

    with ThreadPoolExecutor(4) as pool:
        outcomes = sorted(pool.map(grant, range(4)))
    assert outcomes == ["granted"] + ["role_held_once_at_a_time"] * 3


def test_role_begins_some_time(small: Small) -> None:
    person = small.person("someone")
    with pytest.raises(IntegrityError, match="role_begins_some_time"), transaction.atomic():
        RoleGrant.objects.create(
            user=person, role=Role.AUDITOR, jurisdiction=small.places["city"], period=(None, None)
        )


def test_role_is_not_backdated(small: Small) -> None:
    since = small.clock() - timedelta(minutes=1)
    assert _grant(small, small.person("someone"), since=since) == "role_is_not_backdated"


def test_role_ends_after_it_begins(small: Small) -> None:
    assert (
        _grant(small, small.person("someone"), until=small.clock()) == "role_ends_after_it_begins"
    )


def test_nobody_grants_a_role_to_themselves(small: Small) -> None:
    admin = small.person("admin", (Role.ADMINISTRATOR, "nation"))
    by = small.again(Actor(kind=small.by.kind, id=admin.id))
    assert _grant(small, admin, by=by) == "nobody_grants_a_role_to_themselves"


def test_person_is_active(small: Small) -> None:
    person = small.person("someone")
    actions.deactivate(user=person.id, by=small.by)
    assert _grant(small, person) == "person_is_active"
    actions.reactivate(user=person.id, by=small.by)
    actions.grant_role(
        user=person.id, role=Role.AUDITOR, jurisdiction=small.places["city"].id, by=small.by
    )


def test_person_is_active_when_the_account_is_closed(small: Small) -> None:
    person = small.person("someone")
    actions.deactivate(user=person.id, by=small.by)
    assert _refused(actions.deactivate, user=person.id, by=small.by) == "person_is_active"


def test_person_is_inactive(small: Small) -> None:
    person = small.person("someone")
    assert _refused(actions.reactivate, user=person.id, by=small.by) == "person_is_inactive"
    assert not Entry.objects.filter(event="PersonReactivated").exists()


def test_role_has_not_ended(small: Small) -> None:
    small.person("someone", (Role.AUDITOR, "city"))
    grant = RoleGrant.objects.get().pk
    small.clock.forward(days=1)
    actions.end_role(grant=grant, by=small.by)
    assert _refused(actions.end_role, grant=grant, by=small.by) == "role_has_not_ended"


def test_a_role_ended_before_it_began_was_never_held(small: Small) -> None:
    person = small.person("someone")
    grant = actions.grant_role(
        user=person.id, role=Role.AUDITOR, jurisdiction=small.places["city"].id, by=small.by,
        since=small.clock() + timedelta(days=1),
    )  # fmt: skip
    actions.end_role(grant=grant.pk, by=small.by)
    small.clock.forward(days=2)
    assert not RoleGrant.objects.valid(small.clock()).exists()


def _issue(small: Small, **values: Any) -> ApiToken:
    owner = User.objects.filter(username="owner").first() or small.person("owner")
    asked: dict[str, Any] = {
        **to_keep(new_token()), "user": owner.id, "purpose": "map", "scopes": [Scope.UNITS_READ],
        "expires_at": small.clock() + timedelta(days=30), "by": small.by,
    }  # fmt: skip
    return actions.issue_token(**(asked | values))


def test_token_lives_at_most_a_year(small: Small) -> None:
    ends = small.clock() + timedelta(days=400)
    assert _refused(_issue, small=small, expires_at=ends) == "token_lives_at_most_a_year"


def test_token_expires_after_it_is_issued(small: Small) -> None:
    ends = small.clock()
    assert _refused(_issue, small=small, expires_at=ends) == "token_expires_after_it_is_issued"


def test_token_has_a_scope(small: Small) -> None:
    assert _refused(_issue, small=small, scopes=[]) == "token_has_a_scope"


def test_token_is_like_no_other(small: Small) -> None:
    kept = to_keep(new_token())
    _issue(small, **kept)
    assert _refused(_issue, small=small, **kept) == "token_is_like_no_other"


def test_scope_is_known(small: Small) -> None:
    assert _refused(_issue, small=small, scopes=["everything"]) == "scope_is_known"


def test_token_is_not_revoked(small: Small) -> None:
    token = _issue(small)
    actions.revoke_token(token=token.pk, by=small.by)
    assert _refused(actions.revoke_token, token=token.pk, by=small.by) == "token_is_not_revoked"


def test_operation_id_is_a_uuid() -> None:
    asked = RequestFactory().post("/", {"operation": "twice"})
    with pytest.raises(Refused) as refusal:
        operation_id(asked)
    assert refusal.value.rule is RULES["operation_id_is_a_uuid"]
    given = uuid4()
    assert operation_id(RequestFactory().post("/", {"operation": str(given)})) == given
    assert (
        operation_id(RequestFactory().post("/", headers={"Idempotency-Key": str(given)})) == given
    )


def test_password_is_strong() -> None:
    for weak in ("short", "password1234", "123456789012"):
        with pytest.raises(Refused) as refusal:
            hash_of(weak)
        assert refusal.value.rule is RULES["password_is_strong"]
    assert hash_of(one_time_password()).startswith("scrypt$")


@pytest.mark.parametrize(
    ("weak", "said"),
    [
        ("short", "دست‌کم ۱۲ نویسه داشته باشد."),
        ("123456789012", "تنها از رقم‌ها ساخته نشده باشد."),
    ],
)
def test_why_a_password_is_weak_is_said_in_our_words(weak: str, said: str) -> None:
    with override("fa"), pytest.raises(Refused) as refusal:
        hash_of(weak)
    assert said in refusal.value.sentence.fa


def test_the_period_index_answers_who_holds_a_role_now(small: Small) -> None:
    person = small.person("someone", (Role.AUDITOR, "city"))
    held = RoleGrant.objects.valid(small.clock()).filter(user=person)
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
    assert "role_held_once_at_a_time" in held.explain()
