"""The people of the service: who there is, their roles, their way in."""

from functools import partial
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from kalantar.fronts.administrator.device_part import device_part
from kalantar.fronts.administrator.filters import PeopleFilter
from kalantar.fronts.administrator.forms import DeviceForm, NewPersonForm, PersonForm, RoleForm
from kalantar.fronts.administrator.pages import (
    after,
    asked,
    cell,
    done,
    listed,
    listing,
    page,
    part_of,
    verb,
    verb_of,
)
from kalantar.fronts.base.doing import attempt
from kalantar.kernel.actor import Actor
from kalantar.kernel.listing import Listed, page_of, with_words
from kalantar.kernel.rules import Refused
from kalantar.kernel.text.calendar import say_date
from kalantar.people import actions
from kalantar.people.middleware import acting
from kalantar.people.models import ApiToken, RoleGrant, User
from kalantar.people.opening import read
from kalantar.people.passwords import hash_of, one_time_password
from kalantar.people.queries import held_roles
from kalantar.people.roles import NAMES, Role
from kalantar.people.rules import may_add_people, may_read_people, may_read_tokens


@require_http_methods(["GET", "POST"])
def people(request: HttpRequest) -> HttpResponse:
    """Who works here; names are looked for in the body of a request, never in an address."""
    by = acting(request)
    may_read_people.allow(by, None)
    question = asked(request)
    filters = PeopleFilter(question["given"])
    visible = User.objects.visible_to(by)
    seen = filters.of(visible, by.now())
    found = with_words(seen, question["words"], "name_fa", "name_en", "username")
    found = found.prefetch_related("grants")
    shown = page_of(found, "username", after=question["after"], among=visible)
    return listed(
        request, "people", (_("Name"), _("Personnel number"), _("Roles"), _("State")), shown, _row,
        search=question["words"], search_for=_("Name or personnel number"), filters=filters,
        narrowed=filters.narrows, method="post", add=("add_person", _("Add a person")),
    )  # fmt: skip


def _row(person: User) -> tuple[str, list[dict[str, Any]]]:
    return reverse("administrator:person", args=[person.pk]), [
        cell(person.name),
        cell(person.username, code=True),
        cell(listing(_roles(person))),
        cell(_("can sign in") if person.is_active else _("account closed")),
    ]


def add_person(request: HttpRequest) -> HttpResponse:
    may_add_people.allow(acting(request), None)
    form = NewPersonForm(request.POST or None)
    if not form.is_valid():
        return page(request, "people", _("Add a person"), form)
    password = one_time_password()
    asked = {**form.cleaned_data, "password_hash": hash_of(password)}
    try:
        added = actions.create_user(**asked, by=acting(request))
    except Refused as refused:
        return page(request, "people", _("Add a person"), form, refused=refused)
    _hand_over(request, password, added)
    return redirect("administrator:person", added.pk)


def person(request: HttpRequest, person: UUID) -> HttpResponse:
    by = acting(request)
    one = get_object_or_404(User.objects.visible_to(by), pk=person)
    form = PersonForm(request.POST or None, initial=_kept(one))
    refused = None
    if form.is_valid():
        refused = attempt(actions.rename, user=person, **form.cleaned_data, by=by)
        if refused is None:
            return redirect("administrator:person", person)
    read(one, "person", by)
    return shown(request, person, form=form, refused=refused)


@verb_of("person")
def grant(request: HttpRequest, person: UUID) -> HttpResponse:
    role = RoleForm(request.POST, by=acting(request))
    if not role.is_valid():
        return shown(request, person, role=role)
    return _did(
        request, person, act=actions.grant_role, user=person, **role.cleaned_data, kept=role
    )


@verb_of("person")
def end_role(request: HttpRequest, person: UUID, grant: UUID) -> HttpResponse:
    return _did(request, person, act=actions.end_role, grant=grant)


@verb_of("person")
def revoke_token(request: HttpRequest, person: UUID, token: UUID) -> HttpResponse:
    return _did(request, person, act=actions.revoke_token, token=token)


@verb_of("person")
def deactivate(request: HttpRequest, person: UUID) -> HttpResponse:
    return _did(request, person, act=actions.deactivate, user=person)


@verb_of("person")
def reactivate(request: HttpRequest, person: UUID) -> HttpResponse:
    return _did(request, person, act=actions.reactivate, user=person)


@verb_of("person")
def sign_out(request: HttpRequest, person: UUID) -> HttpResponse:
    return _did(request, person, act=actions.sign_out_everywhere, user=person)


@verb_of("person")
def reset_second_factor(request: HttpRequest, person: UUID) -> HttpResponse:
    return _did(request, person, act=actions.reset_second_factor, user=person)


