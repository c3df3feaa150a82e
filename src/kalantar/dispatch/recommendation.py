"""Whom to send: available, capable, fresh, nearest by straight line, then by minutes on the road.

The answer is plain data, kept with the decision; nothing here writes.
"""

import math
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any
from uuid import UUID

from django.core import signing

from kalantar.catalogue.capabilities import UnitKind
from kalantar.dispatch.candidates import Nearby, Plain, able, around, freed, why_not
from kalantar.dispatch.nearer import (
    Looked,
    PassedOver,
    Seconds,
    nearer_ones,
    passed_over_of,
)
from kalantar.dispatch.rules import may_dispatch
from kalantar.dispatch.why_not import WhyNot
from kalantar.incidents.models import Incident
from kalantar.incidents.rules import incident_is_open
from kalantar.kernel.action import find
from kalantar.kernel.actor import Actor, ActorKind
from kalantar.kernel.rules import input_rule
from kalantar.kernel.sentence import Sentence
from kalantar.patrols.models import SEE_PLAIN_CLOTHES
from kalantar.people.rules import may_reach
from kalantar.people.scopes import Scope
from kalantar.places.routing import COSTING, Costing, NoGraph, NoRoute, router

INCIDENTS = Incident.objects.select_related("jurisdiction", "type")
SEALED_FOR = timedelta(minutes=10)  # units move on: an older one is made again
ALTERNATIVES = 2  # shown beside those recommended
ROUTED_AT_LEAST = 8  # so many of the nearest by straight line are routed
# Streets are longer than the straight line by about 1.417 (Boscoe, Henry and Zdeb, "A Nationwide
# Comparison of Driving Distance Versus Straight-Line Distance to Hospitals", 2012); metres a second.
DETOUR = 1.417
SPEED: dict[str, float] = {UnitKind.FOOT: 1.4, UnitKind.MOTORCYCLE: 9.0}
DRIVING_SPEED = 8.0

recommendation_is_as_it_was_shown = input_rule(
    "recommendation_is_as_it_was_shown",
    en="This recommendation is not one the service made for this incident.",
    fa="این پیشنهاد از سوی سامانه و برای این رخداد نبوده است.",
    do_en="Open the incident again and send from there.",
    do_fa="رخداد را دوباره باز کنید و از همان‌جا اعزام کنید.",
)
recommendation_is_fresh = input_rule(
    "recommendation_is_fresh",
    en="This recommendation is more than ten minutes old; the units have moved since.",
    fa="بیش از ده دقیقه از این پیشنهاد گذشته و جای یگان‌ها تغییر کرده است.",
    do_en="Open the incident again and send by the new recommendation.",
    do_fa="رخداد را دوباره باز کنید و بر پایهٔ پیشنهاد تازه اعزام کنید.",
)


class Note(StrEnum):
    """Why the minutes are those of a straight line; with the last, of some units only."""

    NO_EXTRACT = "no_extract"
    NO_ROAD_NEAR = "no_road_near"
    NO_ROUTE = "no_route"
    SOME_WITHOUT_ROUTE = "some_without_route"


NOTES: dict[str, Sentence] = {
    Note.NO_EXTRACT: Sentence(
        en="By straight line: this city has no road map yet.",
        fa="بر پایهٔ خط مستقیم؛ نقشهٔ راه‌های این شهر هنوز وارد نشده است.",
    ),
    Note.NO_ROAD_NEAR: Sentence(
        en="By straight line: no road runs near this place.",
        fa="بر پایهٔ خط مستقیم؛ در نزدیکی این محل راهی نیست.",
    ),
    Note.NO_ROUTE: Sentence(
        en="By straight line: no road leads there from any of them.",
        fa="بر پایهٔ خط مستقیم؛ از جای هیچ‌یک راهی به محل نیست.",
    ),
    Note.SOME_WITHOUT_ROUTE: Sentence(
        en="By the real route; the last by straight line, as no road leads there from where they are.",
        fa="بر پایهٔ مسیر واقعی؛ آخرین‌ها بر پایهٔ خط مستقیم، چون از جای آن‌ها راهی به محل نیست.",
    ),
}


@dataclass(frozen=True, slots=True)
class Proposed:
    """``recommended``: one of those to send; the others are the next best. ``eta_s``: seconds."""

    unit: UUID
    call_sign: str
    kind: str
    crew: int
    recommended: bool
    eta_s: int
    distance_m: int
    age_s: int

    @property
    def minutes(self) -> int:
        return max(1, math.ceil(self.eta_s / 60))


