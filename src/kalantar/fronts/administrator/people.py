"""The people of the service: who there is, their roles, their way in."""

from uuid import UUID

from django.contrib import messages
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from kalantar.fronts.administrator.forms import NewPersonForm, PersonForm, RoleForm
from kalantar.fronts.administrator.pages import cell, done, listed, page, verb
from kalantar.fronts.base.doing import attempt
from kalantar.kernel.text.calendar import say_date
from kalantar.people import actions
from kalantar.people.middleware import acting
from kalantar.people.models import User
from kalantar.people.passwords import hash_of, one_time_password
from kalantar.people.queries import roles_of
from kalantar.people.roles import NAMES, Role

PAGE = 200


@require_GET
def people(request: HttpRequest) -> HttpResponse:
    words = request.GET.get("q", "").strip()
    found = User.objects.visible_to(acting(request)).prefetch_related("grants")
    if words:
        named = Q(name_fa__icontains=words) | Q(name_en__icontains=words)
        found = found.filter(named | Q(username__istartswith=words))
    rows = [
        (
            reverse("administrator:person", args=[person.pk]),
            [
                cell(person.name),
                cell(person.username, code=True),
                cell("، ".join(_roles(person))),
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
    if refused := attempt(actions.create_user, **asked, by=acting(request)):
        return page(request, "people", _("Add a person"), form, refused=refused)
    _hand_over(request, password)
    return redirect("administrator:person", User.objects.get(username=asked["username"].lower()).pk)


def person(request: HttpRequest, person: UUID) -> HttpResponse:
    by = acting(request)
    one = get_object_or_404(User.objects.visible_to(by), pk=person)
    kept = {"name_fa": one.name_fa, "name_en": one.name_en, "phone": one.phone}
    form = PersonForm(request.POST or None, initial=kept)
    refused = None
    if form.is_valid():
        refused = attempt(actions.rename, user=person, **form.cleaned_data, by=by)
        if refused is None:
            return redirect("administrator:person", person)
    return page(
        request, "people", one.name, form, [_role_part(request, one), _way_in(one)], one, refused
    )


@require_POST
def grant(request: HttpRequest, person: UUID) -> HttpResponse:
    form = RoleForm(request.POST, by=acting(request))
    if not form.is_valid():
        return redirect("administrator:person", person)
    return done(request, "person", person, act=actions.grant_role, user=person, **form.cleaned_data)


@require_POST
def end_role(request: HttpRequest, person: UUID, grant: UUID) -> HttpResponse:
    return done(request, "person", person, act=actions.end_role, grant=grant)


@require_POST
def deactivate(request: HttpRequest, person: UUID) -> HttpResponse:
    return done(request, "person", person, act=actions.deactivate, user=person)


@require_POST
def reactivate(request: HttpRequest, person: UUID) -> HttpResponse:
    return done(request, "person", person, act=actions.reactivate, user=person)


@require_POST
def sign_out(request: HttpRequest, person: UUID) -> HttpResponse:
    return done(request, "person", person, act=actions.sign_out_everywhere, user=person)


@require_POST
def reset_second_factor(request: HttpRequest, person: UUID) -> HttpResponse:
    return done(request, "person", person, act=actions.reset_second_factor, user=person)


@require_POST
def reset_password(request: HttpRequest, person: UUID) -> HttpResponse:
    """A new one-time password, shown once to hand over in person."""
    password = one_time_password()
    asked = {"user": person, "password_hash": hash_of(password)}
    refused = attempt(actions.reset_password, **asked, by=acting(request))
    if refused:
        messages.error(request, str(refused), extra_tags="refusal")
    else:
        _hand_over(request, password)
    return redirect("administrator:person", person)


def _hand_over(request: HttpRequest, password: str) -> None:
    said = _("One-time password, to hand over in person: %(password)s") % {"password": password}
    messages.success(request, said, extra_tags="stays")


def _roles(person: User) -> list[str]:
    return [str(NAMES[Role(row.role)]) for row in person.grants.all() if row.period.upper is None]


def _role_part(request: HttpRequest, one: User) -> dict[str, object]:
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
        "form": RoleForm(by=acting(request)),
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
