"""One's own account: roles, sessions, tokens, and what leads to a new password or second factor."""

from typing import cast
from uuid import UUID

from allauth.usersessions.models import UserSession
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from kalantar.kernel.listing import page_of
from kalantar.people import actions
from kalantar.people.middleware import acting
from kalantar.people.models import User
from kalantar.people.queries import held_roles

SHOWN = 20  # sessions and tokens of one person


@require_GET
def account(request: HttpRequest) -> HttpResponse:
    """Roles, sessions and tokens, each list a page at a time: ``?sessions=`` the last one seen."""
    person = cast(User, request.user)
    asked = request.GET
    UserSession.objects.purge_and_list(person)  # those that have ended by themselves go
    held = {
        "heading": person.name,
        "person": person,
        "now": acting(request).now(),
        "roles": page_of(held_roles(person), "-pk", after=asked.get("roles")),
        "sessions": page_of(
            UserSession.objects.filter(user=person), "-pk", after=asked.get("sessions"), size=SHOWN
        ),
        "tokens": page_of(person.tokens.all(), "-pk", after=asked.get("tokens"), size=SHOWN),
    }
    return render(request, "people/account.html", held)


@require_POST
def end_session(request: HttpRequest, session: int) -> HttpResponse:
    by = acting(request)
    actions.end_session(user=cast(User, request.user).id, session=session, by=by)
    return HttpResponseRedirect(reverse("account"))


@require_POST
def sign_out_everywhere(request: HttpRequest) -> HttpResponse:
    actions.sign_out_everywhere(user=cast(User, request.user).id, by=acting(request))
    return HttpResponseRedirect(reverse("account_login"))


@require_POST
def revoke_token(request: HttpRequest, token: UUID) -> HttpResponse:
    actions.revoke_token(token=token, by=acting(request))
    return HttpResponseRedirect(reverse("account"))