@dataclass(frozen=True, slots=True)
class Recommendation:
    """``needed``: how many more units the type wants. ``note``: a code of NOTES, or empty.

    ``passed_over``: the nearer units that are not proposed, by name; ``counted``: how many there are
    besides, by reason, where they are very many.
    """

    incident: UUID
    made_at: datetime
    method: str
    note: str
    needed: int
    proposed: list[Proposed] = field(hash=False)
    passed_over: list[PassedOver] = field(hash=False)
    counted: dict[WhyNot, int] = field(default_factory=dict, hash=False)

    @property
    def recommended(self) -> list[Proposed]:
        return [unit for unit in self.proposed if unit.recommended]

    @property
    def units(self) -> list[UUID]:
        """The ids of those recommended: what to send."""
        return [row.unit for row in self.recommended]

    @property
    def more(self) -> int:
        """How many nearer units are counted only."""
        return sum(self.counted.values())

    @property
    def said_note(self) -> Sentence | None:
        return NOTES.get(self.note)

    def as_json(self) -> dict[str, Any]:
        """Plain data, as the dispatch keeps it."""
        return {
            "incident": str(self.incident),
            "made_at": self.made_at.isoformat(),
            "method": self.method,
            "note": self.note,
            "needed": self.needed,
            "counted": {code.value: number for code, number in self.counted.items()},
            "proposed": [asdict(row) | {"unit": str(row.unit)} for row in self.proposed],
            "passed_over": [asdict(row) | {"unit": str(row.unit)} for row in self.passed_over],
        }

    def sealed(self) -> str:
        """For a form: comes back with the decision, so that what was shown is what is kept."""
        return signing.dumps(self.as_json(), salt=__name__, compress=True)

    @classmethod
    def of_json(cls, kept: dict[str, Any]) -> "Recommendation":
        return cls(
            incident=UUID(kept["incident"]),
            made_at=datetime.fromisoformat(kept["made_at"]),
            method=kept["method"],
            note=kept["note"],
            needed=kept["needed"],
            proposed=proposed_of(kept["proposed"]),
            passed_over=passed_over_of(kept["passed_over"]),
            counted=counted_of(kept.get("counted")),
        )

    @classmethod
    def unsealed(cls, seal: str, incident: UUID) -> "Recommendation":
        """Refused where it was not sealed here, or for another incident."""
        try:
            kept = signing.loads(seal, salt=__name__, max_age=SEALED_FOR)
        except signing.SignatureExpired:
            raise recommendation_is_fresh.refuse() from None
        except signing.BadSignature:
            raise recommendation_is_as_it_was_shown.refuse() from None
        found = cls.of_json(kept)
        if found.incident != incident:
            raise recommendation_is_as_it_was_shown.refuse()
        return found


def proposed_of(kept: list[dict[str, Any]]) -> list[Proposed]:
    return [Proposed(**row | {"unit": UUID(row["unit"])}) for row in kept]


def counted_of(kept: dict[str, int] | None) -> dict[WhyNot, int]:
    return {WhyNot(code): number for code, number in (kept or {}).items()}


def recommend(*, incident: UUID, by: Actor) -> Recommendation:
    """Whom to send to an open incident, as ``by`` may know it at ``by.now()``.

    It is all about units and where they are: a program needs the scope to read those, too.
    """
    may_reach.require(by, Scope.UNITS_READ)
    asked = may_dispatch.allow(by, find(INCIDENTS, incident))
    incident_is_open.require(asked)
    return recommended(asked, by.now(), plain=plain_areas(by))


def plain_areas(reader: Actor) -> Plain:
    """Where plain-clothes units may be named to the reader; None: everywhere."""
    return None if reader.kind is ActorKind.SYSTEM else reader.areas(SEE_PLAIN_CLOTHES)


