"""What for is said before anything of a file or an order is shown to who is not assigned to it; an auditor
says it before anything of a person is shown too."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django import forms
from django.db.models import Model
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kalantar.cases.models import Case
from kalantar.cases.purposes import PURPOSES, SHORTEST, Purpose, reason_for
from kalantar.cases.rules import reading_names_its_purpose
from kalantar.fronts.desk.asked_of import Standing, standing
from kalantar.kernel.actor import Actor
from kalantar.kernel.rules import Refused
from kalantar.people.middleware import LONGEST_REASON, acting, reason_said
from kalantar.people.roles import Role

type View = Callable[..., HttpResponseBase]
OWN = (
    "csrfmiddlewaretoken",
    "read_for",
    "read_for_words",
    "go_on",
)  # fields of the question itself


class PurposeForm(forms.Form):
    """``why`` is the field the actor's own reason comes from."""

    why = forms.CharField(
        label=gettext_lazy("What do you need this for?"), min_length=5, max_length=500,
        help_text=gettext_lazy("It is recorded with this reading: a complaint's number, an order, a check."),
    )  # fmt: skip


def asked_first(view: View, of: type[Model] = Case) -> View:
    """The view of a file, of what is on one (``of``, which has a ``case``), or of an order, for whoever may see
    it and is assigned to it; anybody else says first what for. That holds for the quarter of an hour that is
    one reading. What was sent meanwhile waits in the question's form, and goes on from there."""

    @wraps(view)
    def answer(request: HttpRequest, id: UUID, **at: Any) -> HttpResponseBase:
        by = acting(request)
        reader = standing(by, of, id)
        if reader is None:  # not theirs to see, or on no file of theirs: the view says so itself
            return view(request, id=id, **at)
        answered = "read_for" in request.POST
        if reading_names_its_purpose(reader.assigned, reader.said):
            if answered and "go_on" not in request.POST:  # it was said twice
                return redirect(request.get_full_path())
            request.read_for = reader.said  # type: ignore[attr-defined]
            return view(request, id=id, **at)
        if not answered:
            return _question(request, reader)
        return _told(request, reader) or view(request, id=id, **at)

    return answer


def with_purpose(request: HttpRequest) -> Actor:
    """The reader, with the purpose where one was said in earnest."""
    if read_for := getattr(request, "read_for", ""):
        return acting(request).because(read_for)
    said = PurposeForm(request.POST)
    return acting(request).because(said.cleaned_data["why"] if said.is_valid() else "")


def ask(request: HttpRequest) -> HttpResponse:
    """The question; to who is no auditor, or has said it, there is nothing here."""
    form = PurposeForm(request.POST or None)
    if not acting(request).areas({Role.AUDITOR}) or form.is_valid():
        raise Http404
    context = {"heading": _("What for?"), "form": form}
    return render(request, "desk/purpose.html", context, status=422 if form.is_bound else 200)


def _told(request: HttpRequest, reader: Standing) -> HttpResponse | None:
    """What was said is recorded; then what was asked for is shown, None where that was sent along."""
    told, by = request.POST, acting(request).repeating(None)
    purpose, words = told["read_for"], reason_said(told.get("read_for_words", ""))
    try:
        reader.say(purpose=purpose, words=words, by=by)
    except Refused as refused:
        return _question(request, reader, refused, words)
    if "go_on" not in told:
        return redirect(request.get_full_path())
    request.read_for = reason_for(purpose, words)  # type: ignore[attr-defined]
    return None


def _question(
    request: HttpRequest, reader: Standing, refused: Refused | None = None, words: str = ""
) -> HttpResponse:
    """A page, or the part of one that was asked for. To an auditor nothing of the file is shown in it."""
    listed = [] if reader.auditing else [one for one in PURPOSES.items() if one[0] != Purpose.OTHER]
    sent = request.method == "POST" and ("read_for" not in request.POST or "go_on" in request.POST)
    context = {
        "heading": _("What for?"),
        "number": "" if reader.auditing else reader.number,
        "first": reading_names_its_purpose.said,
        "listed": [(str(key), code, said) for key, (code, said) in enumerate(listed, 1)],
        "other": (str(len(PURPOSES)), Purpose.OTHER, PURPOSES[Purpose.OTHER]),
        "auditing": reader.auditing,
        "carried": _carried(request.POST) if sent else [],
        "sent": sent,
        "to": request.get_full_path(),
        "words": words,
        "shortest": SHORTEST,
        "longest": LONGEST_REASON,
        "refused": refused,
    }
    part = "HX-Request" in request.headers
    template = "desk/_what_for.html" if part else "desk/what_for.html"
    return render(request, template, context, status=422 if sent or refused else 200)


def _carried(sent: QueryDict) -> list[tuple[str, str]]:
    """What was sent, to be sent again with the purpose; a document that was chosen has to be chosen again."""
    return [(name, value) for name in sent if name not in OWN for value in sent.getlist(name)]
