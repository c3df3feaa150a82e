"""What the page of a file's keeping shows: its time, what would go, holds, reviews, and each party's time."""

from typing import Any
from uuid import UUID

from django.db.models import Model
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from kalantar.cases.events import ROLES
from kalantar.cases.lifecycle import CASE
from kalantar.cases.models import Case, Party
from kalantar.cases.queries import labels_on, parties_of
from kalantar.fronts.desk.file_matter import story
from kalantar.fronts.desk.keeping_verbs import HOLD, RELEASE, REQUEST, steps_of
from kalantar.fronts.desk.verbs import NOTHING, Ask, Tried, Verb, VerbForm, out_of_place, refusals
from kalantar.kernel.actor import Actor
from kalantar.kernel.text import localise_number
from kalantar.people.opening import read
from kalantar.people.roles import NAMES, Role
from kalantar.retention.events import OF
from kalantar.retention.lifecycle import REVIEW
from kalantar.retention.models import OPEN, Review
from kalantar.retention.queries import (
    WouldGo,
    disposed_by,
    holds_of,
    reviews_of,
    what_would_go,
)
from kalantar.retention.schedule import due_of_case, due_of_party, roles_kept

type Found = tuple[
    Verb, Model, dict[str, Any]
]  # the verb, what its form is about, whom the act is of


def page(by: Actor, case: Case, tried: Tried = NOTHING) -> dict[str, Any]:
    """That it was read is recorded."""
    read(case, "retention", by)
    kept, holds = roles_kept(), holds_of(case)
    hold = _ask(HOLD, case, by, tried)
    held = [(one, _ask(RELEASE, case, by, tried, one.pk)) for one in holds]
    reviews = [review_shown(one, by, tried) for one in reviews_of(by, case)]
    parties = [
        {
            "party": party,
            "role": ROLES[party.role],
            "due": due_of_party(party, kept),
            "kept": kept[party.role],
            "request": _ask(REQUEST, party, by, tried, party.pk),
        }
        for party in _parties(case)
    ]
    shown = [hold, *(ask for _one, ask in held), *(ask for one in reviews for ask in one["verbs"])]
    shown += [one["request"] for one in parties]
    return {
        "case": case,
        "heading": case.number,
        "state": CASE.states[case.state],
        "due": due_of_case(case),
        "standard_source": _("as Kalantar's standard says"),
        "goes": goes_said(what_would_go([case.pk])[case.pk]),
        "hold": hold,
        "holds": held,
        "reviews": reviews,
        "parties": parties,
        "grey": refusals(shown),
        "refused": out_of_place(shown, tried),
    }


def goes_said(goes: WouldGo) -> str:
    """Counts of what there is."""
    counts = (
        goes.parties, goes.statements, goes.documents, goes.items, goes.papers, goes.messages,
        goes.questions,
    )  # fmt: skip
    said = [
        ngettext("{n} party", "{n} parties", goes.parties),
        ngettext("{n} statement", "{n} statements", goes.statements),
        ngettext("{n} document", "{n} documents", goes.documents),
        ngettext("{n} item of property", "{n} items of property", goes.items),
        ngettext("{n} paper", "{n} papers", goes.papers),
        ngettext("{n} message", "{n} messages", goes.messages),
        ngettext("{n} question of a citizen", "{n} questions of citizens", goes.questions),
    ]
    language = get_language() or "fa"
    told = [
        text.format(n=localise_number(n, language))
        for text, n in zip(said, counts, strict=True)
        if n
    ]
    return " · ".join(told) or _("only what was written down")


def verb_asked(by: Actor, case: Case, name: str, row: UUID | None) -> Found | None:
    """The verb of the page's address; None where there is no such on this file."""
    if name == HOLD.name and row is None:
        return HOLD, case, {"case": case.pk}
    if name == RELEASE.name and row is not None:
        return RELEASE, case, {"case": case.pk, "hold": row}
    if name == REQUEST.name:
        party = next((one for one in _parties(case) if one.pk == row), None)
        return (REQUEST, party, {"person": party.person.standing.pk}) if party else None
    return step_asked(reviews_of(by, case), name, row)


def step_asked(reviews: list[Review], name: str, row: UUID | None) -> Found | None:
    review = next((one for one in reviews if one.pk == row), None)
    found = next((verb for verb in steps_of(review) if verb.name == name), None) if review else None
    return (found, review, {"review": review.pk}) if review and found else None


def tombstone(by: Actor, case: Case, before: UUID | None) -> dict[str, Any]:
    read(case, "case", by)
    decided = disposed_by(case)
    roles = [_role(decided.proposed_as), _role(decided.confirmed_as)] if decided else []
    return {
        "case": case,
        "heading": case.number,
        "decided": decided,
        "roles": roles,
        **story(by, case.pk, before, labels_on(case)),
    }


def _role(code: str) -> object:
    return NAMES[Role(code)] if code in NAMES else code


def _parties(case: Case) -> list[Party]:
    there = parties_of(case).select_related("person__merged_into", "person__area")
    return [party for party in there if not party.person.erased_at]


def review_shown(one: Review, by: Actor, tried: Tried) -> dict[str, Any]:
    return {
        "review": one,
        "of": OF[one.of],
        "role": ROLES[one.party.role] if one.party else "",
        "state": REVIEW.states[one.state],
        "open": one.state in OPEN,
        "verbs": [_ask(verb, one, by, tried, one.pk) for verb in steps_of(one)],
    }


def _ask(verb: Verb, about: Model, by: Actor, tried: Tried, row: UUID | None = None) -> Ask:
    grey, id = verb.refusal(about, by), str(row or "")
    if tried.verb == verb.name and tried.about == id:
        form = tried.form or VerbForm(about=about, by=by)
        return Ask(verb, form, grey, open=True, refused=tried.refused)
    form = (VerbForm if grey else verb.form)(about=about, by=by)
    form.auto_id = f"{verb.name}{id}-%s"
    return Ask(verb, form, grey)
