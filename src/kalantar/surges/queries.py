"""Which incidents are offered as one event, and what was folded."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q

from kalantar.incidents.models import Incident
from kalantar.incidents.queries import NEAR_M, visible_incidents
from kalantar.kernel.actor import Actor
from kalantar.kernel.geometry import metres_between
from kalantar.surges.expected import WEEKS, WINDOW, hour_of_week, is_a_surge, most_by_chance, usual
from kalantar.surges.models import Expected, Fold, SaidDifferent

LATEST = 500  # incidents of a city looked at; more have not come in ten minutes anywhere
# Types that callers take for each other. Those of one list fit together; every type fits itself.
CONFUSED = (
    {"fight", "mass_brawl", "stabbing", "shooting"},
    {"injury_accident", "hit_and_run"},
    {"fire_or_gas", "bomb_or_suspicious_object"},
    {"suspicious_person", "suspicious_vehicle"},
)
# Two of these in one street are two persons in need, whatever their number.
NEVER = {
    "domestic_violence",
    "sexual_violence",
    "child_abuse",
    "suicide_attempt",
    "person_in_crisis",
}


@dataclass(frozen=True, slots=True)
class Offered:
    """Incidents that may be one event. ``into``: the one that would take in the ``others``.

    ``calls`` came within ``minutes``; of the whole area came ``in_area``, where ``usually`` is the mean and
    ``by_chance`` the most that come without an event.
    """

    into: Incident
    others: list[Incident] = field(hash=False)
    calls: int
    minutes: int
    in_area: int
    usually: float
    by_chance: int


def folds_offered(reader: Actor, city: UUID, now: datetime) -> list[Offered]:
    """Those of the last ten minutes, of the areas where more calls came than are usual. Two queries."""
    areas: dict[UUID, list[Incident]] = defaultdict(list)
    for incident in _lately(reader, city, now):
        areas[incident.jurisdiction_id].append(incident)
    if not areas:
        return []
    means = _means(areas, now)
    return [
        offer
        for area, incidents in areas.items()
        if is_a_surge(_calls(incidents), means[area])
        for offer in _together(incidents, means[area], now)
    ]


def folded_into(incident: UUID) -> list[Fold]:
    rows = Fold.objects.filter(into=incident, undone_at=None).select_related("incident__type")
    return list(rows)


def fits(one: Incident, other: Incident) -> bool:
    """Near enough, and of types that can be one event."""
    if one.place is None or other.place is None or one.type.code in NEVER:
        return False
    kin = one.type_id == other.type_id or any(
        {one.type.code, other.type.code} <= types for types in CONFUSED
    )
    return kin and metres_between(one.place, other.place) <= NEAR_M


def _lately(reader: Actor, city: UUID, now: datetime) -> list[Incident]:
    """The open ones, by the index of a city's latest, each with how many calls tell of it."""
    joined = Count("incident_calls", filter=Q(incident_calls__parted_at=None))
    different = SaidDifferent.objects.filter(incident=OuterRef("pk"))
    rows = visible_incidents(reader).open().filter(
        ~Exists(different), city=city, opened_at__gt=now - WINDOW, opened_at__lte=now
    )  # fmt: skip
    return list(rows.annotate(told=joined).order_by("-opened_at")[:LATEST])[::-1]


def _means(areas: Iterable[UUID], now: datetime) -> dict[UUID, float]:
    """By the key of area and hour: one look-up each. Where none ever came the half call alone counts."""
    rows = Expected.objects.filter(area__in=areas, hour=hour_of_week(now))
    known = {row.area_id: usual(row.calls, row.weeks) for row in rows}
    return {area: known.get(area, usual(0, WEEKS)) for area in areas}


def _calls(incidents: Iterable[Incident]) -> int:
    """One that nobody rang about counts as one: somebody saw it."""
    return sum(max(1, getattr(incident, "told", 1)) for incident in incidents)


def _together(incidents: list[Incident], mean: float, now: datetime) -> list[Offered]:
    """Each group around the one that takes the others in: where units are, else the earliest."""
    left = sorted(incidents, key=lambda one: (-one.units_on_it, one.opened_at))
    found = []
    while left:
        into, *rest = left
        others = [one for one in rest if fits(into, one) and one.units_on_it == 0]
        left = [one for one in rest if one not in others]
        if others:
            first = min(one.opened_at for one in (into, *others))
            minutes = max(1, round((now - first) / timedelta(minutes=1)))
            found.append(
                Offered(
                    into, others, _calls([into, *others]), minutes, _calls(incidents),
                    mean, most_by_chance(mean),
                )
            )  # fmt: skip
    return found
