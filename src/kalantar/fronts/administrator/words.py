"""The words of messages: each version as it is read, approved or refused by somebody who did not write it."""

from decimal import Decimal
from functools import partial
from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from kalantar.citizens.queries import written_by_nobody
from kalantar.fronts.administrator import forms
from kalantar.fronts.administrator.filters import WordsFilter
from kalantar.fronts.administrator.pages import (
    asked,
    cell,
    done,
    listed,
    listing,
    page,
    verb,
    verb_of,
)
from kalantar.fronts.base.doing import attempt
from kalantar.kernel.listing import count_said, page_of, with_words
from kalantar.kernel.rules import Refused
from kalantar.kernel.text import digits_for, localise_number, say_datetime
from kalantar.message_templates import actions
from kalantar.message_templates.lifecycle import TEMPLATE
from kalantar.message_templates.models import Encoding, MessageTemplate
from kalantar.message_templates.queries import Preview, example_of, places_of_templates
from kalantar.message_templates.rules import may_judge_template, may_write_templates
from kalantar.messaging.queries import sent_before, unknown_of_no_file
from kalantar.notices.queries import words_said
from kalantar.people.middleware import acting
from kalantar.people.opening import read_of_areas
from kalantar.sms_gateway.queries import Cost, costs

COUNTED = 99
JUDGED = {
    "approve": actions.approve_template,
    "refuse": actions.refuse_template,
    "retire": actions.retire_template,
}


@require_GET
def templates(request: HttpRequest) -> HttpResponse:
    """Every version, by what it tells of, in which language and to whom."""
    question = asked(request)
    filters = WordsFilter(question["given"])
    found = with_words(
        filters.of(MessageTemplate.objects.all()), question["words"], "event", "text"
    )
    columns = [_("It tells of"), _("Language"), _("To"), _("State"), _("Words")]
    order = ("event", "role", "language", "-version")
    return listed(
        request, "templates", columns, page_of(found, *order, after=question["after"]), _row,
        search=question["words"], search_for=_("Words or code"), filters=filters,
        narrowed=filters.narrows, add=("add_template", _("Write a message")),
        beside=_beside(request),
    )  # fmt: skip


def _beside(request: HttpRequest) -> list[tuple[str, str]]:
    return [
        (_unknown(request), reverse("administrator:unknown_messages")),
        (_written(request), reverse("administrator:written")),
    ]


def _unknown(request: HttpRequest) -> str:
    count = unknown_of_no_file(acting(request))[: COUNTED + 1].count()
    said = _("Messages of no file: not known whether they arrived")
    return f"{said} · {count_said(count, COUNTED)}" if count else said


def _written(request: HttpRequest) -> str:
    count = written_by_nobody(acting(request))[: COUNTED + 1].count()
    said = _("Written by unknown numbers")
    return f"{said} · {count_said(count, COUNTED)}" if count else said


def _row(one: MessageTemplate) -> tuple[str, list[dict[str, Any]]]:
    return reverse("administrator:template", args=[one.pk]), [
        cell(words_said(one.event)),
        cell(_language(one)),
        cell(words_said(one.role)),
        cell(TEMPLATE.states[one.state]),
        cell(one.text),
    ]


def add_template(request: HttpRequest) -> HttpResponse:
    may_write_templates.require(acting(request), None)
    form = forms.NewTemplateForm(request.POST or None)
    refused = None
    if form.is_valid():
        refused = attempt(actions.write_template, **form.cleaned_data, by=acting(request))
        if refused is None:
            return redirect("administrator:templates")
    return page(request, "templates", _("Write a message"), form, [_places()], refused=refused)


def template(request: HttpRequest, template: UUID) -> HttpResponse:
    """What is kept is the next version, a draft; this one stays as it is."""
    one = get_object_or_404(MessageTemplate, pk=template)
    form = forms.TemplateForm(request.POST or None, initial={"text": one.text})
    if not form.is_valid():
        return _page(request, one, form)
    act = partial(actions.write_template, event=one.event, language=one.language, role=one.role)
    show = partial(_page, request, one, form)
    return done(request, show, "templates", act=act, **form.cleaned_data)


@verb_of("template")
def judge(request: HttpRequest, template: UUID, verb: str) -> HttpResponse:
    one = get_object_or_404(MessageTemplate, pk=template)
    show = partial(_page, request, one)
    return done(request, show, "template", template, act=JUDGED[verb], template=template)


