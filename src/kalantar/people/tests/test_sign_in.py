"""Signing in as a browser does: password, second factor, sessions, limits, and what is recorded."""

import re
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import (
    format_hotp_value,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.core.cache import cache
from django.test import Client

from kalantar.kernel.models import Entry
from kalantar.people import actions
from kalantar.people.models import User
from kalantar.people.queries import actor_of_token
from kalantar.people.roles import Role
from kalantar.people.scopes import Scope
from kalantar.people.tests.small import PASSWORD, Small
from kalantar.people.tokens import new_token, to_keep

# allauth tells of a new second factor when its transaction is over, so these tests commit
pytestmark = pytest.mark.django_db(transaction=True)
PAGE = "/account/"


@pytest.fixture(autouse=True)
def _forget_attempts(db: None) -> None:
    cache.clear()


@pytest.fixture
def person(small: Small) -> User:
    return small.person("p100", (Role.DISPATCHER, "city"))


def _sign_in(client: Client, password: str = PASSWORD, username: str = "p100") -> Any:
    return client.post("/account/sign-in/", {"login": username, "password": password})


def _code(secret: str, steps: int = 0) -> str:
    counter = next(iter(yield_hotp_counters_from_time())) + steps
    return str(format_hotp_value(hotp_value(secret, counter)))


def _set_up(client: Client) -> str:
    """Set up the authenticator app as the page asks; gives its secret."""
    page = client.get("/account/second-factor/app/").content.decode()
    secret = re.search(r'class="secret" dir="ltr">([A-Z2-7]+)<', page)
    assert secret, page
    done = client.post("/account/second-factor/app/", {"code": _code(secret[1])})
    assert done.status_code == 302, done.content.decode()
    return secret[1]


def _told(person: User) -> list[str]:
    entries = Entry.objects.filter(subjects__subject=person.id).order_by("pk")
    return list(entries.values_list("event", flat=True))


def test_nothing_is_open_before_signing_in(client: Client, db: None) -> None:
    answer = client.get(PAGE)
    assert answer.status_code == 302
    assert answer["Location"] == f"/account/sign-in/?next={PAGE}"
    fragment = client.get(PAGE, headers={"HX-Request": "true"})
    assert (fragment.status_code, fragment["HX-Redirect"]) == (204, answer["Location"])


@pytest.mark.parametrize("language", ["fa", "en"])
def test_the_sign_in_page_is_in_both_languages(client: Client, db: None, language: str) -> None:
    client.cookies["django_language"] = language
    page = client.get("/account/sign-in/").content.decode()
    assert f'<html lang="{language}"' in page
    assert 'name="login"' in page


def test_a_password_alone_leads_only_to_the_second_factor(client: Client, person: User) -> None:
    _sign_in(client, username="P۱۰۰")
    assert client.get(PAGE)["Location"] == "/account/second-factor/"
    assert client.get("/account/second-factor/").status_code == 200
    assert client.post("/account/sign-out/everywhere/").status_code == 302
    assert "SignedOutEverywhere" not in _told(person)


def test_who_has_set_up_the_app_is_in_and_is_asked_for_a_code_next_time(
    client: Client, person: User
) -> None:
    _sign_in(client)
    secret = _set_up(client)
    codes = client.get("/account/second-factor/codes/")
    assert codes.status_code == 200
    assert len(re.findall(r"<li><code>\d{8}</code>", codes.content.decode())) == 10
    assert client.get(PAGE).status_code == 200
    client.post("/account/sign-out/")
    assert client.get(PAGE).status_code == 302

    assert _sign_in(client)["Location"] == "/account/sign-in/code/"
    assert client.get(PAGE).status_code == 302
    assert client.post("/account/sign-in/code/", {"code": "000000"}).status_code == 200
    assert client.post("/account/sign-in/code/", {"code": _code(secret, 1)}).status_code == 302
    assert client.get(PAGE).status_code == 200
    signing = [name for name in _told(person) if name.startswith(("Sign", "Second"))]
    assert signing == ["SignedIn", "SecondFactorChanged", "SignedOut", "SignInFailed", "SignedIn"]
    ways = Entry.objects.filter(event="SignedIn").order_by("pk").values_list("facts__method")
    assert [way for (way,) in ways] == ["password", "totp"]


def test_the_secret_of_the_app_is_not_kept_in_the_clear(client: Client, person: User) -> None:
    _sign_in(client)
    secret = _set_up(client)
    kept = Authenticator.objects.get(user=person, type="totp").data["secret"]
    assert secret not in kept


def test_the_answer_does_not_reveal_who_exists(client: Client, person: User, small: Small) -> None:
    inactive = small.person("p200")
    actions.deactivate(user=inactive.id, by=small.by)
    pages = [
        re.sub(r'value="[^"]*"|name="csrf[^>]*|X-CSRFToken": "[^"]*|[A-Za-z0-9]{32,}', "", text)
        for text in (
            _sign_in(client, "wrong-wrong-wrong", "p100").content.decode(),
            _sign_in(client, "wrong-wrong-wrong", "p999").content.decode(),
            _sign_in(client, "wrong-wrong-wrong", "p200").content.decode(),
            _sign_in(client, PASSWORD, "p200").content.decode(),
        )
    ]
    assert len(set(pages)) == 1
    assert _told(person).count("SignInFailed") == 1
    assert _told(inactive).count("SignInFailed") == 2


def test_guessing_is_stopped_for_every_process_at_once(client: Client, person: User) -> None:
    for _ in range(5):
        _sign_in(client, "wrong-wrong-wrong")
    other_browser = Client()
    assert _sign_in(other_browser).status_code == 200  # refused, with the right password too
    assert not other_browser.session.get("_auth_user_id")
    assert _told(person).count("SignInFailed") == 5
    assert _sign_in(Client(), username="p101").status_code == 200


def test_nobody_can_register_themselves(client: Client, db: None) -> None:
    for path in ("signup/", "password/reset/", "email/", "login/code/"):
        assert client.get(f"/account/{path}").status_code == 404


def _two_browsers(person: User) -> tuple[Client, Client]:
    first, second = Client(), Client()
    _sign_in(first)
    secret = _set_up(first)
    _sign_in(second)
    second.post("/account/sign-in/code/", {"code": _code(secret, 1)})
    assert first.get(PAGE).status_code == second.get(PAGE).status_code == 200
    return first, second


def test_signing_out_everywhere_ends_every_session(person: User) -> None:
    first, second = _two_browsers(person)
    assert second.post("/account/sign-out/everywhere/").status_code == 302
    assert first.get(PAGE).status_code == second.get(PAGE).status_code == 302
    assert "SignedOutEverywhere" in _told(person)


def test_one_session_is_ended_from_the_list(person: User) -> None:
    first, second = _two_browsers(person)
    other = re.search(r"/account/sessions/(\d+)/end/", second.get(PAGE).content.decode())
    assert other
    second.post(other[0])
    assert (first.get(PAGE).status_code, second.get(PAGE).status_code) == (302, 200)
    assert "SessionEnded" in _told(person)


def test_nobody_ends_the_session_of_another(person: User, small: Small) -> None:
    first, _ = _two_browsers(person)
    small.person("p300", (Role.DISPATCHER, "city"))
    session = re.search(r"/account/sessions/(\d+)/end/", first.get(PAGE).content.decode())
    assert session
    stranger = Client()
    _sign_in(stranger, username="p300")
    _set_up(stranger)
    refused = stranger.post(session[0])
    assert refused.status_code == 404
    assert 'data-rule="thing_exists"' in refused.content.decode()
    assert first.get(PAGE).status_code == 200


def test_a_new_password_ends_the_other_sessions_and_keeps_this_one(person: User) -> None:
    first, second = _two_browsers(person)
    new = "another-lamp-river-nine"
    changed = second.post(
        "/account/password/", {"oldpassword": PASSWORD, "password1": new, "password2": new}
    )
    assert changed.status_code == 302, changed.content.decode()
    assert (first.get(PAGE).status_code, second.get(PAGE).status_code) == (302, 200)
    assert _told(person)[-1] == "PasswordChanged"


def test_a_reset_by_the_administrator_ends_all_sessions(person: User, small: Small) -> None:
    first, second = _two_browsers(person)
    actions.reset_second_factor(user=person.id, by=small.by)
    assert first.get(PAGE).status_code == second.get(PAGE).status_code == 302
    assert not Authenticator.objects.filter(user=person).exists()


def test_deactivating_someone_ends_sessions_and_tokens(person: User, small: Small) -> None:
    first, _ = _two_browsers(person)
    token = new_token()
    actions.issue_token(
        user=person.id, **to_keep(token), purpose="map", scopes=[Scope.UNITS_READ],
        expires_at=small.clock() + timedelta(days=1), by=small.by,
    )  # fmt: skip
    assert actor_of_token(token, clock=small.clock)
    actions.deactivate(user=person.id, by=small.by)
    assert first.get(PAGE).status_code == 302
    assert actor_of_token(token, clock=small.clock) is None


def test_a_token_acts_in_its_owners_roles_until_it_ends(person: User, small: Small) -> None:
    token = new_token()
    kept = actions.issue_token(
        user=person.id, **to_keep(token), purpose="map", scopes=[Scope.UNITS_READ],
        expires_at=small.clock() + timedelta(days=1), by=small.by,
    )  # fmt: skip
    assert token.encode() not in bytes(kept.digest)
    program = actor_of_token(token, clock=small.clock)
    assert program
    assert program.scopes == {Scope.UNITS_READ}
    assert program.holds({Role.DISPATCHER}, small.places["first"].ancestors)
    assert actor_of_token("kalantar_wrong", clock=small.clock) is None
    small.clock.forward(days=1)
    assert actor_of_token(token, clock=small.clock) is None


def test_a_service_that_lets_the_second_factor_off_opens_with_the_password(
    client: Client, person: User, settings: Any
) -> None:
    settings.SECOND_FACTOR_REQUIRED = False
    _sign_in(client)
    assert client.get(PAGE).status_code == 200


def test_a_request_carries_its_id_and_refuses_a_broken_operation_id(
    client: Client, person: User, settings: Any
) -> None:
    settings.SECOND_FACTOR_REQUIRED = False
    _sign_in(client)
    said = {"X-Request-ID": "proxy-12345678"}
    own = client.get(PAGE, headers=said)["X-Request-ID"]
    assert re.fullmatch("[0-9a-f]{32}", own), "no proxy is in front: the client is not believed"
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    assert client.get(PAGE, headers=said)["X-Request-ID"] == "proxy-12345678"
    for ill in ("<script>", "short", "x" * 65, "two words", "one\ttwo-12345"):
        given = client.get(PAGE, headers={"X-Request-ID": ill})["X-Request-ID"]
        assert re.fullmatch("[0-9a-f]{32}", given), ill
    broken = client.get(PAGE, headers={"Idempotency-Key": "twice"})
    assert broken.status_code == 400
    assert client.get(PAGE, headers={"Idempotency-Key": str(uuid4())}).status_code == 200
