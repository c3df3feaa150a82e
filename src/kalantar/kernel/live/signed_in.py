"""Whose page it is: the same session cookie as the pages', asked once to connect and again and again."""

from collections.abc import Callable, Collection, Hashable, Mapping
from dataclasses import dataclass
from http.cookies import CookieError, SimpleCookie
from importlib import import_module
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user, get_user_model
from django.contrib.auth.models import AbstractBaseUser
from django.contrib.sessions.models import Session
from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import constant_time_compare

# What each of these people (by primary key) is allowed by now, in one query: anything that compares
# unequal once it has changed. Nothing is said of who is allowed nothing.
type Standings = Callable[[Collection[Any]], Mapping[Any, Hashable]]


@dataclass(frozen=True, slots=True)
class Ticket:
    """What made a viewer welcome. ``proof`` changes when the person's password does, ``standing``
    when a role of theirs begins or ends."""

    session: str
    user: Any
    proof: str
    standing: Hashable


def session_of(cookie: str) -> str:
    """The session a Cookie header says; empty where it says none."""
    try:
        kept = SimpleCookie(cookie).get(settings.SESSION_COOKIE_NAME)
    except CookieError:
        return ""
    return kept.value if kept else ""


def admitted(cookie: str, standings: Standings) -> tuple[HttpRequest, Ticket] | None:
    """The active person whose Cookie header this is, as ``request.user``; None for anybody else.

    Their standing is asked before anything is judged by it: what ends meanwhile is noticed later.
    """
    kept = session_of(cookie)
    if not kept:
        return None
    request = HttpRequest()
    request.session = import_module(settings.SESSION_ENGINE).SessionStore(kept)
    user = get_user(request)
    if not isinstance(user, AbstractBaseUser) or not user.is_active:
        return None
    request.user = user
    return request, Ticket(
        session=kept,
        user=user.pk,
        proof=user.get_session_auth_hash(),
        standing=standings({user.pk}).get(user.pk),
    )


def still_admitted(tickets: Collection[Ticket], standings: Standings) -> set[Ticket]:
    """Those whose session lasts and whose person is active with the same password and the same
    standing; three queries, however many they are."""
    sessions = set(
        Session.objects.filter(
            session_key__in={ticket.session for ticket in tickets}, expire_date__gt=timezone.now()
        ).values_list("session_key", flat=True)
    )
    users = {ticket.user for ticket in tickets}
    people, now = get_user_model()._default_manager.in_bulk(users), standings(users)
    return {
        ticket
        for ticket in tickets
        if ticket.session in sessions
        and (user := people.get(ticket.user)) is not None
        and user.is_active
        and constant_time_compare(user.get_session_auth_hash(), ticket.proof)
        and now.get(ticket.user) == ticket.standing
    }
