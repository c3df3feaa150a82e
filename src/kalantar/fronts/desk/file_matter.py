"""The part of a file that says what the matter is: its verbs, parties, what was written down, its timeline."""

from typing import Any
from uuid import UUID

from kalantar.case_catalogue.models import CaseField
from kalantar.cases.events import ROLES
from kalantar.cases.models import Party
from kalantar.cases.queries import incidents_of, labels_on, parties_of
from kalantar.fronts.desk.file_forms import SomebodyForm
from kalantar.fronts.desk.file_forms import said as said_of
from kalantar.fronts.desk.file_look import Look, Shown
from kalantar.fronts.desk.file_verbs import OF_ROWS, STEPS, WRITING, steps_of, writing_of
from kalantar.fronts.desk.file_waiting import has_incidents
from kalantar.fronts.desk.verbs import refusals
from kalantar.incidents.lifecycle import INCIDENT
from kalantar.kernel.actor import Actor
from kalantar.kernel.labels import NOTHING as NO_LABELS
from kalantar.kernel.labels import Labels
from kalantar.kernel.story import PAGE, told
from kalantar.persons.rules import may_see_person
from kalantar.safe_numbers.queries import is_informants, with_safe_number
from kalantar.safe_numbers.rules import informant_is_told_by_message_nowhere

VERBS = [*STEPS.values(), *WRITING.values(), *OF_ROWS.values()]


def shown(look: Look) -> Shown:
    by, case = look.by, look.case
    verbs = look.asks(*steps_of(case), *writing_of(case))
    parties, incidents = _parties(look), _incidents(look)
    of_rows = [row[verb] for row in parties for verb in ("end", "phone", "safe")]
    of_rows += [ask for row in parties for ask in row["waiting"]]
    known = {row["party"].person_id: row["party"].person.name for row in parties if row["known"]}
    return {
        "asks": [*verbs, *of_rows, *(row["unlink"] for row in incidents)],
        "verbs": verbs,
        "grey": refusals(verbs),
        "answers": [_answer(**one) for one in vars(case)["told"]],
        "parties": parties,
        "incidents": incidents,
        "chosen": look.chosen,
        "somebody": SomebodyForm() if not WRITING["party"].refusal(case, by) else None,
        "somebody_open": look.tried.verb == "somebody",
        **story(by, case.pk, look.before, {**labels_on(case), **known}),
    }


def story(
    by: Actor, subject: UUID, before: UUID | None, known: Labels = NO_LABELS
) -> dict[str, Any]:
    """A page of the timeline, and the entry before which the next one begins."""
    lines = told(subject, by, before=before, limit=PAGE + 1, known=known)
    earlier = lines[PAGE - 1].id if len(lines) > PAGE else None
    return {"timeline": lines[:PAGE], "earlier": earlier, "later": before, "why": by.why}


def _parties(look: Look) -> list[dict[str, Any]]:
    parties = parties_of(look.case).select_related(
        "person__area", "person__merged_into", "beside__person"
    )
    informants = look.works and is_informants(look.case)
    return [_party(look, one, informants) for one in with_safe_number(parties)]


def _party(look: Look, party: Party, informants: bool) -> dict[str, Any]:
    """``safe``: naming the number that nobody else reads, or giving up the one there is. Of an informant
    none is: it stands there grey, and says what to do instead."""
    has_safe: bool = vars(party)["has_safe"]
    asked = {"end": "end", "phone": "phone", "safe": "unsafe" if has_safe else "safe"}
    asks = {
        place: look.of_row(OF_ROWS[verb], party.pk, party=party.pk) for place, verb in asked.items()
    }
    told = informant_is_told_by_message_nowhere
    nowhere = look.works and not has_safe and not told(informants, party.role)
    if nowhere:
        asks["safe"].refusal = told.said
    return {
        "party": party,
        "role": ROLES[party.role],
        "known": may_see_person(look.by, party.person),
        "has_safe": has_safe,
        "nowhere": nowhere,
        "waiting": [
            look.of_row(OF_ROWS[verb], party.pk, party=party.pk)
            for verb in (("confirm", "resend") if party.person.standing.phone_waits_since else ())
        ],
        **asks,
    }


def _incidents(look: Look) -> list[dict[str, Any]]:
    return [
        {
            "incident": one,
            "state": INCIDENT.states[one.state],
            "unlink": look.of_row(OF_ROWS["unlink"], one.pk, incident=one.pk),
        }
        for one in (incidents_of(look.case) if has_incidents(look.case) else ())
    ]


def _answer(said: str, **field: str) -> tuple[object, str]:
    asked = CaseField(**field)
    return asked.text, said_of(asked, said)