@verb_of("person")
def reset_password(request: HttpRequest, person: UUID) -> HttpResponse:
    """A new one-time password, shown once to hand over in person."""
    password = one_time_password()
    try:
        reset = actions.reset_password(
            user=person, password_hash=hash_of(password), by=acting(request)
        )
    except Refused as refused:
        return shown(request, person, refused=refused)
    _hand_over(request, password, reset)
    return redirect("administrator:person", person)


def _did(
    request: HttpRequest, person: UUID, kept: RoleForm | None = None, **asked: Any
) -> HttpResponse:
    """Do something about the person and show them; ``kept``: what was chosen, with a refusal."""
    return done(request, partial(shown, request, person, role=kept), "person", person, **asked)


def shown(
    request: HttpRequest,
    person: UUID,
    form: PersonForm | None = None,
    role: RoleForm | None = None,
    devices: DeviceForm | None = None,
    refused: Refused | None = None,
) -> HttpResponse:
    """Their page, with what was typed and why it was refused."""
    by = acting(request)
    one = get_object_or_404(User.objects.visible_to(by), pk=person)
    roles = page_of(held_roles(one), "-pk", after=after(request, "roles"))
    parts = [_role_part(one, roles, role or RoleForm(by=by)), _way_in(one)]
    if may_read_tokens(by, one):
        tokens = page_of(one.tokens.all(), "-pk", after=after(request, "tokens"))
        parts.append(_token_part(tokens, by))
    parts += device_part(request, one, by, devices)
    form = form or PersonForm(initial=_kept(one))
    return page(request, "people", one.name, form, parts, one, refused)


def _kept(one: User) -> dict[str, Any]:
    return {"name_fa": one.name_fa, "name_en": one.name_en, "phone": one.phone}


def _hand_over(request: HttpRequest, password: str, person: User) -> None:
    """Show it once; a repeat of what was done made none that is anybody's."""
    if not person.check_password(password):
        messages.warning(request, _("This was done already, and the one-time password was shown then. If it is lost, make a new one."), extra_tags="stays")  # fmt: skip
        return
    said = _("One-time password, to hand over in person: %(password)s") % {"password": password}
    messages.success(request, said, extra_tags="stays")


def _roles(person: User) -> list[str]:
    return [str(NAMES[Role(row.role)]) for row in person.grants.all() if row.period.upper is None]


def _role_part(one: User, roles: Listed[RoleGrant], form: RoleForm) -> dict[str, Any]:
    def row(grant: RoleGrant) -> dict[str, Any]:
        since, until = grant.period.lower, grant.period.upper
        if grant.period.isempty:  # ended before it began
            since = until = None
        dates = [say_date(day, short=True) if day else "" for day in (since, until)]
        ended = grant.period.isempty or until is not None
        ends = [] if ended else [verb(_("End"), "end_role", one.pk, grant.pk)]
        cells = [cell(grant.role_name), cell(grant.jurisdiction.name), *map(cell, dates)]
        return {"cells": cells, "verbs": ends}

    return part_of(
        "roles", _("Roles"), roles, row,
        columns=[_("Role"), _("Area"), _("From"), _("Until")],
        none=_("No role yet: without one, nothing opens."),
        form=form, url=reverse("administrator:grant", args=[one.pk]), label=_("Give the role"),
    )  # fmt: skip


def _token_part(tokens: Listed[ApiToken], by: Actor) -> dict[str, Any]:
    def row(token: ApiToken) -> dict[str, Any]:
        good = token.revoked_at is None and token.expires_at > by.now()
        state = _("revoked") if token.revoked_at else _("valid") if good else _("expired")
        verbs = [verb(_("Revoke"), "revoke_token", token.user_id, token.pk, danger=True)]
        cells = [
            cell(token.purpose), cell(f"…{token.last_four}", code=True),
            cell(" ".join(token.scopes), code=True), cell(say_date(token.expires_at, short=True)),
            cell(state),
        ]  # fmt: skip
        return {"cells": cells, "verbs": verbs if good else []}

    return part_of(
        "tokens", _("Tokens of programs"), tokens, row,
        columns=[_("For"), _("Ends in"), _("May"), _("Until"), _("State")],
        none=_("No program acts for this person."),
    )  # fmt: skip


def _way_in(one: User) -> dict[str, object]:
    verbs = [
        verb(_("New one-time password"), "reset_password", one.pk),
        verb(_("Reset the second factor"), "reset_second_factor", one.pk),
        verb(_("Sign out everywhere"), "sign_out_person", one.pk),
    ]
    if one.is_active:
        verbs.append(verb(_("Close the account"), "deactivate", one.pk, danger=True))
    else:
        verbs.append(verb(_("Open the account again"), "reactivate", one.pk))
    return {"name": _("Signing in"), "rows": [], "verbs": verbs}
