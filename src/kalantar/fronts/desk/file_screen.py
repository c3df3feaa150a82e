"""What a file's page shows, gathered once, from what the reader may see."""

from typing import Any
from uuid import UUID

from django.http import Http404

from kalantar.cases.events import ROLES
from kalantar.cases.lifecycle import CASE
from kalantar.cases.models import Case
from kalantar.cases.queries import answers_of, case_of, incidents_of, labels_on, parties_of
from kalantar.cases.rules import may_handle_case
from kalantar.citizens.queries import asked_about, copies_asked_of
from kalantar.fronts.desk import document_verbs, file_verbs, item_verbs
from kalantar.fronts.desk.choices import stations_beside
from kalantar.fronts.desk.file_forms import SomebodyForm, said
from kalantar.fronts.desk.paper_verbs import ON_THE_FILE
from kalantar.fronts.desk.statement_verbs import BEGIN
from kalantar.fronts.desk.verbs import NOTHING, Ask, Tried, asks, out_of_place, refusals
from kalantar.incidents.lifecycle import INCIDENT
from kalantar.kernel.actor import Actor
from kalantar.kernel.labels import NOTHING as NO_LABELS
from kalantar.kernel.labels import Labels
from kalantar.kernel.story import PAGE, told
from kalantar.orders.lifecycle import ORDER
from kalantar.orders.queries import orders_of_case
from kalantar.papers.kinds import KINDS
from kalantar.papers.queries import papers_of
from kalantar.people.opening import read
from kalantar.persons.models import Person
from kalantar.safe_numbers.queries import safe_numbers_of
from kalantar.statements.lifecycle import STATEMENT
from kalantar.statements.queries import statements_of

ORDERS = 20


def handled(by: Actor, id: UUID) -> Case:
    """The file, to whoever works on it: for a verb no purpose opens a file."""
    found = case_of(by.because(""), id)
    if found is None:
        raise Http404
    return found


def page(
    by: Actor,
    case: Case,
    tried: Tried = NOTHING,
    before: UUID | None = None,
    chosen: Person | None = None,
) -> dict[str, Any]:
    """``tried``: a verb that was refused; ``chosen``: who is to become a party. The reading is recorded."""
    read(case, "case", by)
    steps = asks(file_verbs.steps_of(case), case, by, tried)
    writing = asks(file_verbs.writing_of(case), case, by, tried)
    issuing, taking = asks(ON_THE_FILE, case, by, tried), asks([BEGIN], case, by, tried)
    parties, incidents = _parties(by, case, tried), _incidents(by, case, tried)
    keeping = asks([document_verbs.TAKE_IN], case, by, tried)
    holding = asks([item_verbs.TAKE_IN], case, by, tried)
    questions, copies = _questions(by, case, tried), _copies(by, case, tried)
    of_rows = [row["verb"] for row in (*questions, *copies)]
    of_rows += [row[verb] for row in parties for verb in ("end", "phone", "safe")]
    of_rows += [row["unlink"] for row in incidents]
    return {
        "case": case,
        "heading": case.number,
        "state": CASE.states[case.state],
        "steps": steps,
        "writing": writing,
        "grey": refusals([*steps, *writing]),
        "refused": None
        if tried.verb == "somebody"
        else out_of_place(
            [*steps, *writing, *issuing, *taking, *keeping, *holding, *of_rows], tried
        ),
        "works": may_handle_case(by, case),
        "answers": [
            (answer.field.text, said(answer.field, answer.text)) for answer in answers_of(case)
        ],
        "parties": parties,
        "questions": questions,
        "copies": copies,
        **document_verbs.section(by, case, keeping),
        **item_verbs.section(by, case, holding),
        "incidents": incidents,
        "orders": [
            (one, ORDER.states[one.state]) for one in orders_of_case(by, case, limit=ORDERS)
        ],
        "issuing": issuing,
        "taking": taking,
        "statements": [
            (one, ROLES[one.party.role], STATEMENT.states[one.state])
            for one in statements_of(by, case)
        ],
        "papers": [(one, KINDS[one.kind]) for one in papers_of(by, case)],
        "stations": stations_beside(case.jurisdiction),
        "chosen": chosen,
        "somebody": SomebodyForm() if not file_verbs.WRITING["party"].refusal(case, by) else None,
        "somebody_open": tried.verb == "somebody",
        **story(by, case.pk, before, labels_on(case)),
    }


def story(
    by: Actor, subject: UUID, before: UUID | None, known: Labels = NO_LABELS
) -> dict[str, Any]:
    """A page of the timeline, and the entry before which the next one begins."""
    lines = told(subject, by, before=before, limit=PAGE + 1, known=known)
    earlier = lines[PAGE - 1].id if len(lines) > PAGE else None
    return {"timeline": lines[:PAGE], "earlier": earlier, "later": before, "why": by.why}


def _parties(by: Actor, case: Case, tried: Tried) -> list[dict[str, Any]]:
    """``safe``: naming the number that nobody else reads, or giving up the one there is."""
    safe = safe_numbers_of(case)
    return [
        {
            "party": one,
            "role": ROLES[one.role],
            "end": _of_row("end", "party", one.pk, by, case, tried),
            "phone": _of_row("phone", "party", one.pk, by, case, tried),
            "has_safe": one.pk in safe,
            "safe": _of_row(
                "unsafe" if one.pk in safe else "safe", "party", one.pk, by, case, tried
            ),
        }
        for one in parties_of(case)
    ]


def _incidents(by: Actor, case: Case, tried: Tried) -> list[dict[str, Any]]:
    return [
        {
            "incident": one,
            "state": INCIDENT.states[one.state],
            "unlink": _of_row("unlink", "incident", one.pk, by, case, tried),
        }
        for one in incidents_of(case)
    ]


def _questions(by: Actor, case: Case, tried: Tried) -> list[dict[str, Any]]:
    """What parties asked on the citizens' page; one that was answered has no verb."""
    return [
        {"question": one, "verb": _of_row("answer", "question", one.pk, by, case, tried)}
        for one in asked_about(case)
    ]


def _copies(by: Actor, case: Case, tried: Tried) -> list[dict[str, Any]]:
    return [
        {"copy": one, "verb": _of_row("copy", "copy", one.pk, by, case, tried)}
        for one in copies_asked_of(case)
    ]


def _of_row(name: str, of: str, id: UUID, by: Actor, case: Case, tried: Tried) -> Ask:
    verb = file_verbs.OF_ROWS[name]
    if tried.verb == name and tried.about == str(id) and tried.form:
        return Ask(verb, tried.form, verb.refusal(case, by), open=True, refused=tried.refused)
    form = verb.form(about=case, by=by, initial={of: id}, prefix=None)
    form.auto_id = f"{name}-{id}-%s"
    return Ask(verb, form, verb.refusal(case, by))
