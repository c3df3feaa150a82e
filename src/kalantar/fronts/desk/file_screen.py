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
from kalantar.fronts.desk import document_verbs, file_verbs, item_verbs, outside_verbs, task_verbs
from kalantar.fronts.desk.choices import stations_beside
from kalantar.fronts.desk.file_forms import SomebodyForm, said
from kalantar.fronts.desk.paper_verbs import ON_THE_FILE
from kalantar.fronts.desk.statement_verbs import BEGIN
from kalantar.fronts.desk.verbs import NOTHING, Ask, Tried, Verb, asks, out_of_place, refusals
from kalantar.incidents.lifecycle import INCIDENT
from kalantar.kernel.actor import Actor
from kalantar.kernel.labels import NOTHING as NO_LABELS
from kalantar.kernel.labels import Labels
from kalantar.kernel.story import PAGE, told
from kalantar.orders.lifecycle import ORDER
from kalantar.orders.queries import orders_of_case
from kalantar.outside_referrals.lifecycle import OUTSIDE_REFERRAL
from kalantar.outside_referrals.queries import outside_referrals_of
from kalantar.papers.kinds import KINDS
from kalantar.papers.queries import papers_of
from kalantar.people.opening import read
from kalantar.persons.models import Person
from kalantar.persons.rules import may_see_person
from kalantar.safe_numbers.queries import safe_numbers_of
from kalantar.statements.lifecycle import STATEMENT
from kalantar.statements.queries import statements_of
from kalantar.tasks.lifecycle import TASK
from kalantar.tasks.models import TaskState
from kalantar.tasks.queries import tasks_of

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
    tasks, setting = _tasks(by, case, tried), asks([task_verbs.SET], case, by, tried)
    outside, asking = _outside(by, case, tried), asks([outside_verbs.REFER], case, by, tried)
    of_rows += [verb for row in (*tasks, *outside) for verb in row["verbs"]]
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
            [*steps, *writing, *issuing, *taking, *keeping, *holding, *setting, *asking, *of_rows],
            tried,
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
        "tasks": tasks,
        "setting": setting,
        "outside": outside,
        "asking": asking,
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
            "known": may_see_person(by, one.person),
            "end": _of_row("end", "party", one.pk, by, case, tried),
            "phone": _of_row("phone", "party", one.pk, by, case, tried),
            "has_safe": one.pk in safe,
            "safe": _of_row(
                "unsafe" if one.pk in safe else "safe", "party", one.pk, by, case, tried
            ),
        }
        for one in parties_of(case).select_related("person__area", "beside__person")
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


def _tasks(by: Actor, case: Case, tried: Tried) -> list[dict[str, Any]]:
    """Each with its verbs, but for who only reads, and where it is over."""
    works = may_handle_case(by, case)
    return [
        {
            "task": one,
            "state": TASK.states[one.state],
            "late": one.state == TaskState.TO_DO and one.due_at < by.now(),
            "verbs": [
                _row_of(task_verbs.VERBS[step.verb], one.pk, by, one, tried)
                for step in (TASK.verbs(one) if works else ())
            ],
        }
        for one in tasks_of(by, case)
    ]


def _outside(by: Actor, case: Case, tried: Tried) -> list[dict[str, Any]]:
    works = may_handle_case(by, case)
    return [
        {
            "referral": one,
            "state": OUTSIDE_REFERRAL.states[one.state],
            "verbs": [
                _row_of(verb, one.pk, by, one, tried)
                for verb in (outside_verbs.verbs_of(one) if works else ())
            ],
        }
        for one in outside_referrals_of(by, case)
    ]


def _of_row(name: str, of: str, id: UUID, by: Actor, case: Case, tried: Tried) -> Ask:
    return _row_of(file_verbs.OF_ROWS[name], id, by, case, tried, {of: id})


def _row_of(verb: Verb, id: UUID, by: Actor, about: Any, tried: Tried, initial: Any = None) -> Ask:
    """A verb of one of several rows: its form has the row's id, and is open where that one was tried."""
    if tried.verb == verb.name and tried.about == str(id) and tried.form:
        return Ask(verb, tried.form, verb.refusal(about, by), open=True, refused=tried.refused)
    form = verb.form(about=about, by=by, initial=initial, prefix=None)
    form.auto_id = f"{verb.name}-{id}-%s"
    return Ask(verb, form, verb.refusal(about, by))
