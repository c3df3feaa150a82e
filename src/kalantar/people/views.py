"""One's own account: roles, sessions, tokens, and what leads to a new password or second factor."""

from typing import cast
from uuid import UUID

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from kalantar.people import actions
from kalantar.people.middleware import acting
from kalantar.people.models import User
from kalantar.people.queries import roles_of, tokens_of


@require_GET
def account(request: HttpRequest) -> HttpResponse:
    person = cast(User, request.user)
    held = {
        "person": person,
        "roles": roles_of(person),
        "tokens": tokens_of(person),
        "now": acting(request).now(),
        "sessions": UserSession.objects.purge_and_list(person),
        "factors": list(Authenticator.objects.filter(user=person).order_by("created_at")),
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
