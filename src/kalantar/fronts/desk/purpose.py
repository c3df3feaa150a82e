"""An auditor says what for before anything of a file or an order is shown."""

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kalantar.kernel.actor import Actor
from kalantar.people.middleware import acting
from kalantar.people.roles import Role


class PurposeForm(forms.Form):
    """``why`` is the field the actor's own reason comes from."""

    why = forms.CharField(
        label=gettext_lazy("What do you need this for?"), min_length=5, max_length=500,
        help_text=gettext_lazy("It is recorded with this reading: a complaint's number, an order, a check."),
    )  # fmt: skip


def with_purpose(request: HttpRequest) -> Actor:
    """The reader, with the purpose only where one was said in earnest."""
    said = PurposeForm(request.POST)
    return acting(request).because(said.cleaned_data["why"] if said.is_valid() else "")


def ask(request: HttpRequest) -> HttpResponse:
    """The question; to who is no auditor, or has said it, there is nothing here."""
    form = PurposeForm(request.POST or None)
    if not acting(request).areas({Role.AUDITOR}) or form.is_valid():
        raise Http404
    context = {"heading": _("What for?"), "form": form}
    return render(request, "desk/purpose.html", context, status=422 if form.is_bound else 200)
