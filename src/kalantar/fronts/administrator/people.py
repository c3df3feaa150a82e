"""The people of the service: who there is, their roles, their way in."""

from functools import partial
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from kalantar.fronts.administrator.forms import NewPersonForm, PersonForm, RoleForm
from kalantar.fronts.administrator.pages import cell, done, listed, listing, page, verb, verb_of
from kalantar.fronts.base.doing import attempt
from kalantar.kernel.rules import Refused
from kalantar.kernel.text.calendar import say_date
from kalantar.people import actions
from kalantar.people.middleware import acting
from kalantar.people.models import User
from kalantar.people.opening import read
from kalantar.people.passwords import hash_of, one_time_password
from kalantar.people.queries import roles_of
from kalantar.people.roles import NAMES, Role
from kalantar.people.rules import may_read_people

PAGE = 200


@require_GET
def people(request: HttpRequest) -> HttpResponse:
    words = request.GET.get("q", "").strip()
    by = acting(request)
    may_read_people.allow(by, None)
    found = User.objects.visible_to(by).prefetch_related("grants")
    if words:
        named = Q(name_fa__icontains=words) | Q(name_en__icontains=words)
        found = found.filter(named | Q(username__istartswith=words))
    rows = [
        (
            reverse("administrator:person", args=[person.pk]),
            [
                cell(person.name),
                cell(person.username, code=True),
                cell(listing(_roles(person))),
                cell("" if person.is_active else _("cannot sign in")),
            ],
        )
        for person in found.order_by("username")[:PAGE]
    ]
    columns = (_("Name"), _("Personnel number"), _("Roles"), _("State"))
    return listed(request, "people", columns, rows, ("add_person", _("Add a person")), words)


def add_person(request: HttpRequest) -> HttpResponse:
    form = NewPersonForm(request.POST or None)
    if not form.is_valid():
        return page(request, "people", _("Add a person"), form)
    password = one_time_password()
    asked = {**form.cleaned_data, "password_hash": hash_of(password)}
    try:
        added = actions.create_user(**asked, by=acting(request))
    except Refused as refused:
        return page(request, "people", _("Add a person"), form, refused=refused)
    _hand_over(request, password)
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
    return _page(request, person, form=form, refused=refused)


@verb_of("person")
def grant(request: HttpRequest, person: UUID) -> HttpResponse:
    role = RoleForm(request.POST, by=acting(request))
    if not role.is_valid():
        return _page(request, person, role=role)
    return _did(
        request, person, act=actions.grant_role, user=person, **role.cleaned_data, kept=role
    )


@verb_of("person")
def end_role(request: HttpRequest, person: UUID, grant: UUID) -> HttpResponse:
    return _did(request, person, act=actions.end_role, grant=grant)


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
    asked = {"user": person, "password_hash": hash_of(password)}
    refused = attempt(actions.reset_password, **asked, by=acting(request))
    if refused:
        return _page(request, person, refused=refused)
    _hand_over(request, password)
    return redirect("administrator:person", person)


def _did(
    request: HttpRequest, person: UUID, kept: RoleForm | None = None, **asked: Any
) -> HttpResponse:
    """Do something about the person and show them; ``kept``: what was chosen, with a refusal."""
    return done(request, partial(_page, request, person, role=kept), "person", person, **asked)


def _page(
    request: HttpRequest,
    person: UUID,
    form: PersonForm | None = None,
    role: RoleForm | None = None,
    refused: Refused | None = None,
) -> HttpResponse:
    one = get_object_or_404(User.objects.visible_to(acting(request)), pk=person)
    parts = [_role_part(one, role or RoleForm(by=acting(request))), _way_in(one)]
    form = form or PersonForm(initial=_kept(one))
    return page(request, "people", one.name, form, parts, one, refused)


def _kept(one: User) -> dict[str, Any]:
    return {"name_fa": one.name_fa, "name_en": one.name_en, "phone": one.phone}


def _hand_over(request: HttpRequest, password: str) -> None:
    said = _("One-time password, to hand over in person: %(password)s") % {"password": password}
    messages.success(request, said, extra_tags="stays")


def _roles(person: User) -> list[str]:
    return [str(NAMES[Role(row.role)]) for row in person.grants.all() if row.period.upper is None]


def _role_part(one: User, form: RoleForm) -> dict[str, object]:
    rows = []
    for grant in roles_of(one):
        since, until = grant.period.lower, grant.period.upper
        period = f"{say_date(since, short=True)} – {say_date(until, short=True) if until else ''}"
        ends = [] if until else [verb(_("End"), "end_role", one.pk, grant.pk)]
        role = str(NAMES[Role(grant.role)])
        rows.append({"texts": [role, grant.jurisdiction.name, period], "verbs": ends})
    return {
        "name": _("Roles"),
        "rows": rows,
        "form": form,
        "url": reverse("administrator:grant", args=[one.pk]),
        "label": _("Give the role"),
    }


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