def recommended(
    incident: Incident, now: datetime, *, plain: Plain, diverted: UUID | None = None
) -> Recommendation:
    """For an incident with its type loaded. ``plain``: where plain-clothes units may be named.
    ``diverted``: a unit that would be taken off what it is on; it is compared as if it were free.

    One walk of the positions' index, as far as the last candidate, and one matrix call for each
    costing among the candidates (``COSTING``, by which the phone shows the way, too): one where all
    are of one kind, at most three where cars, motorcycles and those on foot are mixed.
    """
    needed = max(1, incident.type.units - incident.units_on_it)
    looked = _look(incident, now, plain, max(ROUTED_AT_LEAST, 4 * needed), diverted)
    seconds, note = _seconds(looked.candidates, incident)
    ranked = sorted(
        (unit for unit in looked.candidates if seconds[unit.unit] is not None),
        key=lambda unit: (seconds[unit.unit], unit.distance_m),
    )
    if last := _without_route(looked.candidates, seconds, needed - len(ranked), diverted):
        seconds |= {unit.unit: _straight(unit) for unit in last}
        ranked, note = [*ranked, *last], Note.SOME_WITHOUT_ROUTE
    proposed = [
        _proposed(unit, round(seconds[unit.unit] or 0), recommended=place < needed)
        for place, unit in enumerate(ranked)
        if place < needed + ALTERNATIVES or unit.unit == diverted
    ]
    passed_over, counted = nearer_ones(
        incident,
        now,
        looked,
        seconds,
        chosen=ranked[:needed],
        shown={row.unit for row in proposed},
        plain=plain,
    )
    return Recommendation(
        incident=incident.pk,
        made_at=now,
        method="routed" if note in ("", Note.SOME_WITHOUT_ROUTE) else "straight_line",
        note=note,
        needed=needed,
        proposed=proposed,
        passed_over=passed_over,
        counted=counted,
    )


def _look(
    incident: Incident, now: datetime, plain: Plain, wanted: int, diverted: UUID | None
) -> Looked:
    walked, no_others = around(incident, now, plain=plain, wanted=wanted)
    reasons = {unit.unit: why_not(unit, incident, now) for unit in walked}
    candidates = [unit for unit in walked if reasons[unit.unit] is None]
    enough = len(candidates) >= wanted
    if not enough and not no_others:
        candidates = able(incident, now, plain=plain, wanted=wanted)
    if diverted and (one := freed(incident, now, plain=plain, unit=diverted)) is not None:
        reasons[one.unit] = why_not(one, incident, now)
        if reasons[one.unit] is None:
            candidates = [*candidates, one]
    return Looked(walked, no_others and not enough, candidates, reasons)


def _seconds(candidates: Sequence[Nearby], incident: Incident) -> tuple[Seconds, str]:
    """Seconds to the place for each, None where no road leads there; and why not by road."""
    routed, note = _by_road(candidates, incident)
    if note:
        return {unit.unit: _straight(unit) for unit in candidates}, note
    return routed, ""


def _without_route(
    candidates: Sequence[Nearby], seconds: Seconds, missing: int, diverted: UUID | None
) -> list[Nearby]:
    """Those from which no road leads, the nearest first, as far as the others are too few: a unit
    that may have to find its own way is better than none. The one that is diverted is among them."""
    beyond = [unit for unit in candidates if seconds[unit.unit] is None]
    beyond.sort(key=lambda unit: unit.distance_m)
    return [unit for place, unit in enumerate(beyond) if place < missing or unit.unit == diverted]


def _straight(unit: Nearby) -> float:
    return unit.distance_m * DETOUR / SPEED.get(unit.kind, DRIVING_SPEED)


def _by_road(candidates: Sequence[Nearby], incident: Incident) -> tuple[Seconds, str]:
    assert incident.place is not None
    groups: dict[Costing, list[Nearby]] = defaultdict(list)
    for unit in candidates:
        groups[COSTING.get(unit.kind, "auto")].append(unit)
    found: Seconds = {}
    note = Note.NO_ROUTE
    try:
        roads = router(incident.city_id)
    except NoGraph:
        return {}, Note.NO_EXTRACT
    for costing, units in groups.items():
        minutes: Sequence[float | None] = [None] * len(units)
        try:
            minutes = roads.minutes_to(incident.place, [unit.place for unit in units], costing)
        except NoRoute:
            note = Note.NO_ROAD_NEAR
        for unit, needed in zip(units, minutes, strict=True):
            found[unit.unit] = None if needed is None else needed * 60
    reached = not found or any(seconds is not None for seconds in found.values())
    return found, "" if reached else note


def _proposed(unit: Nearby, seconds: int, *, recommended: bool) -> Proposed:
    return Proposed(
        unit=unit.unit,
        call_sign=unit.call_sign,
        kind=unit.kind,
        crew=unit.crew,
        recommended=recommended,
        eta_s=seconds,
        distance_m=round(unit.distance_m),
        age_s=unit.age_s,
    )