def _page(
    request: HttpRequest,
    one: MessageTemplate,
    form: forms.TemplateForm | None = None,
    refused: Refused | None = None,
) -> HttpResponse:
    form = form or forms.TemplateForm(initial={"text": one.text})
    parts = [_preview(one), _sent(request, one), _state(request, one), _places()]
    heading = f"{words_said(one.event)} · {words_said(one.role)} · {_language(one)}"
    return page(request, "templates", heading, form, parts, one, refused)


def _preview(one: MessageTemplate) -> dict[str, Any]:
    """As a phone shows it at its longest, and what the operator counts."""
    looks = example_of(one)
    told = [
        (_("As it is read"), looks.text),
        (_("Letters"), _number(len(looks.text))),
        (_("Alphabet"), _alphabet(looks)),
        (_("Parts an operator counts"), _number(len(looks.segments))),
    ]
    rows = [{"cells": [cell(name), cell(said)]} for name, said in [*told, *_costs(looks)]]
    return {"id": "preview", "name": _("With examples in its places, as long as they can be"), "rows": rows}  # fmt: skip


def _sent(request: HttpRequest, one: MessageTemplate) -> dict[str, Any]:
    """With the values of the latest messages that really went out, as far as the reader may see them."""
    by = acting(request)
    found = sent_before(by, one)
    if areas := {sent.area for sent in found if sent.open}:
        read_of_areas(areas, "messages", by)
    rows = [
        {
            "cells": [
                cell(sent.looks.text),
                cell(say_datetime(sent.at, short=True)),
                cell(_number(len(sent.looks.text))),
                cell(_alphabet(sent.looks)),
                cell(_number(len(sent.looks.segments))),
                cell(listing(f"{name}: {said}" for name, said in _costs(sent.looks))),
            ]
        }
        for sent in found
    ]
    veiled = any(not sent.open for sent in found)
    name = _("With what was really sent lately")
    if veiled:
        name = _(
            "With what was really sent lately; numbers of files are made up, in the same length"
        )
    columns = [_("As it is read"), _("When"), _("Letters"), _("Alphabet"), _("Parts"), _("Cost")]
    none = _("No such message was among the latest: the examples above stand for it.")
    return {"id": "sent", "name": name, "columns": columns, "rows": rows, "none": none}


def _alphabet(looks: Preview) -> str:
    return _("Latin") if looks.segments.encoding == Encoding.GSM7 else _("Unicode")


def _costs(looks: Preview) -> list[tuple[str, str]]:
    """What one such message costs, by the operator of the number; else what to do to know it."""
    told = [(_cost_to(one.prefix), _billed(one)) for one in costs(looks.segments)]
    unknown = _(
        "not known: no route says its price. Write it under the route in messaging.toml, such as"
        " price = { ucs2 = 152, gsm7 = 380 }"
    )
    return told or [(_("Cost"), unknown)]


def _billed(cost: Cost) -> str:
    said = _rials(cost.rials)
    if cost.example:
        return _("{amount} (at an example of a price: the demo has no operator)").format(
            amount=said
        )
    return said


def _cost_to(prefix: str) -> str:
    if not prefix:
        return _("Cost to other numbers")
    begins = f"\u2066{digits_for(get_language() or 'en', prefix)}\u2069"
    return _("Cost to numbers that begin with {prefix}").format(prefix=begins)


def _rials(amount: Decimal) -> str:
    whole = int(amount)
    said = localise_number(whole if whole == amount else amount, get_language() or "en")
    return _("{amount} rials").format(amount=said)


def _state(request: HttpRequest, one: MessageTemplate) -> dict[str, Any]:
    """What may be done now; to who may not judge it, whom to ask."""
    steps = TEMPLATE.verbs(one)
    state = {"name": _("Version {number}: {state}").format(
        number=_number(one.version), state=TEMPLATE.states[one.state])}  # fmt: skip
    if steps and not may_judge_template(acting(request), one):
        said = f"{may_judge_template.sentence} {may_judge_template.remedy}"
        return state | {"none": said}
    verbs = [
        verb(step.label, f"{step.verb}_template", one.pk, danger=step.verb != "approve")
        for step in steps
    ]
    return state | {"verbs": verbs}


def _places() -> dict[str, Any]:
    rows = [
        {"cells": [cell(f"{{{name}}}", code=True), cell(called)]}
        for name, called in places_of_templates().items()
    ]
    return {"id": "places", "name": _("What a message can name"), "rows": rows}


def _language(one: MessageTemplate) -> str:
    return dict(settings.LANGUAGES).get(one.language, one.language)


def _number(number: int) -> str:
    return digits_for(get_language() or "en", str(number))
