"""What the reception's pages and fragments show, gathered once, from what the reader may see."""

from collections.abc import Sequence
from itertools import groupby
from typing import Any
from uuid import UUID

from django.http import Http404
from django.urls import reverse
from uuid_utils.compat import uuid7

from kalantar.cases.lifecycle import CASE
from kalantar.cases.queries import cases_of_person
from kalantar.fronts.desk.asked_of import veiled
from kalantar.fronts.desk.forms import VisitorForm
from kalantar.kernel.actor import Actor
from kalantar.people.opening import read, read_of_areas
from kalantar.persons.events import NEEDS
from kalantar.persons.models import LANGUAGES, Person
from kalantar.places.models import Jurisdiction
from kalantar.reception.events import SAVED
from kalantar.reception.lifecycle import VISIT
from kalantar.reception.models import Desk, Visit
from kalantar.reception.queries import (
    WaitingTimes,
    ahead_of,
    appointments_of,
    called_now,
    desk_seen,
    desks_seen,
    earlier_visits,
    missed_visits,
    services,
    stations_of,
    visit_at,
    waiting_times,
    waiting_visits,
    waits_by_service,
    who_came,
)
from kalantar.reception.rules import may_read_visit_figures

LISTED = 40  # of those who wait; how many there are is said beside
MISSED = 8
OTHERS = 200  # desks that are offered
EARLIER = 4
KEYS = {"begin_serving": "B", "recall": "R", "serve": "D", "miss": "M", "leave_queue": "L"}
NEXT = ("begin_serving", "serve")  # the likeliest step from where a visitor stands


def seat(by: Actor, desk: UUID, among: Sequence[Desk] = ()) -> Desk:
    """The desk, where the reader receives visitors at it; asked for only if it is not ``among`` them."""
    found = next((one for one in among if one.pk == desk), None) or desk_seen(by, desk)
    if found is None:
        raise Http404
    return found


def queue(by: Actor, at: Desk) -> dict[str, Any]:
    """Who is at the desk, who waits, who was not there; that their names were read is recorded."""
    now, station = by.now(), at.station
    waiting = waiting_visits(by, station.pk, now, limit=LISTED)
    current, missed = visit_at(by, at), missed_visits(by, station.pk, now, limit=MISSED)
    if waiting or missed or current:
        read_of_areas([station.pk], "visits", by)
    return {
        "desk": at,
        "station": station,
        "live_keys": f"area:{station.pk}",
        "current": _row(current, at, by) if current else None,
        "waiting": [_row(visit, at, by) for visit in waiting],
        "missed": [_row(visit, at, by) for visit in missed],
        **_figures(waiting_times(by, station, now)),
        "reasons": list(SAVED.items()),
        "elsewhere": _elsewhere(station) if current else [],
        "queue_operation": uuid7(),
    }


def _figures(times: WaitingTimes) -> dict[str, Any]:
    """In whole minutes, at least one: nobody waits in halves of them."""
    said = {"median": times.median_s, "p90": times.p90_s}
    minutes = {name: None if s is None else max(1, round(s / 60)) for name, s in said.items()}
    return {"times": times, **minutes}


def _row(visit: Visit, at: Desk, by: Actor) -> dict[str, Any]:
    verbs = [
        {
            "name": step.verb,
            "label": step.label,
            "key": KEYS[step.verb],
            "next": step.verb in NEXT,
            "operation": uuid7(),  # each is an act of its own, however fast one follows the other
        }
        for step in VISIT.verbs(visit)
        if step.verb in KEYS
    ]
    return {
        "visit": visit,
        "who": who_came(visit, by),
        "needs": [NEEDS[need] for need in visit.needs],
        "here": not at.services or visit.service_id in at.services,
        "state": VISIT.states[visit.state],
        "verbs": sorted(verbs, key=lambda verb: not verb["next"]),
    }


def _elsewhere(station: Jurisdiction) -> list[Jurisdiction]:
    """The other areas beside it and around it: what a matter may belong to."""
    around = Jurisdiction.objects.living().filter(parent=station.parent_id)
    return [area for area in around.order_by("name_en", "name_fa")[:60] if area.pk != station.pk]


def desks(by: Actor) -> list[Desk]:
    """Those to change to."""
    return list(desks_seen(by)[:OTHERS])


def page(by: Actor, at: Desk, others: Sequence[Desk]) -> dict[str, Any]:
    """``others``: with the desk itself, station by station."""
    stations = groupby(others, key=lambda one: one.station)
    leads = may_read_visit_figures(by, at.station)
    return {
        **queue(by, at),
        "leads": leads,
        "others": [(station, list(some)) for station, some in stations],
    }


def form(by: Actor, at: Desk, filled: VisitorForm, person: Person | None) -> dict[str, Any]:
    """A visitor's form. ``person``: somebody known, with what they came for before, and with whom their
    files are: often that is all they came to hear."""
    if person is not None:
        read(person, "registered_person", by)
    before = earlier_visits(by, person, limit=EARLIER) if person else []
    files = cases_of_person(by, person, limit=EARLIER) if person else []
    if files:
        read_of_areas({one.jurisdiction_id for one in files}, "cases", by)
    return {
        "desk": at,
        "form": filled,
        "person": person,
        "before": [(visit, VISIT.states[visit.state]) for visit in before],
        "files": [(one, CASE.states[one.state]) for one in files],
        "veiled": veiled(by, files),
        "appointments": appointments_of(by, person, by.now()) if person else [],
        "services": services(),
        "languages": LANGUAGES,
        "needs": list(NEEDS.items()),
        "operation": uuid7(),
    }


def hall(by: Actor, station: UUID) -> dict[str, Any]:
    """The numbers called last, how many wait and about how long; no name is on it."""
    here = stations_of(by).filter(pk=station).first()
    if here is None:
        raise Http404
    part = reverse("desk:hall_part", args=[here.pk])
    return {**in_the_hall(by, here), "part": part, "live_keys": f"area:{here.pk}"}


def in_the_hall(by: Actor, station: Jurisdiction) -> dict[str, Any]:
    called, now = called_now(by, station.pk, by.now()), by.now()
    waits = [one for one in waits_by_service(by, station, now) if one.waiting]
    return {"station": station, "called": called, "waits": waits}


def ticket(by: Actor, visit: Visit) -> dict[str, Any]:
    """How many are ahead, and about how long it takes as the day goes."""
    now = by.now()
    waits = {one.service.pk: one for one in waits_by_service(by, visit.station, now)}
    return {"visit": visit, "ahead": ahead_of(by, visit, now), "wait": waits[visit.service_id]}
