"""What can be done with a file of an old register: keep what was read, bring in the next part, give it up."""

import json
from collections import Counter
from collections.abc import Sequence
from datetime import date
from itertools import batched
from typing import Any
from uuid import UUID

from django.db import transaction

from kalantar.cases.actions import bring_in_case
from kalantar.cases.rules import case_belongs_to_a_station, may_bring_in_cases
from kalantar.kernel.action import action, find, lock, part
from kalantar.kernel.actor import Actor, ActorKind
from kalantar.kernel.rules import Refused, constraints_speak
from kalantar.kernel.text import start_of_day
from kalantar.kernel.timeline import Event, record
from kalantar.old_files import events
from kalantar.old_files.models import RefusedRow, RegisterImport, WaitingRows
from kalantar.old_files.queries import registered_like
from kalantar.old_files.reading import Fault
from kalantar.old_files.rules import register_is_still_brought_in
from kalantar.persons.actions import register_person
from kalantar.places.models import Jurisdiction

PART = 50  # rows of a transaction: less than a second
STATIONS = Jurisdiction.objects.living()
IMPORTS = RegisterImport.objects.select_related("station")
HERE_ALREADY = "old_number_is_brought_in_once"


@action
def keep_register(
    *,
    station: UUID,
    digest: str,
    rows: Sequence[dict[str, Any]],
    faults: Sequence[Fault],
    by: Actor,
) -> RegisterImport:
    """What was read waits, sealed, to be brought in; what was refused is told already."""
    here = may_bring_in_cases.allow(by, find(STATIONS, station))
    case_belongs_to_a_station.require(here)
    person = by.id if by.kind is ActorKind.PERSON else None
    run = RegisterImport.objects.create(
        station=here, digest=digest, read_by_id=person, read_at=by.now(),
        rows=len(rows) + len(faults), refused=len(faults),
    )  # fmt: skip
    WaitingRows.objects.bulk_create(
        [WaitingRows(run=run, rows=_written(some)) for some in batched(rows, PART)]
    )
    _refuse(run, faults)
    if not rows:
        _end(run, by)
    _record(events.RegisterRead(run.pk, run.rows), run, by)
    return run


@action
def bring_in_next(*, run: UUID, by: Actor) -> RegisterImport:
    """The next part: each row is brought in, was here already, or is refused without holding the others."""
    may_bring_in_cases.require(by, (row := lock(IMPORTS, run)).station)
    register_is_still_brought_in.require(row)
    waiting = row.waiting.first()
    told = json.loads(waiting.rows) if waiting else []
    came = {one["row"]: _brought(one, row.station, by) for one in told}
    counts = Counter(came.values())
    faults = [
        Fault(number, "", rule) for number, rule in came.items() if rule not in ("", HERE_ALREADY)
    ]
    _refuse(row, faults)
    row.brought += counts[""]
    row.known += counts[HERE_ALREADY]
    row.refused += len(faults)
    row.save(update_fields=["brought", "known", "refused"])
    if waiting:
        waiting.delete()
    if not row.waiting.exists():
        _end(row, by)
    heard = events.RegisterWentOn(run, counts[""], counts[HERE_ALREADY], len(faults))
    _record(heard, row, by)
    return row


@action
def give_up_register(*, run: UUID, by: Actor) -> RegisterImport:
    """What still waits is forgotten; what was brought in stays."""
    may_bring_in_cases.require(by, (row := lock(IMPORTS, run)).station)
    register_is_still_brought_in.require(row)
    row.waiting.all().delete()
    row.given_up = True
    row.save(update_fields=["given_up"])
    _end(row, by)
    _record(events.RegisterGivenUp(run, row.left), row, by)
    return row


@part
def _brought(told: dict[str, Any], station: Jurisdiction, by: Actor) -> str:
    """The name of the rule that refuses the row; empty where none does."""
    try:
        with constraints_speak(), transaction.atomic():
            parties = {role: _person(who, station, by) for role, who in told["parties"].items()}
            bring_in_case(
                station=station.pk, number=told["number"], category=UUID(told["category"]),
                opened_at=start_of_day(date.fromisoformat(told["opened"])),
                closed_at=start_of_day(date.fromisoformat(told["closed"])) if told["closed"] else None,
                outcome=UUID(told["outcome"]) if told["outcome"] else None,
                narrative=told["narrative"], place=told.get("place", ""),
                happened_on=date.fromisoformat(told["happened"]) if told.get("happened") else None,
                parties=parties, by=by,
            )  # fmt: skip
    except Refused as refused:
        return refused.rule.name
    return ""


def _person(who: dict[str, Any], station: Jurisdiction, by: Actor) -> UUID:
    known = registered_like(station, who)
    return (known or register_person(area=station.pk, **who, by=by)).pk


@part
def _refuse(run: RegisterImport, faults: Sequence[Fault]) -> None:
    RefusedRow.objects.bulk_create(
        [RefusedRow(run=run, row=one.row, column=one.column, rule=one.rule) for one in faults]
    )


@part
def _end(run: RegisterImport, by: Actor) -> None:
    run.ended_at = by.now()
    run.save(update_fields=["ended_at"])


def _written(rows: Sequence[dict[str, Any]]) -> str:
    return json.dumps(rows, ensure_ascii=False, separators=(",", ":"))


def _record(event: Event, run: RegisterImport, by: Actor) -> None:
    record(event, about=[run, run.station], by=by, areas=run.station.ancestors)
